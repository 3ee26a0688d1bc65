package rumorista.cli;

import java.io.PrintWriter;
import rumorista.Progress;
import rumorista.RumoristaException;

/**
 * Shows on standard error how far the work has come, and stops it when the thread is interrupted.
 */
abstract sealed class ProgressDisplay implements Progress {
  /** A bar on a terminal, lines in a log, nothing if quiet. */
  static ProgressDisplay of(PrintWriter errors, boolean quiet, boolean terminal) {
    return quiet ? new Nothing() : terminal ? new Bar(errors) : new Lines(errors);
  }

  /** A line that stays. */
  abstract void say(String line);

  /** Makes room for a line that somebody else prints. */
  void clear() {}

  abstract void show(String stage, double fraction);

  @Override
  public final void report(String stage, double fraction) {
    if (Thread.currentThread().isInterrupted()) {
      clear();
      throw new RumoristaException(RumoristaException.Kind.CANCELLED, "interrupted");
    }
    show(stage, fraction);
  }

  /** Nothing at all. */
  private static final class Nothing extends ProgressDisplay {
    @Override
    void say(String line) {}

    @Override
    void show(String stage, double fraction) {}
  }

  /** A line when a stage begins and then one every ten seconds. */
  private static final class Lines extends ProgressDisplay {
    private static final double SECONDS_BETWEEN_LINES = 10;

    private final PrintWriter errors;
    private final StageClock clock = new StageClock();

    Lines(PrintWriter errors) {
      this.errors = errors;
    }

    @Override
    void say(String line) {
      errors.println(line);
    }

    @Override
    void show(String stage, double fraction) {
      if (clock.begins(stage)) {
        errors.println(stage);
      } else if (clock.isDue(SECONDS_BETWEEN_LINES)) {
        errors.println(stage + ": " + clock.describe(fraction));
      }
    }
  }

  /** A bar that is drawn over itself ten times a second. */
  private static final class Bar extends ProgressDisplay {
    private static final String START_OF_CLEARED_LINE = "\r\u001b[K";
    private static final double SECONDS_BETWEEN_DRAWINGS = 0.1;
    private static final int WIDTH = 30;

    private final PrintWriter errors;
    private final StageClock clock = new StageClock();

    Bar(PrintWriter errors) {
      this.errors = errors;
    }

    @Override
    void say(String line) {
      errors.println(START_OF_CLEARED_LINE + line);
    }

    @Override
    void clear() {
      errors.print(START_OF_CLEARED_LINE);
      errors.flush();
    }

    @Override
    void show(String stage, double fraction) {
      if (clock.begins(stage) || clock.isDue(SECONDS_BETWEEN_DRAWINGS) || fraction >= 1) {
        int full = (int) Math.round(WIDTH * Math.clamp(fraction, 0, 1)); // NaN gives 0
        String bar = "#".repeat(full) + ".".repeat(WIDTH - full);
        errors.print(
            START_OF_CLEARED_LINE + "[" + bar + "] " + stage + " " + clock.describe(fraction));
        errors.flush();
      }
    }
  }
}
