package rumorista.vision.pair;

/**
 * Scales one dimension as encoders were trained with: a bilinear or bicubic (Keys 1981, a = -0.5)
 * kernel, widened where the picture becomes smaller, so that nothing is skipped.
 */
final class Resampling {
  private final int from;
  private final int to;
  private final int[] first; // place of the first weight
  private final float[][] weights;

  Resampling(int from, int to, boolean cubic) {
    this.from = from;
    this.to = to;
    this.first = new int[to];
    this.weights = new float[to][];
    double scale = (double) from / to;
    double wide = Math.max(1, scale);
    double reach = (cubic ? 2 : 1) * wide;
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int begin = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(from, (int) (centre + reach + 0.5));
      float[] row = new float[Math.max(1, end - begin)];
      double sum = 0;
      for (int k = 0; k < row.length; k++) {
        double x = Math.abs((begin + k - centre + 0.5) / wide);
        row[k] = (float) (cubic ? cubic(x) : Math.max(0, 1 - x));
        sum += row[k];
      }
      for (int k = 0; k < row.length; k++) {
        row[k] /= (float) sum;
      }
      first[i] = Math.min(begin, from - 1);
      weights[i] = row;
    }
  }

  private static double cubic(double x) {
    double a = -0.5;
    return x < 1
        ? ((a + 2) * x - (a + 3)) * x * x + 1
        : x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  }

  /** Every row of a plane {@code [height][from]} to {@code [height][to]}. */
  float[] rows(float[] plane, int height) {
    float[] result = new float[height * to];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < to; i++) {
        float sum = 0;
        for (int k = 0; k < weights[i].length; k++) {
          sum += weights[i][k] * plane[y * from + first[i] + k];
        }
        result[y * to + i] = sum;
      }
    }
    return result;
  }

  /** Every column of a plane {@code [from][width]} to {@code [to][width]}. */
  float[] columns(float[] plane, int width) {
    float[] result = new float[to * width];
    for (int i = 0; i < to; i++) {
      for (int k = 0; k < weights[i].length; k++) {
        for (int x = 0; x < width; x++) {
          result[i * width + x] += weights[i][k] * plane[(first[i] + k) * width + x];
        }
      }
    }
    return result;
  }
}
