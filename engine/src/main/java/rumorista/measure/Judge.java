package rumorista.measure;

import static rumorista.RumoristaException.badModel;
import static rumorista.RumoristaException.invalidInput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.Waveform;
import rumorista.model.judge.JudgeInput;
import rumorista.model.judge.JudgeNetwork;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/** Tells which everyday sound it hears. */
public final class Judge {
  /** The weights inside a judge's folder. */
  public static final String WEIGHTS = "judge.safetensors";

  /** What is known of a judge: what it learned from and how well it hears real recordings. */
  public static final String CARD = "judge.json";

  private static final String UNHEARD = "unheard_of_other_sources";
  private static final int SAMPLE_RATE = 32_000;
  private static final int HOP = JudgeInput.INSTANTS / 2; // instants from window to window

  private final JudgeNetwork network;
  private final MelSpectrogram mel = MelSpectrogram.standard();

  private final Accuracy onRecordings;

  private Judge(JudgeNetwork network, Accuracy onRecordings) {
    this.network = network;
    this.onRecordings = onRecordings;
  }

  /**
   * How often a judge is right.
   *
   * @param topOne share of kinds heard as the most probable
   * @param topFive share of kinds heard among the five most probable
   */
  public record Accuracy(double topOne, double topFive) {}

  /** Reads {@value #WEIGHTS} and {@value #CARD} in {@code folder}. */
  public static Judge load(Path folder) {
    return new Judge(fresh(folder).network, accuracy(folder.resolve(CARD)));
  }

  private static Accuracy accuracy(Path card) {
    try {
      JsonNode unheard = new ObjectMapper().readTree(Files.readString(card)).path(UNHEARD);
      return new Accuracy(
          unheard.path("top1").asDouble(Double.NaN), unheard.path("top5").asDouble(Double.NaN));
    } catch (IOException e) {
      throw badModel("%s: cannot be read (%s); train the judge again", card, e.getMessage());
    }
  }

  /** On recordings of sources that it has learned nothing of the kind from. */
  public Accuracy onRecordings() {
    return onRecordings;
  }

  /** A judge of whom nothing is known yet: straight from training. */
  public static Judge fresh(Path folder) {
    JudgeNetwork network = new JudgeNetwork(EverydaySound.all().size());
    StateDict.load(folder.resolve(WEIGHTS), network);
    return new Judge(network, new Accuracy(Double.NaN, Double.NaN));
  }

  /** Probability of each of {@link EverydaySound#all()}, of a mono sound at 32 kHz. */
  public float[] hear(Waveform sound) {
    if (sound.sampleRate() != SAMPLE_RATE || sound.channels() != 1) {
      throw invalidInput(
          "%d channels at %d Hz; the judge hears one at %d Hz",
          sound.channels(), sound.sampleRate(), SAMPLE_RATE);
    }
    return hear(mel.of(sound.samples()[0]));
  }

  /** The same of standard mel levels {@code [frames][160]} in dB. */
  public float[] hear(float[][] levels) {
    float[][] pooled = JudgeInput.pool(levels);
    int windows = 1 + Math.max(0, (pooled.length - JudgeInput.INSTANTS + HOP - 1) / HOP);
    float[] values = new float[windows * JudgeInput.INSTANTS * JudgeInput.BANDS];
    for (int w = 0; w < windows; w++) {
      float[] window = JudgeInput.normalise(JudgeInput.window(pooled, w * HOP));
      System.arraycopy(window, 0, values, w * window.length, window.length);
    }
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor input = TensorData.of(values, windows, JudgeInput.INSTANTS, JudgeInput.BANDS);
      Tensor scores = network.scores(network.features(input));
      float[] heard = TensorData.floats(torch.mean(torch.softmax(scores, -1), 0));
      if (!Float.isFinite(heard[0])) {
        throw badModel("the judge's weights give %s; train it again", heard[0]);
      }
      return heard;
    }
  }

  /** How many kinds are at least as probable as kind {@code index}, itself excluded: 0 is top. */
  public static int rank(float[] heard, int index) {
    return (int)
        IntStream.range(0, heard.length)
            .filter(i -> i != index && heard[i] >= heard[index])
            .count();
  }
}
