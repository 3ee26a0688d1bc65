package rumorista.plot;

import java.util.Locale;

/**
 * Where an instant stands on the sheet.
 *
 * @param left x of the beginning, in pixels
 * @param right x of the end
 * @param seconds from left to right
 */
record TimeAxis(int left, int right, double seconds) {
  private static final int MOST_MARKS = 12;

  int width() {
    return right - left;
  }

  double x(double instant) {
    return left + instant / seconds * width();
  }

  /** Seconds from mark to mark: 1, 2 or 5 times a power of ten. */
  double step() {
    return step(seconds, MOST_MARKS);
  }

  static double step(double range, int marks) {
    double step = Math.pow(10, Math.floor(Math.log10(range / marks)));
    for (int factor : new int[] {1, 2, 5, 10}) {
      if (range / (step * factor) <= marks) {
        return step * factor;
      }
    }
    return step * 10;
  }

  /** Fine lines through a lane. */
  void grid(Sheet sheet, int top, int bottom) {
    for (double t = step(); t < seconds - 1e-9; t += step()) {
      sheet.line(Palette.GRID, 1, x(t), top, x(t), bottom);
    }
  }

  /** Marks and numbers below a lane. */
  void marks(Sheet sheet, int y) {
    double step = step();
    String format = step >= 1 ? "%.0f s" : "%.1f s";
    for (int i = 0; i * step <= seconds + 1e-9; i++) {
      double x = x(i * step);
      sheet.line(Palette.TEXT, 1, x, y + 1, x, y + 6);
      sheet.text(Palette.TEXT, String.format(Locale.ROOT, format, i * step), x, y + 18, 0.5);
    }
  }
}
