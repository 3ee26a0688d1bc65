package rumorista.evaluate.faults;

/**
 * A Butterworth filter of second order (Bristow-Johnson, Cookbook formulae for audio EQ biquads).
 */
final class Biquad {
  private final double b0;
  private final double b1;
  private final double b2;
  private final double a1;
  private final double a2;

  private Biquad(boolean low, double hertz, int sampleRate) {
    double omega = 2 * Math.PI * hertz / sampleRate;
    double alpha = Math.sin(omega) / Math.sqrt(2);
    double cosine = Math.cos(omega);
    double a0 = 1 + alpha;
    double edge = (low ? 1 - cosine : 1 + cosine) / 2;
    b0 = edge / a0;
    b1 = (low ? 2 : -2) * edge / a0;
    b2 = b0;
    a1 = -2 * cosine / a0;
    a2 = (1 - alpha) / a0;
  }

  static Biquad lowPass(double hertz, int sampleRate) {
    return new Biquad(true, hertz, sampleRate);
  }

  static Biquad highPass(double hertz, int sampleRate) {
    return new Biquad(false, hertz, sampleRate);
  }

  float[] of(float[] samples) {
    float[] filtered = new float[samples.length];
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int n = 0; n < samples.length; n++) {
      double y = b0 * samples[n] + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = samples[n];
      y2 = y1;
      y1 = y;
      filtered[n] = (float) y;
    }
    return filtered;
  }
}
