package rumorista.mix;

import java.util.Arrays;

/**
 * Keeps sound below a ceiling by turning it down smoothly five milliseconds before it would be too
 * loud and up again within a tenth of a second. Every sample that comes in goes out.
 */
final class Limiter {
  /** One decibel below full scale: room for what a lossy codec adds. */
  static final float CEILING = 0.891f;

  private final int delay;
  private final double release;
  private final float[][] waiting;
  private final double[] lows;
  private final long[] lowTimes;
  private int firstLow;
  private int lowCount;
  private final double[] smoothed;
  private double sum;
  private double gain = 1;
  private long time;

  Limiter(int channels, int sampleRate) {
    this.delay = Math.max(1, sampleRate / 200);
    this.release = 1 - Math.exp(-10.0 / sampleRate);
    this.waiting = new float[channels][delay];
    this.lows = new double[delay + 1];
    this.lowTimes = new long[delay + 1];
    this.smoothed = new double[delay];
    Arrays.fill(smoothed, 1);
    this.sum = delay;
  }

  /** Takes samples in, gives as many as that less the delay of the first call back. */
  float[][] process(float[][] samples) {
    int length = samples[0].length;
    int skipped = (int) Math.min(length, Math.max(0, delay - time));
    float[][] limited = new float[samples.length][length - skipped];
    for (int t = 0; t < length; t++) {
      double factor = nextGain(peak(samples, t));
      int slot = (int) (time % delay);
      for (int i = 0; i < samples.length; i++) {
        if (t >= skipped) {
          limited[i][t - skipped] = (float) (waiting[i][slot] * factor);
        }
        waiting[i][slot] = samples[i][t];
      }
      time++;
    }
    return limited;
  }

  /** The samples that are still inside. */
  float[][] finish() {
    return process(new float[waiting.length][delay]);
  }

  private static float peak(float[][] samples, int t) {
    float peak = 0;
    for (float[] channel : samples) {
      peak = Math.max(peak, Math.abs(channel[t]));
    }
    return peak;
  }

  /**
   * The least gain that any sample of the last {@code delay + 1} needs, released slowly, then
   * averaged over the delay.
   */
  private double nextGain(float peak) {
    double needed = peak > CEILING ? CEILING / peak : 1;
    while (lowCount > 0 && lows[(firstLow + lowCount - 1) % lows.length] >= needed) {
      lowCount--;
    }
    if (lowCount > 0 && lowTimes[firstLow] < time - delay) {
      firstLow = (firstLow + 1) % lows.length;
      lowCount--;
    }
    int last = (firstLow + lowCount) % lows.length;
    lows[last] = needed;
    lowTimes[last] = time;
    lowCount++;
    gain = Math.min(lows[firstLow], gain + (1 - gain) * release);
    int slot = (int) (time % delay);
    sum += gain - smoothed[slot];
    smoothed[slot] = gain;
    return sum / delay;
  }
}
