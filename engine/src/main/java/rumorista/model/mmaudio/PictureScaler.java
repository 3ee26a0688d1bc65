package rumorista.model.mmaudio;

/**
 * Scales 8-bit RGB pictures as the networks' pictures were in training: bicubic (a = -0.5), the
 * filter widened when a picture shrinks, weights in 16 bits, along rows and then along columns,
 * each rounded to 8 bits. Computing it in floats differs by up to 15 steps of 255.
 */
final class PictureScaler {
  private static final double SUPPORT = 2;
  private static final double A = -0.5;
  private static final int CHANNELS = 3;

  private PictureScaler() {}

  /**
   * What each pixel of a line is made of.
   *
   * @param first pixel of the source that counts
   * @param weights of it and those behind it, times {@code 2^precision}
   */
  private record Filter(int[] first, short[][] weights, int precision) {
    static Filter of(int from, int to) {
      double scale = (double) from / to;
      double stretch = Math.max(1, scale);
      double support = SUPPORT * stretch;
      int[] first = new int[to];
      double[][] exact = new double[to][];
      double largest = 0;
      for (int i = 0; i < to; i++) {
        double centre = scale * (i + 0.5);
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        int size = Math.min(from, (int) (centre + support + 0.5)) - first[i];
        exact[i] = new double[size];
        double sum = 0;
        for (int j = 0; j < size; j++) {
          exact[i][j] = bicubic((j + first[i] - centre + 0.5) / stretch);
          sum += exact[i][j];
        }
        for (int j = 0; j < size; j++) {
          exact[i][j] /= sum;
          largest = Math.max(largest, exact[i][j]);
        }
      }
      int precision = 0;
      while (precision < 22 && (int) (0.5 + largest * (1 << (precision + 1))) < (1 << 15)) {
        precision++;
      }
      short[][] weights = new short[to][];
      for (int i = 0; i < to; i++) {
        weights[i] = new short[exact[i].length];
        for (int j = 0; j < weights[i].length; j++) {
          double value = exact[i][j] * (1 << precision);
          weights[i][j] = (short) (value < 0 ? value - 0.5 : value + 0.5);
        }
      }
      return new Filter(first, weights, precision);
    }

    private static double bicubic(double x) {
      double d = Math.abs(x);
      if (d < 1) {
        return ((A + 2) * d - (A + 3)) * d * d + 1;
      }
      return d < 2 ? (((d - 5) * d + 8) * d - 4) * A : 0;
    }
  }

  /**
   * Scales a picture.
   *
   * @param picture {@code [height][width][3]}
   * @return {@code [newHeight][newWidth][3]}
   */
  static byte[] scale(byte[] picture, int width, int height, int newWidth, int newHeight) {
    byte[] wide = picture;
    if (width != newWidth) {
      wide = new byte[height * newWidth * CHANNELS];
      Filter filter = Filter.of(width, newWidth);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < newWidth; x++) {
          int from = (y * width + filter.first[x]) * CHANNELS;
          apply(filter, x, picture, from, CHANNELS, wide, (y * newWidth + x) * CHANNELS);
        }
      }
    }
    if (height == newHeight) {
      return wide;
    }
    byte[] result = new byte[newHeight * newWidth * CHANNELS];
    Filter filter = Filter.of(height, newHeight);
    int line = newWidth * CHANNELS;
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int from = filter.first[y] * line + x * CHANNELS;
        apply(filter, y, wide, from, line, result, y * line + x * CHANNELS);
      }
    }
    return result;
  }

  /** One pixel. */
  private static void apply(
      Filter filter, int index, byte[] source, int from, int step, byte[] target, int to) {
    short[] weights = filter.weights[index];
    int half = 1 << (filter.precision - 1);
    for (int channel = 0; channel < CHANNELS; channel++) {
      int sum = half;
      int at = from + channel;
      for (short weight : weights) {
        sum += weight * (source[at] & 0xff);
        at += step;
      }
      target[to + channel] = (byte) Math.clamp(sum >> filter.precision, 0, 255);
    }
  }

  /**
   * Scales a picture so that its shorter side is {@code side}, and cuts the middle out.
   *
   * @return {@code [side][side][3]}
   */
  static byte[] square(byte[] picture, int width, int height, int side) {
    int shorter = Math.min(width, height);
    int newWidth = width == shorter ? side : (int) ((long) side * width / shorter);
    int newHeight = height == shorter ? side : (int) ((long) side * height / shorter);
    byte[] scaled = scale(picture, width, height, newWidth, newHeight);
    int left = cut(newWidth, side);
    int top = cut(newHeight, side);
    byte[] result = new byte[side * side * CHANNELS];
    for (int y = 0; y < side; y++) {
      int from = ((top + y) * newWidth + left) * CHANNELS;
      System.arraycopy(scaled, from, result, y * side * CHANNELS, side * CHANNELS);
    }
    return result;
  }

  /** How much is cut off before the middle: half of the rest, halves to even. */
  static int cut(int length, int side) {
    return (int) Math.rint((length - side) / 2.0);
  }
}
