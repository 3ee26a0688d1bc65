package rumorista.evaluate.watermark;

import java.util.Locale;

/** How often something came true, and how sure that is. */
record Tally(int hits, int trials) {
  private static final double Z = 1.959964; // of a 95 % interval

  static final Tally NONE = new Tally(0, 0);

  Tally and(boolean hit) {
    return new Tally(hits + (hit ? 1 : 0), trials + 1);
  }

  /** An end of the interval of Wilson (1927), from 0 to 1. */
  private double bound(int side) {
    double p = (double) hits / trials;
    double z2 = Z * Z / trials;
    double half = Z * Math.sqrt(p * (1 - p) / trials + z2 / trials / 4);
    return Math.clamp((p + z2 / 2 + side * half) / (1 + z2), 0, 1);
  }

  double low() {
    return trials == 0 ? 0 : bound(-1);
  }

  double high() {
    return trials == 0 ? 1 : bound(1);
  }

  /** As "97.5 (94.3-98.9)", in percent. */
  String toText() {
    return trials == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%.1f (%.1f-%.1f)", 100.0 * hits / trials, 100 * low(), 100 * high());
  }
}
