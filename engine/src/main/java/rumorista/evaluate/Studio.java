package rumorista.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.GenerationOptions;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.SoundStream;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.generate.Foley;

/**
 * Where the sounds to be measured are made.
 *
 * @param foley that makes them
 * @param steps of the solver
 * @param guidance scale
 * @param progress is told after every sound
 */
public record Studio(Foley foley, int steps, double guidance, Progress progress) {
  /** Makes a sound. */
  Take take(Prompt prompt, @Nullable Timeline timeline, double seconds, long seed) {
    GenerationOptions options = new GenerationOptions(steps, guidance, seed);
    List<float[]> blocks = new ArrayList<>();
    List<Double> joins = new ArrayList<>();
    int length = 0;
    try (SoundStream stream = foley.imagine(prompt, timeline, seconds, options, Progress.NONE)) {
      for (Waveform block = stream.read(); block != null; block = stream.read()) {
        if (length > 0) {
          joins.add((double) length / stream.sampleRate());
        }
        blocks.add(block.samples()[0]);
        length += block.length();
      }
    }
    float[] samples = new float[length];
    int at = 0;
    for (float[] block : blocks) {
      System.arraycopy(block, 0, samples, at, block.length);
      at += block.length;
    }
    return new Take(
        Waveform.mono(samples, foley.sampleRate()),
        joins.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Makes a sound from words alone. */
  Take take(String prompt, double seconds, long seed) {
    return take(new Prompt(prompt, ""), null, seconds, seed);
  }

  void done(String what, int made, int all) {
    progress.report(what, (double) made / all);
  }
}
