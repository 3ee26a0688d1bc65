package rumorista.evaluate.faults;

import java.util.Arrays;

/** RMS levels of a channel, by which places for faults are chosen. */
final class Levels {
  private final float[] samples;
  private final int sampleRate;

  Levels(float[] samples, int sampleRate) {
    this.samples = samples;
    this.sampleRate = sampleRate;
  }

  /** In dB, of the seconds given; -120 outside. */
  double at(double startSeconds, double endSeconds) {
    int start = Math.max(0, (int) (startSeconds * sampleRate));
    int end = Math.min(samples.length, (int) (endSeconds * sampleRate));
    double sum = 0;
    for (int n = start; n < end; n++) {
      sum += samples[n] * samples[n];
    }
    return end <= start ? -120 : 10 * Math.log10(sum / (end - start) + 1e-12);
  }

  /** Levels one after the other, each over {@code step} seconds. */
  double[] every(double step, double startSeconds, double endSeconds) {
    double[] levels = new double[Math.max(0, (int) Math.round((endSeconds - startSeconds) / step))];
    Arrays.setAll(levels, i -> at(startSeconds + i * step, startSeconds + (i + 1) * step));
    return levels;
  }

  /** The highest level over 20 ms. */
  double peak() {
    double seconds = (double) samples.length / sampleRate;
    return Arrays.stream(every(0.02, 0, seconds)).max().orElse(-120);
  }

  /** Whether the level hardly varies, and can be heard, for 0.8 s before and after. */
  boolean isSteady(double seconds) {
    double[] levels = every(0.05, seconds - 0.8, seconds + 0.8);
    double mean = Arrays.stream(levels).average().orElse(-120);
    double squares = Arrays.stream(levels).map(x -> (x - mean) * (x - mean)).sum();
    return mean > -55 && Math.sqrt(squares / levels.length) <= 2.5;
  }
}
