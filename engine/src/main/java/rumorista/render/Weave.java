package rumorista.render;

import java.util.SplittableRandom;

/** A picture that does not stand still in the gate: it jumps a little and wanders. */
final class Weave implements Wear {
  private final SplittableRandom random;
  private final double amount;
  private final Sway wanderX;
  private final Sway wanderY;

  /**
   * @param amount standard deviation of the jumps, as a part of the height
   */
  Weave(double amount, SplittableRandom random) {
    this.random = random;
    this.amount = amount;
    this.wanderX = new Sway(1.5 * amount, 0.6, random);
    this.wanderY = new Sway(1.5 * amount, 0.4, random);
  }

  @Override
  public void apply(float[][] planes, int width, int height, double time) {
    double dx = height * (0.4 * amount * random.nextGaussian() + wanderX.at(time));
    double dy = height * (amount * random.nextGaussian() + wanderY.at(time));
    for (float[] plane : planes) {
      shift(plane, width, height, dx, dy);
    }
  }

  /** Moves a picture by parts of pixels; its rims are drawn out. */
  static void shift(float[] plane, int width, int height, double dx, double dy) {
    float[] before = plane.clone();
    int wholeX = (int) Math.floor(dx);
    int wholeY = (int) Math.floor(dy);
    float fx = (float) (dx - wholeX);
    float fy = (float) (dy - wholeY);
    for (int row = 0; row < height; row++) {
      int r0 = Math.clamp(row - wholeY, 0, height - 1) * width;
      int r1 = Math.clamp(row - wholeY - 1, 0, height - 1) * width;
      for (int column = 0; column < width; column++) {
        int c0 = Math.clamp(column - wholeX, 0, width - 1);
        int c1 = Math.clamp(column - wholeX - 1, 0, width - 1);
        float top = before[r0 + c0] + fx * (before[r0 + c1] - before[r0 + c0]);
        float low = before[r1 + c0] + fx * (before[r1 + c1] - before[r1 + c0]);
        plane[row * width + column] = top + fy * (low - top);
      }
    }
  }
}
