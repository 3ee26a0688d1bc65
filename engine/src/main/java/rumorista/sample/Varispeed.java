package rumorista.sample;

/**
 * Plays samples faster or slower, which changes pitch and length together: band-limited
 * interpolation with a windowed sinc (Smith, Digital Audio Resampling Home Page).
 */
final class Varispeed {
  private static final int REACH = 16; // samples to either side
  private static final int STEPS = 512; // of the table, a sample
  private static final float[] TABLE = table();

  private Varispeed() {}

  /**
   * The same sound at another speed.
   *
   * @param samples {@code [time]}
   * @param speed 1 is unchanged; 2 is an octave higher and half as long
   */
  static float[] of(float[] samples, double speed) {
    int length = (int) Math.max(1, Math.round(samples.length / speed));
    float[] result = new float[length];
    double scale = Math.min(1, 1 / speed); // the cutoff comes down when pitch goes up
    int reach = (int) Math.ceil(REACH / scale);
    for (int i = 0; i < length; i++) {
      double at = i * speed;
      int centre = (int) at;
      double sum = 0;
      int from = Math.max(0, centre - reach + 1);
      int to = Math.min(samples.length - 1, centre + reach);
      for (int j = from; j <= to; j++) {
        double away = Math.abs(at - j) * scale * STEPS;
        int index = (int) away;
        if (index < TABLE.length - 1) {
          double weight = TABLE[index] + (away - index) * (TABLE[index + 1] - TABLE[index]);
          sum += weight * samples[j];
        }
      }
      result[i] = (float) (sum * scale);
    }
    return result;
  }

  private static float[] table() {
    float[] table = new float[REACH * STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      double x = (double) i / STEPS;
      double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      double window = 0.5 + 0.5 * Math.cos(Math.PI * x / REACH);
      table[i] = (float) (sinc * window);
    }
    return table;
  }
}
