package rumorista.evaluate;

import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.SoundStream;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.generate.Request;
import rumorista.generate.Rumorista;
import rumorista.measure.Listening;
import rumorista.media.Converted;

/**
 * Where the sounds to be measured are made.
 *
 * @param rumorista that makes them
 * @param progress is told after every sound
 */
public record Studio(Rumorista rumorista, Progress progress) {
  /** Makes a sound, mono at the rate that is listened at. */
  Waveform take(Prompt prompt, @Nullable Timeline timeline, double seconds, long seed) {
    Request request =
        Request.sound(seconds)
            .effects(prompt.text())
            .without(prompt.negative())
            .following(timeline);
    return heard(rumorista.sketch(request, null, seed, Progress.NONE));
  }

  /** Makes a sound from words alone. */
  Waveform take(String prompt, double seconds, long seed) {
    return take(new Prompt(prompt, ""), null, seconds, seed);
  }

  /** What is released of a sketch, mono at the rate that is listened at. */
  static Waveform heard(Rumorista.Sketch sketch) {
    try (SoundStream sound = sketch.master()) {
      return Converted.mono(sound.readAll(), Listening.SAMPLE_RATE);
    }
  }

  void done(String what, int made, int all) {
    progress.report(what, (double) made / all);
  }
}
