package rumorista.vision.convert;

import java.util.function.DoubleUnaryOperator;

/** Layers of TensorFlow as its documentation tells them, on {@code [height][width][channel]}. */
final class Naive {
  private Naive() {}

  /**
   * @param kernel {@code [height][width][input][output]}
   */
  static double[][][] convolve(
      double[][][] x, double[][][][] kernel, double[] bias, int stride, boolean same) {
    int outputs = kernel[0][0][0].length;
    return slide(
        x,
        kernel.length,
        stride,
        same,
        outputs,
        (window, output) -> {
          double sum = bias[output];
          for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel[0].length; j++) {
              for (int c = 0; window[i][j] != null && c < window[i][j].length; c++) {
                sum += window[i][j][c] * kernel[i][j][c][output];
              }
            }
          }
          return sum;
        });
  }

  /**
   * @param kernel {@code [height][width][channel]}
   */
  static double[][][] convolveEach(
      double[][][] x, double[][][] kernel, double[] bias, int stride, boolean same) {
    return slide(
        x,
        kernel.length,
        stride,
        same,
        bias.length,
        (window, output) -> {
          double sum = bias[output];
          for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel[0].length; j++) {
              sum += window[i][j] == null ? 0 : window[i][j][output] * kernel[i][j][output];
            }
          }
          return sum;
        });
  }

  static double[][][] largest(double[][][] x, int size, int stride) {
    return slide(
        x,
        size,
        stride,
        true,
        x[0][0].length,
        (window, output) -> {
          double largest = Double.NEGATIVE_INFINITY;
          for (double[][] row : window) {
            for (double[] cell : row) {
              largest = cell == null ? largest : Math.max(largest, cell[output]);
            }
          }
          return largest;
        });
  }

  /** What a window becomes; cells outside the picture are {@code null}. */
  private interface Layer {
    double of(double[][][] window, int output);
  }

  private static double[][][] slide(
      double[][][] x, int size, int stride, boolean same, int outputs, Layer layer) {
    int height = x.length;
    int width = x[0].length;
    int rows = same ? (height + stride - 1) / stride : (height - size) / stride + 1;
    int columns = same ? (width + stride - 1) / stride : (width - size) / stride + 1;
    int above = same ? Math.max(0, (rows - 1) * stride + size - height) / 2 : 0;
    int before = same ? Math.max(0, (columns - 1) * stride + size - width) / 2 : 0;
    double[][][] result = new double[rows][columns][outputs];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double[][][] window = new double[size][size][];
        for (int i = 0; i < size; i++) {
          for (int j = 0; j < size; j++) {
            int y = row * stride + i - above;
            int z = column * stride + j - before;
            window[i][j] = y >= 0 && y < height && z >= 0 && z < width ? x[y][z] : null;
          }
        }
        for (int output = 0; output < outputs; output++) {
          result[row][column][output] = layer.of(window, output);
        }
      }
    }
    return result;
  }

  static double[][][] each(double[][][] x, DoubleUnaryOperator operator) {
    return eachChannel(x, (channel, value) -> operator.applyAsDouble(value));
  }

  /** What a value of a channel becomes. */
  interface Channelwise {
    double of(int channel, double value);
  }

  static double[][][] eachChannel(double[][][] x, Channelwise operator) {
    double[][][] result = new double[x.length][x[0].length][x[0][0].length];
    for (int y = 0; y < x.length; y++) {
      for (int z = 0; z < x[0].length; z++) {
        for (int c = 0; c < x[0][0].length; c++) {
          result[y][z][c] = operator.of(c, x[y][z][c]);
        }
      }
    }
    return result;
  }

  static double[][][] sum(double[][][] x, double[][][] other) {
    double[][][] result = each(x, value -> value);
    for (int y = 0; y < x.length; y++) {
      for (int z = 0; z < x[0].length; z++) {
        for (int c = 0; c < x[0][0].length; c++) {
          result[y][z][c] += c < other[y][z].length ? other[y][z][c] : 0;
        }
      }
    }
    return result;
  }

  static double[] flat(double[][][] x) {
    return java.util.Arrays.stream(x)
        .flatMap(java.util.Arrays::stream)
        .flatMapToDouble(java.util.Arrays::stream)
        .toArray();
  }
}
