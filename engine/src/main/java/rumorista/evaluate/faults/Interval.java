package rumorista.evaluate.faults;

/**
 * Wilson's 95 % interval of a share (Wilson 1927).
 *
 * @param low its lower end
 * @param high its upper end
 */
record Interval(double low, double high) {
  private static final double QUANTILE = 1.96;

  static Interval of(int hits, int trials) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double share = (double) hits / trials;
    double square = QUANTILE * QUANTILE / trials;
    double centre = share + square / 2;
    double half = QUANTILE * Math.sqrt(share * (1 - share) / trials + square / trials / 4);
    return new Interval((centre - half) / (1 + square), (centre + half) / (1 + square));
  }
}
