package rumorista;

/**
 * When things happen and how loud: one pair of values an equally spaced instant.
 *
 * @param rate instants a second
 * @param loudness RMS level in dB relative to full scale, about -80 (silence) to 0
 * @param onset strength of an attack at that instant: 0 for none, about 1 for a sharp one
 */
public record Timeline(double rate, float[] loudness, float[] onset) {
  /** What silence counts as, in dB. */
  public static final float SILENCE = -80f;

  public Timeline {
    if (!(rate > 0)) {
      throw RumoristaException.invalidInput("timeline rate is %s; wanted a positive number", rate);
    }
    if (loudness.length != onset.length) {
      throw RumoristaException.invalidInput(
          "timeline has %d loudness and %d onset values; wanted equally many",
          loudness.length, onset.length);
    }
  }

  public int length() {
    return loudness.length;
  }

  public double seconds() {
    return length() / rate;
  }
}
