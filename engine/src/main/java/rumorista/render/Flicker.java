package rumorista.render;

import java.util.SplittableRandom;

/** Brightness that changes from picture to picture, and slowly beside. */
final class Flicker implements Wear {
  private final SplittableRandom random;
  private final double amount;
  private double slow;

  /**
   * @param amount standard deviation of the exposure, as a part of it
   */
  Flicker(double amount, SplittableRandom random) {
    this.random = random;
    this.amount = amount;
  }

  @Override
  public void apply(float[][] planes, int width, int height, double time) {
    slow = 0.95 * slow + 0.3 * random.nextGaussian();
    float gain = (float) Math.max(0.1, 1 + amount * (0.8 * random.nextGaussian() + 0.6 * slow));
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] *= gain;
      }
    }
  }
}
