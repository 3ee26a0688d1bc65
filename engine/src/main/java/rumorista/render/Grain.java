package rumorista.render;

import java.util.SplittableRandom;

/**
 * Grain of film: new noise in every picture, the same in all colours, of clumps about a 360th of
 * the height.
 */
final class Grain implements Wear {
  private static final int TABLE = 1 << 12;
  private static final double CLUMPS = 360; // in a picture's height

  private final float[] noise = new float[TABLE];
  private final SplittableRandom random;
  private final double amount;

  /**
   * @param amount standard deviation of a clump
   */
  Grain(double amount, SplittableRandom random) {
    this.amount = amount;
    this.random = random;
    for (int i = 0; i < TABLE; i++) {
      noise[i] = (float) random.nextGaussian();
    }
  }

  @Override
  public void apply(float[][] planes, int width, int height, double time) {
    // A pixel that is larger than a clump is the mean of several.
    float scale = (float) (amount * Math.min(1, height / CLUMPS));
    for (int row = 0; row < height; row++) {
      int at = random.nextInt(TABLE);
      int step = 1 + 2 * random.nextInt(8);
      for (int column = 0; column < width; column++) {
        float more = scale * noise[at];
        at = (at + step) & (TABLE - 1);
        for (float[] plane : planes) {
          plane[row * width + column] += more;
        }
      }
    }
  }
}
