package rumorista.render;

import java.util.random.RandomGenerator;

/** Smooth wandering about zero: a few sines. */
final class Sway {
  private static final int PARTS = 3;

  private final double[] rate = new double[PARTS];
  private final double[] phase = new double[PARTS];
  private final double reach;

  /**
   * @param reach about how far it goes
   * @param hertz about how often
   */
  Sway(double reach, double hertz, RandomGenerator random) {
    this.reach = reach / Math.sqrt(PARTS);
    for (int i = 0; i < PARTS; i++) {
      rate[i] = 2 * Math.PI * hertz * random.nextDouble(0.4, 1.8);
      phase[i] = random.nextDouble(2 * Math.PI);
    }
  }

  double at(double time) {
    double sum = 0;
    for (int i = 0; i < PARTS; i++) {
      sum += Math.sin(rate[i] * time + phase[i]);
    }
    return reach * sum;
  }
}
