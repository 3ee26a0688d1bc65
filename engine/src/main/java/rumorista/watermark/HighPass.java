package rumorista.watermark;

/**
 * A Butterworth high pass of the fourth order, two biquads (Bristow-Johnson, Audio EQ Cookbook).
 */
final class HighPass {
  private static final double[] QUALITY = {0.54119610, 1.30656296};

  private final double[][] coefficients = new double[QUALITY.length][]; // b0, b1, b2, a1, a2
  private final double[][] state = new double[QUALITY.length][2];

  HighPass(double hertz, int sampleRate) {
    double omega = 2 * Math.PI * Math.min(hertz, 0.45 * sampleRate) / sampleRate;
    double cosine = Math.cos(omega);
    for (int i = 0; i < QUALITY.length; i++) {
      double alpha = Math.sin(omega) / (2 * QUALITY[i]);
      double scale = 1 + alpha;
      double b = (1 + cosine) / 2 / scale;
      coefficients[i] = new double[] {b, -2 * b, b, -2 * cosine / scale, (1 - alpha) / scale};
    }
  }

  /** Filters on from where it stopped; writes to {@code result[at ..]}. */
  void filter(float[] sound, float[] result, int at) {
    for (int t = 0; t < sound.length; t++) {
      double value = sound[t];
      for (int i = 0; i < coefficients.length; i++) {
        double[] c = coefficients[i];
        double[] s = state[i];
        double filtered = c[0] * value + s[0];
        s[0] = c[1] * value - c[3] * filtered + s[1];
        s[1] = c[2] * value - c[4] * filtered;
        value = filtered;
      }
      result[at + t] = (float) value;
    }
  }
}
