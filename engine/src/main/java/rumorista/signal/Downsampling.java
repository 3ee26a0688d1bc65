package rumorista.signal;

/** Two samples for every three: 48 kHz to 32 kHz, by a windowed-sinc low-pass filter. */
public final class Downsampling {
  private static final int HALF = 96; // taps on either side, at twice the original rate
  private static final double CUTOFF = 0.323; // of that rate's half: 15.5 kHz
  private static final float[] FILTER = filter();

  private Downsampling() {}

  /** {@code ceil(2 n / 3)} samples; what lies outside counts as silence. */
  public static float[] twoThirds(float[] samples) {
    float[] result = new float[(int) ((2L * samples.length + 2) / 3)];
    for (int n = 0; n < result.length; n++) {
      long centre = 3L * n; // in samples at twice the original rate
      int first = (int) Math.max(0, Math.ceilDiv(centre - HALF, 2L));
      int last = (int) Math.min(samples.length - 1L, Math.floorDiv(centre + HALF, 2L));
      float sum = 0;
      for (int i = first; i <= last; i++) {
        sum += samples[i] * FILTER[(int) (centre - 2L * i) + HALF];
      }
      result[n] = sum;
    }
    return result;
  }

  private static float[] filter() {
    float[] filter = new float[2 * HALF + 1];
    for (int i = 0; i < filter.length; i++) {
      int from = i - HALF;
      double sinc = from == 0 ? CUTOFF : Math.sin(Math.PI * CUTOFF * from) / (Math.PI * from);
      double hann = 0.5 + 0.5 * Math.cos(Math.PI * from / (HALF + 1));
      filter[i] = (float) (2 * sinc * hann); // twice: every second sample is a zero
    }
    return filter;
  }
}
