package rumorista;

/**
 * Where a sound is, how loud it is, and whether it is heard at all.
 *
 * @param level in dB relative to full scale: for an event the RMS level of its loudest 10 ms, for
 *     what goes on its RMS level
 * @param position -1 (left) to 1 (right)
 * @param distance 0 (near) to 1 (far): level, high frequencies and room follow it
 * @param muted whether it is left out
 */
public record Staging(double level, double position, double distance, boolean muted) {
  public Staging {
    check("level", level, -120, 0);
    check("position", position, -1, 1);
    check("distance", distance, 0, 1);
  }

  /** In the middle and near. */
  public static Staging centre(double level) {
    return new Staging(level, 0, 0, false);
  }

  /** The same at another level. */
  public Staging at(double otherLevel) {
    return new Staging(otherLevel, position, distance, muted);
  }

  private static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw RumoristaException.invalidInput(
          "the %s of a cue is %s; wanted %.0f to %.0f", name, value, least, most);
    }
  }
}
