package rumorista.render;

import java.util.SplittableRandom;

/**
 * Upright scratches that stay for a while, and specks of dust that are gone in the next picture.
 */
final class Scratches implements Wear {
  private static final double MOVED_SHARE = 0.06; // of scratches go elsewhere in a picture's time

  private final SplittableRandom random;
  private final double[] place;
  private final float[] light;
  private final double specks;

  /**
   * @param amount about how many of each are seen in a picture
   */
  Scratches(double amount, SplittableRandom random) {
    this.random = random;
    this.specks = 2 * amount;
    this.place = new double[(int) Math.round(amount)];
    this.light = new float[place.length];
    for (int i = 0; i < place.length; i++) {
      renew(i);
    }
  }

  private void renew(int i) {
    place[i] = random.nextDouble();
    light[i] = (float) (random.nextDouble(0.1, 0.6) * (random.nextBoolean() ? 1 : -1));
  }

  @Override
  public void apply(float[][] planes, int width, int height, double time) {
    for (int i = 0; i < place.length; i++) {
      if (random.nextDouble() < MOVED_SHARE) {
        renew(i);
      }
      place[i] += random.nextDouble(-0.002, 0.002);
      scratch(planes, width, height, place[i] * width, light[i]);
    }
    int count = (int) (random.nextDouble() * 2 * specks + 0.5);
    for (int i = 0; i < count; i++) {
      speck(planes, width, height);
    }
  }

  /** A line about a 300th of the height wide. */
  private static void scratch(float[][] planes, int width, int height, double at, float brighter) {
    double thick = Math.max(1, height / 300.0);
    float faint = (float) Math.min(1, height / 300.0) * brighter;
    for (int column = (int) at; column < at + thick; column++) {
      if (column < 0 || column >= width) {
        continue;
      }
      for (float[] plane : planes) {
        for (int row = 0; row < height; row++) {
          plane[row * width + column] += faint;
        }
      }
    }
  }

  private void speck(float[][] planes, int width, int height) {
    double radius = height * random.nextDouble(0.003, 0.018);
    double x = random.nextDouble() * width;
    double y = random.nextDouble() * height;
    float value = random.nextBoolean() ? 0.95f : 0.03f;
    float opacity = (float) (random.nextDouble(0.4, 1) * Math.min(1, radius));
    for (int row = (int) Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
      for (int column = (int) Math.max(0, x - radius);
          column <= Math.min(width - 1, x + radius);
          column++) {
        if (Math.hypot(column - x, row - y) <= Math.max(1, radius)) {
          for (float[] plane : planes) {
            plane[row * width + column] += opacity * (value - plane[row * width + column]);
          }
        }
      }
    }
  }
}
