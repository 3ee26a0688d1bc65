package rumorista.train.scenes;

import java.util.SplittableRandom;

/** Rain as streaks, or as drops on a surface that each leave a ring; lightning over it all. */
final class Weather {
  private static final double FRAME_SECONDS = 0.04;

  private Weather() {}

  /** Streaks that are elsewhere in every picture, since drops fall faster than pictures follow. */
  static Painter streaks(SplittableRandom random) {
    int count = random.nextInt(60, 500);
    double length = random.nextDouble(5, 26);
    double slant = random.nextDouble(-0.35, 0.35);
    float share = (float) random.nextDouble(0.12, 0.5);
    float light = (float) random.nextDouble(0.6, 1);
    return (canvas, seconds) -> {
      for (int i = 0; i < count; i++) {
        double x = random.nextDouble(-20, Canvas.WIDTH + 20);
        double y = random.nextDouble(-20, Canvas.HEIGHT);
        double near = random.nextDouble(0.4, 1);
        for (int k = 0; k < length * near; k++) {
          canvas.blend(
              (int) (x + slant * k), (int) (y + k), light, light, light, share * (float) near);
        }
      }
    };
  }

  /** Drops that hit water or stone: small bright rings that widen and vanish, all over. */
  static Painter rings(SplittableRandom random) {
    int count = random.nextInt(40, 160);
    double life = random.nextDouble(0.12, 0.35);
    double widest = random.nextDouble(3, 9);
    double flat = random.nextDouble(0.25, 0.7);
    double horizon = random.nextDouble(0, 0.5) * Canvas.HEIGHT;
    float share = (float) random.nextDouble(0.25, 0.7);
    double[][] drops = new double[count][3];
    for (double[] drop : drops) {
      drop[2] = -random.nextDouble(life);
    }
    return (canvas, seconds) -> {
      for (double[] drop : drops) {
        if (seconds - drop[2] > life || drop[0] == 0) {
          drop[0] = random.nextDouble(1, Canvas.WIDTH);
          drop[1] = random.nextDouble(horizon, Canvas.HEIGHT);
          drop[2] = seconds - random.nextDouble(FRAME_SECONDS);
        }
        double age = (seconds - drop[2]) / life;
        double radius = 1 + age * widest;
        for (double a = 0; a < 6.28; a += 0.8 / radius) {
          canvas.blend(
              (int) (drop[0] + radius * Math.cos(a)),
              (int) (drop[1] + radius * flat * Math.sin(a)),
              0.9f,
              0.95f,
              1,
              share * (float) (1 - age));
        }
      }
    };
  }

  /** One to three flashes that light the whole dark picture, and perhaps the bolt itself. */
  static Painter lightning(boolean bolt, SplittableRandom random) {
    double begin = random.nextDouble(0.05, 0.6);
    int flashes = random.nextInt(1, 4);
    double[] at = new double[flashes];
    double[] strength = new double[flashes];
    for (int i = 0; i < flashes; i++) {
      at[i] = begin + i * random.nextDouble(0.06, 0.16);
      strength[i] = random.nextDouble(0.4, 1);
    }
    float night = (float) random.nextDouble(0.08, 0.4);
    double fall = random.nextDouble(0.03, 0.1);
    double boltX = random.nextDouble(30, 160);
    long shape = random.nextLong();
    return (canvas, seconds) -> {
      double flash = 0;
      for (int i = 0; i < flashes; i++) {
        double age = seconds - at[i];
        flash = Math.max(flash, age < 0 ? 0 : strength[i] * Math.exp(-age / fall));
      }
      canvas.light(night + (float) (1.2 * flash), (float) (0.45 * flash));
      if (bolt && flash > 0.15) {
        SplittableRandom way = new SplittableRandom(shape);
        double x = boltX;
        for (int y = 0; y < 80; y++) {
          x += way.nextDouble(-2, 2);
          canvas.ellipse(x, y, 1.2, 1.2, 0, new float[] {1, 1, 1}, (float) flash);
        }
      }
    };
  }
}
