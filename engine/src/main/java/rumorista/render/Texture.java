package rumorista.render;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A square of brightness, -1 to 1, that repeats itself in all directions. */
final class Texture {
  private static final int SIZE = 64;
  private static final int MASK = SIZE - 1;
  private static final int KINDS = 64;
  private static final Texture[] ALL = new Texture[KINDS];

  static {
    for (int i = 0; i < KINDS; i++) {
      ALL[i] = new Texture(new SplittableRandom(7919L * i + 1));
    }
  }

  private final float[] values = new float[SIZE * SIZE];

  private Texture(RandomGenerator random) {
    double kind = random.nextDouble();
    float[] noise = noise(random);
    double stripes = 1 + random.nextInt(6);
    double slant = random.nextInt(4);
    boolean squares = random.nextBoolean();
    float largest = 1e-6f;
    for (int i = 0; i < values.length; i++) {
      double u = (double) (i % SIZE) / SIZE;
      int row = i / SIZE;
      double v = (double) row / SIZE;
      double pattern = Math.sin(2 * Math.PI * (stripes * u + slant * v));
      double other = Math.sin(2 * Math.PI * (slant * u - stripes * v));
      double value =
          kind < 0.6
              ? noise[i]
              : kind < 0.8
                  ? noise[i] * 0.5 + (squares ? Math.signum(pattern) : pattern) * 0.6
                  : noise[i] * 0.4 + Math.signum(pattern * other) * 0.6;
      values[i] = (float) value;
      largest = Math.max(largest, Math.abs(values[i]));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= largest;
    }
  }

  static Texture any(RandomGenerator random) {
    return ALL[random.nextInt(KINDS)];
  }

  /** Octaves of smooth noise; how fine it is differs from texture to texture. */
  private static float[] noise(RandomGenerator random) {
    float[] sum = new float[SIZE * SIZE];
    double weight = 1;
    double persistence = random.nextDouble(0.35, 0.9);
    for (int cells = 2; cells <= SIZE / 2; cells *= 2) {
      float[] grid = new float[cells * cells];
      for (int i = 0; i < grid.length; i++) {
        grid[i] = (float) random.nextDouble(-1, 1);
      }
      for (int i = 0; i < sum.length; i++) {
        double u = (double) (i % SIZE) * cells / SIZE;
        int row = i / SIZE;
        double v = (double) row * cells / SIZE;
        sum[i] += (float) (weight * between(grid, cells, u, v));
      }
      weight *= persistence;
    }
    return sum;
  }

  private static double between(float[] grid, int cells, double u, double v) {
    int x = (int) u;
    int y = (int) v;
    double fx = smooth(u - x);
    double fy = smooth(v - y);
    int x1 = (x + 1) % cells;
    int y1 = (y + 1) % cells;
    double top = grid[y * cells + x] * (1 - fx) + grid[y * cells + x1] * fx;
    double low = grid[y1 * cells + x] * (1 - fx) + grid[y1 * cells + x1] * fx;
    return top * (1 - fy) + low * fy;
  }

  private static double smooth(double x) {
    return x * x * (3 - 2 * x);
  }

  /** Brightness at a place; the texture repeats after one unit. */
  float at(float u, float v) {
    float x = u * SIZE;
    float y = v * SIZE;
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    float fx = x - column;
    float fy = y - row;
    int c0 = column & MASK;
    int c1 = (column + 1) & MASK;
    int r0 = (row & MASK) * SIZE;
    int r1 = ((row + 1) & MASK) * SIZE;
    float top = values[r0 + c0] + fx * (values[r0 + c1] - values[r0 + c0]);
    float low = values[r1 + c0] + fx * (values[r1 + c1] - values[r1 + c0]);
    return top + fy * (low - top);
  }
}
