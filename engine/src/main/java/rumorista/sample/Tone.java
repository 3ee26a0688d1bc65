package rumorista.sample;

/** Makes a sound a little brighter or darker: a first-order high shelf at 2.5 kHz. */
final class Tone {
  private static final double CORNER = 2_500; // Hz
  private static final double SMOOTHING = 1 - Math.exp(-2 * Math.PI * CORNER / 48_000);

  private Tone() {}

  /** In place; {@code decibels} for what lies above the corner. */
  static void tilt(float[] samples, double decibels) {
    double more = Math.pow(10, decibels / 20) - 1;
    double low = 0;
    for (int i = 0; i < samples.length; i++) {
      low += SMOOTHING * (samples[i] - low);
      samples[i] += (float) (more * (samples[i] - low));
    }
  }
}
