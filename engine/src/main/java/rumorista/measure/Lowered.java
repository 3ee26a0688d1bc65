package rumorista.measure;

/**
 * A channel at 32 kHz: what is above 15 kHz is taken off, so that a click looks the same whether or
 * not it went through a lossy codec.
 */
final class Lowered {
  static final int SAMPLE_RATE = 32_000;
  private static final double CUTOFF = 15_000; // hertz, half way down
  private static final int HALF = 32; // input samples to either side
  private static final int PHASES = 64;

  private Lowered() {}

  static float[] of(float[] samples, int sampleRate) {
    if (sampleRate <= SAMPLE_RATE) {
      return samples;
    }
    float[][] taps = taps(sampleRate);
    double step = (double) sampleRate / SAMPLE_RATE;
    float[] lowered = new float[(int) (samples.length / step)];
    for (int n = 0; n < lowered.length; n++) {
      double at = n * step;
      int whole = (int) at;
      float[] phase = taps[(int) Math.round((at - whole) * PHASES)];
      int first = Math.max(-HALF, -whole);
      int last = Math.min(HALF, samples.length - 1 - whole);
      float sum = 0;
      for (int i = first; i <= last; i++) {
        sum += phase[i + HALF] * samples[whole + i];
      }
      lowered[n] = sum;
    }
    return lowered;
  }

  /** Windowed sinc functions, shifted by fractions of a sample. */
  private static float[][] taps(int sampleRate) {
    float[][] taps = new float[PHASES + 1][2 * HALF + 1];
    double width = 2 * CUTOFF / sampleRate;
    for (int p = 0; p <= PHASES; p++) {
      for (int i = -HALF; i <= HALF; i++) {
        double x = i - (double) p / PHASES;
        double angle = Math.PI * x * width;
        double sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
        double window = Math.abs(x) > HALF ? 0 : 0.5 * (1 + Math.cos(Math.PI * x / (HALF + 1)));
        taps[p][i + HALF] = (float) (width * sinc * window);
      }
    }
    return taps;
  }
}
