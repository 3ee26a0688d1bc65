package rumorista.measure;

import java.util.Arrays;
import rumorista.signal.RealFft;

/** Levels in bands from 60 Hz to 20 kHz, 100 times a second, as change-points are sought in. */
final class BandLevels {
  static final int PER_SECOND = 100;
  static final int BANDS = 18;
  static final double FLOOR = -110; // dB

  private static final int SIZE = 1024;
  private static final double LOWEST = 60;
  private static final double HIGHEST = 20_000;

  private final RealFft fft = new RealFft(SIZE);
  private final float[] real = new float[fft.bins()];
  private final float[] imaginary = new float[fft.bins()];
  private final float[] block = new float[SIZE];
  private final int[] edges = new int[BANDS + 1]; // FFT bins

  BandLevels(int sampleRate) {
    double highest = Math.min(HIGHEST, 0.45 * sampleRate);
    for (int b = 0; b <= BANDS; b++) {
      double share = (double) b / BANDS;
      double hertz = LOWEST * Math.pow(highest / LOWEST, share);
      int bin = (int) Math.round(hertz * SIZE / sampleRate);
      edges[b] = b == 0 ? Math.max(1, bin) : Math.max(edges[b - 1] + 1, bin);
    }
  }

  /** Levels in dB of a channel. */
  float[][] of(float[] samples, int sampleRate) {
    int hop = sampleRate / PER_SECOND;
    int frames = samples.length / hop;
    float[][] levels = new float[frames][BANDS]; // [frame][band]
    for (int t = 0; t < frames; t++) {
      frame(samples, t * hop + hop / 2 - SIZE / 2, levels[t]);
    }
    return levels;
  }

  private void frame(float[] samples, int start, float[] levels) {
    Arrays.fill(block, 0);
    for (int i = 0; i < SIZE; i++) {
      int n = start + i;
      if (n >= 0 && n < samples.length) {
        double window = 0.5 * (1 - Math.cos(2 * Math.PI * (i + 0.5) / SIZE));
        block[i] = (float) (samples[n] * window);
      }
    }
    fft.forward(block, real, imaginary);
    for (int b = 0; b < BANDS; b++) {
      double power = 0;
      for (int k = edges[b]; k < edges[b + 1]; k++) {
        power += real[k] * real[k] + imaginary[k] * imaginary[k];
      }
      double mean = power / (0.375 * SIZE * SIZE / 4);
      levels[b] = (float) Math.max(FLOOR, 10 * Math.log10(mean + 1e-12));
    }
  }
}
