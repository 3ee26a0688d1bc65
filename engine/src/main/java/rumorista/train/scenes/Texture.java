package rumorista.train.scenes;

import java.util.SplittableRandom;

/** Fractal noise that repeats itself: several layers of random values, each finer and weaker. */
final class Texture {
  private static final int SIZE = 256;

  private final float[] values = new float[SIZE * SIZE];

  /**
   * @param coarsest distance of random values in the coarsest layer, a power of two
   * @param falloff strength of a layer by that of the coarser one
   */
  Texture(int coarsest, double falloff, SplittableRandom random) {
    double strength = 1;
    double sum = 0;
    for (int step = coarsest; step >= 1; step /= 2) {
      layer(step, strength, random);
      sum += strength;
      strength *= falloff;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= (float) sum;
    }
  }

  private void layer(int step, double strength, SplittableRandom random) {
    int cells = SIZE / step;
    float[] grid = new float[cells * cells];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (float) random.nextDouble();
    }
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        float fx = smooth((float) (x % step) / step);
        float fy = smooth((float) (y % step) / step);
        int left = x / step;
        int top = y / step;
        int right = (left + 1) % cells;
        int bottom = (top + 1) % cells;
        float upper = mix(grid[top * cells + left], grid[top * cells + right], fx);
        float lower = mix(grid[bottom * cells + left], grid[bottom * cells + right], fx);
        values[y * SIZE + x] += (float) strength * mix(upper, lower, fy);
      }
    }
  }

  /** 0 to 1, about 0.5 on average; between places, interpolated. */
  float at(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float fx = (float) (x - left);
    float fy = (float) (y - top);
    int x0 = left & (SIZE - 1);
    int x1 = (left + 1) & (SIZE - 1);
    int y0 = (top & (SIZE - 1)) * SIZE;
    int y1 = ((top + 1) & (SIZE - 1)) * SIZE;
    return mix(
        mix(values[y0 + x0], values[y0 + x1], fx), mix(values[y1 + x0], values[y1 + x1], fx), fy);
  }

  static float mix(float a, float b, float share) {
    return a + share * (b - a);
  }

  static float smooth(float t) {
    float s = Math.clamp(t, 0, 1);
    return s * s * (3 - 2 * s);
  }
}
