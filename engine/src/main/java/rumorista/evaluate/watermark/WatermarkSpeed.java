package rumorista.evaluate.watermark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.watermark.MarkKey;
import rumorista.watermark.Search;
import rumorista.watermark.Strength;
import rumorista.watermark.Watermark;

/** How long marking and detecting take: medians of wall-clock time after a run to warm up. */
public final class WatermarkSpeed {
  private static final int RUNS = 5;
  private static final int SECONDS = 60;
  private static final List<MarkKey> KEYS = List.of(MarkKey.PUBLIC);

  private WatermarkSpeed() {}

  /**
   * One step.
   *
   * @param seconds it took for {@value #SECONDS} s of sound
   */
  public record Step(String name, double seconds) {
    /** A line of text. */
    public String toText() {
      return String.format(
          Locale.ROOT,
          "%s: %.2f s for %d s of sound, %.4f x real time",
          name,
          seconds,
          SECONDS,
          seconds / SECONDS);
    }
  }

  /** A minute of noise that comes and goes, marked and looked for. */
  public static List<Step> measure() {
    Waveform stereo = sound(48_000, 2);
    Waveform unmarked = sound(16_000, 2);
    Waveform marked = Watermark.embed(unmarked, KEYS, 1, Strength.DEFAULT);
    List<Step> steps = new ArrayList<>();
    steps.add(
        step(
            "embedding, 48 kHz stereo",
            RUNS,
            () -> Watermark.embed(stereo, KEYS, 1, Strength.DEFAULT)));
    steps.add(step("plain detection, marked", RUNS, () -> detect(marked, Search.PLAIN)));
    steps.add(step("plain detection, unmarked", RUNS, () -> detect(unmarked, Search.PLAIN)));
    steps.add(
        step("plain detection, 48 kHz stereo, unmarked", RUNS, () -> detect(stereo, Search.PLAIN)));
    steps.add(step("thorough detection, unmarked", 1, () -> detect(unmarked, Search.THOROUGH)));
    return steps;
  }

  private static void detect(Waveform sound, Search search) {
    Watermark.detect(SoundStream.of(sound), KEYS, search);
  }

  private static Step step(String name, int runs, Runnable work) {
    work.run();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      work.run();
      times.add((System.nanoTime() - start) / 1e9);
    }
    times.sort(null);
    return new Step(name, times.get(times.size() / 2));
  }

  private static Waveform sound(int rate, int channels) {
    float[][] samples = new float[channels][SECONDS * rate];
    for (int i = 0; i < channels; i++) {
      SplittableRandom random = new SplittableRandom(i);
      for (int t = 0; t < samples[i].length; t++) {
        double swell = 0.1 + 0.08 * Math.sin(2 * Math.PI * t / rate / 3);
        samples[i][t] = (float) (swell * random.nextGaussian());
      }
    }
    return new Waveform(samples, rate);
  }
}
