package rumorista;

/**
 * How the level of a sound changes while it goes on.
 *
 * @param rate values a second
 * @param decibels relative to the level of the cue, from its start; the last value goes on. Empty
 *     for a level that does not change
 */
public record LevelCurve(double rate, float[] decibels) {
  /** A level that does not change. */
  public static final LevelCurve FLAT = new LevelCurve(1, new float[0]);

  public LevelCurve {
    if (!(rate > 0)) {
      throw RumoristaException.invalidInput(
          "the rate of a level curve is %s; wanted more than 0", rate);
    }
    for (float value : decibels) {
      if (!Float.isFinite(value)) {
        throw RumoristaException.invalidInput("a level curve holds %s; wanted numbers", value);
      }
    }
  }

  /** The level relative to that of the cue, {@code seconds} after its start, in dB. */
  public double at(double seconds) {
    if (decibels.length == 0) {
      return 0;
    }
    double position = Math.clamp(seconds * rate, 0, decibels.length - 1.0);
    int before = (int) position;
    int after = Math.min(before + 1, decibels.length - 1);
    return decibels[before] + (position - before) * (decibels[after] - decibels[before]);
  }

  /** When it is loudest, in seconds after the start. */
  public double loudest() {
    int best = 0;
    for (int i = 1; i < decibels.length; i++) {
      best = decibels[i] > decibels[best] ? i : best;
    }
    return best / rate;
  }
}
