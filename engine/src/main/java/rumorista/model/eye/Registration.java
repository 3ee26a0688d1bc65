package rumorista.model.eye;

import java.util.Arrays;

/**
 * How a picture became the next one as a whole: brighter or darker, and moved. Found where most of
 * the picture agrees (Lucas & Kanade 1981, from half the resolution to the whole, with weights that
 * make little of what moves by itself), so that flicker, an unsteady gate and a hand-held camera
 * can be told from what happens in front of it.
 *
 * @param gain of the brightness
 * @param dx pixels to the right
 * @param dy pixels down
 */
record Registration(float gain, float dx, float dy) {
  /** Nothing but what moves by itself. */
  static final Registration NONE = new Registration(1, 0, 0);

  private static final int COARSE_TURNS = 3;
  private static final int FINE_TURNS = 2;
  private static final float FAR = 6; // pixels: further has never been only the camera
  private static final float MOST_GAIN = 3;
  private static final float UNLIKE = 1.5f; // mean differences at which a pixel counts half
  private static final float QUIET = 0.002f; // mean difference of pictures that are the same
  private static final float BETTER = 0.97f; // part of the difference that may be left
  private static final int SUMS = 10;
  private static final int SCRATCH = 7;
  private static final double TEXTURE = 1e-5; // mean squared slope without which nothing moves

  /** Of two pictures {@code [height][width]}, flat, brightness 0 to 1. */
  static Registration of(float[] before, float[] after, int width, int height) {
    float apart = difference(before, after, width);
    if (apart < QUIET) {
      return NONE;
    }
    Registration found = NONE;
    float[] smallBefore = half(before, width, height);
    float[] smallAfter = half(after, width, height);
    for (int i = 0; i < COARSE_TURNS; i++) {
      found = found.improved(smallBefore, smallAfter, width / 2, height / 2);
    }
    found = new Registration(found.gain, 2 * found.dx, 2 * found.dy);
    for (int i = 0; i < FINE_TURNS; i++) {
      found = found.improved(before, after, width, height);
    }
    boolean likely =
        Math.hypot(found.dx, found.dy) < FAR
            && found.gain < MOST_GAIN
            && found.gain > 1 / MOST_GAIN;
    float[] moved = new float[before.length];
    if (likely) {
      found.apply(before, 0, moved, width, height);
    }
    return likely && difference(moved, after, width) < BETTER * apart ? found : NONE;
  }

  /** This, and then another. */
  Registration then(Registration next) {
    return new Registration(gain * next.gain, dx + next.dx, dy + next.dy);
  }

  /** The way back. */
  Registration back() {
    return new Registration(1 / gain, -dx, -dy);
  }

  /**
   * What a picture becomes; what comes in at a rim is drawn out.
   *
   * @param pictures that hold the picture from {@code from} on
   */
  void apply(float[] pictures, int from, float[] out, int width, int height) {
    if (equals(NONE)) {
      System.arraycopy(pictures, from, out, 0, width * height);
      return;
    }
    int wholeX = (int) Math.floor(dx);
    int wholeY = (int) Math.floor(dy);
    float fx = dx - wholeX;
    float fy = dy - wholeY;
    float[] line = new float[width];
    int first = Math.clamp(wholeX + 1L, 0, width);
    int last = Math.clamp((long) width + wholeX, first, width);
    for (int row = 0; row < height; row++) {
      int near = from + Math.clamp(row - wholeY, 0, height - 1) * width;
      int far = from + Math.clamp(row - wholeY - 1, 0, height - 1) * width;
      for (int column = 0; column < width; column++) {
        float value = pictures[near + column];
        line[column] = gain * (value + fy * (pictures[far + column] - value));
      }
      int at = row * width;
      Arrays.fill(out, at, at + first, line[0]);
      for (int column = first; column < last; column++) {
        float right = line[column - wholeX];
        out[at + column] = right + fx * (line[column - wholeX - 1] - right);
      }
      Arrays.fill(out, at + last, at + width, line[width - 1]);
    }
  }

  /** One turn: what is still between the moved picture and the other, as slopes explain it. */
  private Registration improved(float[] before, float[] after, int width, int height) {
    float[] moved = new float[before.length];
    apply(before, 0, moved, width, height);
    float scale = UNLIKE * difference(moved, after, width) + QUIET;
    float[][] scratch = new float[SCRATCH][width];
    float[][] sums = new float[SUMS][width]; // by column
    for (int row = 1; row < height - 1; row++) {
      add(moved, after, row * width, width, scale, scratch, sums);
    }
    double[] total = new double[SUMS];
    for (int k = 0; k < total.length; k++) {
      for (float sum : sums[k]) {
        total[k] += sum;
      }
    }
    double ridge = TEXTURE * before.length;
    double[] step = solved(total, ridge);
    // By what light there is, not by the best fit, which noise makes too small.
    double brighter = Math.sqrt((total[9] + ridge) / (total[0] + ridge));
    return new Registration(gain * (float) brighter, dx + (float) step[1], dy + (float) step[2]);
  }

  /**
   * Adds a row to the normal equations: six sums of the left side, three of the right; and the
   * light. In loops so short that the compiler makes vector instructions of them.
   *
   * @param row scratch, 0 in its first and last columns
   */
  private static void add(
      float[] moved, float[] after, int at, int width, float scale, float[][] row, float[][] sums) {
    float[] value = row[0];
    float[] wanted = row[1];
    float[] slopeX = row[2];
    float[] slopeY = row[3];
    float[] left = row[4];
    float[] weight = row[5];
    float most = scale * scale;
    for (int i = 1; i < width - 1; i++) {
      value[i] = moved[at + i];
      wanted[i] = after[at + i];
      slopeX[i] = 0.5f * (moved[at + i - 1] - moved[at + i + 1]);
    }
    for (int i = 1; i < width - 1; i++) {
      slopeY[i] = 0.5f * (moved[at + i - width] - moved[at + i + width]);
    }
    for (int i = 1; i < width - 1; i++) {
      left[i] = wanted[i] - value[i];
      weight[i] = most / (most + left[i] * left[i]);
    }
    float[] weighted = row[6];
    multiply(weight, value, weighted);
    addProduct(weighted, value, sums[0]);
    addProduct(weighted, slopeX, sums[1]);
    addProduct(weighted, slopeY, sums[2]);
    addProduct(weighted, left, sums[6]);
    multiply(weight, slopeX, weighted);
    addProduct(weighted, slopeX, sums[3]);
    addProduct(weighted, slopeY, sums[4]);
    addProduct(weighted, left, sums[7]);
    multiply(weight, slopeY, weighted);
    addProduct(weighted, slopeY, sums[5]);
    addProduct(weighted, left, sums[8]);
    multiply(weight, wanted, weighted);
    addProduct(weighted, wanted, sums[9]);
  }

  private static void multiply(float[] a, float[] b, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] * b[i];
    }
  }

  private static void addProduct(float[] a, float[] b, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += a[i] * b[i];
    }
  }

  /** Of those equations, with something added to their diagonal: Cholesky's decomposition. */
  private static double[] solved(double[] a, double ridge) {
    double l00 = Math.sqrt(a[0] + ridge);
    double l10 = a[1] / l00;
    double l20 = a[2] / l00;
    double l11 = Math.sqrt(a[3] + ridge - l10 * l10);
    double l21 = (a[4] - l20 * l10) / l11;
    double l22 = Math.sqrt(a[5] + ridge - l20 * l20 - l21 * l21);
    double y0 = a[6] / l00;
    double y1 = (a[7] - l10 * y0) / l11;
    double y2 = (a[8] - l20 * y0 - l21 * y1) / l22;
    double x2 = y2 / l22;
    double x1 = (y1 - l21 * x2) / l11;
    return new double[] {(y0 - l10 * x1 - l20 * x2) / l00, x1, x2};
  }

  private static float difference(float[] a, float[] b, int width) {
    float[] sums = new float[width]; // by column, as above
    for (int row = 0; row < a.length; row += width) {
      for (int column = 0; column < width; column++) {
        sums[column] += Math.abs(a[row + column] - b[row + column]);
      }
    }
    float sum = 0;
    for (float part : sums) {
      sum += part;
    }
    return sum / a.length;
  }

  private static float[] half(float[] picture, int width, int height) {
    float[] small = new float[width / 2 * (height / 2)];
    for (int row = 0; row < height / 2; row++) {
      for (int column = 0; column < width / 2; column++) {
        int at = 2 * row * width + 2 * column;
        small[row * (width / 2) + column] =
            0.25f * (picture[at] + picture[at + 1] + picture[at + width] + picture[at + width + 1]);
      }
    }
    return small;
  }
}
