package rumorista.cli;

/** Knows since when a stage of the work runs and reckons how long it will take. */
final class StageClock {
  /** Estimates from less than this much time are guesses. */
  private static final double SECONDS_BEFORE_ESTIMATE = 1;

  private String stage = "";
  private long begun;
  private long shown;

  /** Whether this is the first that is heard of the stage. */
  boolean begins(String name) {
    if (name.equals(stage)) {
      return false;
    }
    stage = name;
    begun = System.nanoTime();
    shown = begun;
    return true;
  }

  /** Whether so much time has passed since the last yes, or since the stage began. */
  boolean isDue(double seconds) {
    long now = System.nanoTime();
    if (now - shown < seconds * 1e9) {
      return false;
    }
    shown = now;
    return true;
  }

  /** For example {@code "45 %, 1:05 left"}. */
  String describe(double fraction) {
    return describe(fraction, (System.nanoTime() - begun) / 1e9);
  }

  static String describe(double fraction, double elapsed) {
    if (!(fraction > 0)) {
      return "";
    }
    String percent = Math.round(100 * fraction) + " %";
    if (elapsed < SECONDS_BEFORE_ESTIMATE || fraction >= 1) {
      return percent;
    }
    long left = Math.round(elapsed * (1 - fraction) / fraction);
    String time =
        left >= 3600
            ? "%d:%02d:%02d".formatted(left / 3600, left / 60 % 60, left % 60)
            : "%d:%02d".formatted(left / 60, left % 60);
    return percent + ", " + time + " left";
  }
}
