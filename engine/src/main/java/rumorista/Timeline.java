package rumorista;

import java.util.Arrays;

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

  /** The loudest level, in dB. */
  public float peak() {
    float peak = SILENCE;
    for (float level : loudness) {
      peak = Math.max(peak, level);
    }
    return peak;
  }

  /** The instants {@code from} to {@code to}. */
  public Timeline slice(int from, int to) {
    return new Timeline(
        rate, Arrays.copyOfRange(loudness, from, to), Arrays.copyOfRange(onset, from, to));
  }

  /**
   * The same at another rate: loudness is interpolated, ticks go to the nearest instant, the
   * stronger one where two meet.
   *
   * @param newRate instants a second
   * @param length instants of the result; after the end the last loudness goes on and nothing
   *     begins
   */
  public Timeline resample(double newRate, int length) {
    float[] newLoudness = new float[length];
    float[] newOnset = new float[length];
    for (int i = 0; i < length; i++) {
      double at = Math.clamp(i * rate / newRate, 0, Math.max(0, length() - 1));
      int before = (int) at;
      int after = Math.min(before + 1, length() - 1);
      newLoudness[i] =
          length() == 0
              ? SILENCE
              : (float) (loudness[before] + (at - before) * (loudness[after] - loudness[before]));
    }
    for (int i = 0; i < length(); i++) {
      int at = (int) Math.round(i * newRate / rate);
      if (at < length) {
        newOnset[at] = Math.max(newOnset[at], onset[i]);
      }
    }
    return new Timeline(newRate, newLoudness, newOnset);
  }
}
