package rumorista.model.mmaudio;

import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.jspecify.annotations.Nullable;
import rumorista.Footage;
import rumorista.Prompt;
import rumorista.Timeline;
import rumorista.model.Conditioner;
import rumorista.model.ModelSpec;
import rumorista.model.Scene;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * Reads prompts through CLIP and looks at films itself: timelines do not lead it. What it has read
 * and seen it remembers, so that further takes cost no more than their steps.
 */
final class MmAudioConditioner implements Conditioner<FlowConditions> {
  private final ModelSpec.MmAudio spec;
  private final MmAudioNetwork network;
  private final Path wordWeights;
  private final Eyes eyes;
  private final ClipTokenizer tokenizer = new ClipTokenizer();
  private final Map<String, float[]> texts = new HashMap<>();
  private @Nullable FilmFeatures lastFilm;

  MmAudioConditioner(ModelSpec.MmAudio spec, MmAudioNetwork network, Path wordWeights, Eyes eyes) {
    this.spec = spec;
    this.network = network;
    this.wordWeights = wordWeights;
    this.eyes = eyes;
  }

  @Override
  public Scene<FlowConditions> scene(Prompt prompt, Footage footage, int tokens, long seed) {
    Path film = footage.film();
    if (film == null && footage.timeline() != null) {
      throw invalidInput(
          "%s does not follow timelines: give it the film itself, or a prompt alone", spec.name());
    }
    return new MmAudioScene(
        spec,
        network,
        film == null ? null : features(film),
        read(prompt.text()),
        read(prompt.negative()),
        footage.start(),
        footage.seconds(),
        tokens);
  }

  private FilmFeatures features(Path film) {
    FilmFeatures last = lastFilm;
    if (last == null || !last.film().equals(film)) {
      last = new FilmFeatures(film, spec, eyes);
      lastFilm = last;
    }
    return last;
  }

  /** What a text means, {@code [word * textWidth]}. */
  private float[] read(String text) {
    return texts.computeIfAbsent(
        text,
        unread -> {
          try (TensorScope scope = new TensorScope();
              NoGradGuard noGrad = new NoGradGuard();
              ClipWords words = ClipWords.open(wordWeights, spec.clipWords())) {
            return TensorData.floats(
                words.forward(tokenizer.encode(unread, spec.clipWords().size())));
          }
        });
  }

  @Override
  public Timeline compose(Prompt prompt, Timeline motion) {
    return motion;
  }
}
