package rumorista.render;

/** Out of focus: two running means in each direction, about a Gaussian. */
final class Blur implements Wear {
  private final double amount;

  /**
   * @param amount standard deviation, as a part of the height
   */
  Blur(double amount) {
    this.amount = amount;
  }

  @Override
  public void apply(float[][] planes, int width, int height, double time) {
    // Two means over n pixels each have a variance of (n^2 - 1) / 6; weights at the ends are
    // fractions, so that any width can be had.
    double radius = (Math.sqrt(6 * Math.pow(amount * height, 2) + 1) - 1) / 2;
    for (float[] plane : planes) {
      for (int turn = 0; turn < 2; turn++) {
        for (int row = 0; row < height; row++) {
          mean(plane, row * width, 1, width, radius);
        }
        for (int column = 0; column < width; column++) {
          mean(plane, column, width, height, radius);
        }
      }
    }
  }

  private static void mean(float[] plane, int start, int step, int count, double radius) {
    int whole = (int) radius;
    float end = (float) (radius - whole);
    float[] line = new float[count];
    for (int i = 0; i < count; i++) {
      line[i] = plane[start + i * step];
    }
    float scale = (float) (1 / (2 * radius + 1));
    for (int i = 0; i < count; i++) {
      float sum =
          end * (line[Math.max(0, i - whole - 1)] + line[Math.min(count - 1, i + whole + 1)]);
      for (int j = i - whole; j <= i + whole; j++) {
        sum += line[Math.clamp(j, 0, count - 1)];
      }
      plane[start + i * step] = sum * scale;
    }
  }
}
