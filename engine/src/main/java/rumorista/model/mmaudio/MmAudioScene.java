package rumorista.model.mmaudio;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.model.Guide;
import rumorista.model.ModelSpec;
import rumorista.model.Scene;
import rumorista.tensor.TensorData;

/** One soundtrack of MMAudio: hands out what leads its windows. */
final class MmAudioScene implements Scene<FlowConditions> {
  private final ModelSpec.MmAudio spec;
  private final MmAudioNetwork network;
  private final @Nullable FilmFeatures film;
  private final float[] text;
  private final float[] negative;
  private final double start;
  private final double seconds;
  private final int tokens;

  /**
   * @param text what the prompt means, {@code [word * textWidth]}
   * @param start of the sound in the film, in seconds
   */
  MmAudioScene(
      ModelSpec.MmAudio spec,
      MmAudioNetwork network,
      @Nullable FilmFeatures film,
      float[] text,
      float[] negative,
      double start,
      double seconds,
      int tokens) {
    this.spec = spec;
    this.network = network;
    this.film = film;
    this.text = text;
    this.negative = negative;
    this.start = start;
    this.seconds = seconds;
    this.tokens = tokens;
  }

  @Override
  public Guide<FlowConditions> window(int from, int to) {
    return window(from, to, Progress.NONE);
  }

  @Override
  public Guide<FlowConditions> window(int from, int to, Progress progress) {
    double rate = (double) spec.sampleRate() / spec.codec().samplesPerToken();
    double begin = from / rate;
    double length = (to == tokens ? seconds : to / rate) - begin;
    Lengths lengths = Lengths.of(length, spec.sampleRate(), spec.codec()).atLeastOne();
    int pictures = lengths.pictures();
    int instants = lengths.instants();
    Tensor clip = null;
    Tensor sync = null;
    if (film != null) {
      FilmFeatures.Seen seen = film.look(start + begin, lengths, progress);
      clip = TensorData.of(flat(seen.clip()), 1, pictures, spec.flow().clipWidth());
      sync = TensorData.of(flat(seen.sync()), 1, instants, spec.flow().syncWidth());
      if (to == tokens) {
        film.close();
      }
    }
    return new Guide<>(
        network.conditions(clip, sync, words(text), pictures, instants, to - from),
        network.conditions(null, null, words(negative), pictures, instants, to - from),
        null,
        0);
  }

  private Tensor words(float[] meaning) {
    return TensorData.of(meaning, 1, spec.flow().textTokens(), spec.flow().textWidth());
  }

  private static float[] flat(float[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
    }
    return all;
  }

  @Override
  public List<String> credits() {
    return List.of();
  }
}
