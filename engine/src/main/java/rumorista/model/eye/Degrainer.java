package rumorista.model.eye;

import java.util.Arrays;

/**
 * Takes grain out of pictures by smoothing them, the more the grainier they are: the eye minds a
 * soft picture much less than a grainy one. Clean pictures stay as they are.
 */
final class Degrainer {
  private static final float GRAIN = 0.0075f; // standard deviation of noise that one turn is for
  private static final int MOST_TURNS = 4;
  private static final int PAIRS = 8; // of pictures that are looked at
  private static final double MEDIAN = 0.6745; // of the size of a normal variable
  private static final double PATTERN = 6; // how much louder noise is after the pattern below
  private static final double TWO_PICTURES = Math.sqrt(2);

  private Degrainer() {}

  /**
   * The pictures without grain.
   *
   * @param pictures {@code [frame][height][width]}, flat, brightness 0 to 1; left as they are
   */
  static float[] of(float[] pictures, int width, int height) {
    int turns = Math.min(MOST_TURNS, (int) (noise(pictures, width, height) / GRAIN));
    if (turns == 0) {
      return pictures;
    }
    float[] smooth = pictures.clone();
    float[] line = new float[Math.max(width, height)];
    for (int from = 0; from < smooth.length; from += width * height) {
      for (int turn = 0; turn < turns; turn++) {
        for (int row = 0; row < height; row++) {
          smooth(smooth, from + row * width, 1, width, line);
        }
        for (int column = 0; column < width; column++) {
          smooth(smooth, from + column, width, height, line);
        }
      }
    }
    return smooth;
  }

  /** Weighs a line's neighbours 1, 2, 1. */
  private static void smooth(float[] pixels, int from, int step, int count, float[] line) {
    for (int i = 0; i < count; i++) {
      line[i] = pixels[from + i * step];
    }
    for (int i = 0; i < count; i++) {
      float beside = line[Math.max(0, i - 1)] + line[Math.min(count - 1, i + 1)];
      pixels[from + i * step] = 0.25f * beside + 0.5f * line[i];
    }
  }

  /**
   * Standard deviation of what differs from picture to picture and from pixel to pixel: by the
   * pattern of Immerkaer (1996), on which slopes leave nothing, upon differences of pictures, on
   * which what stands still leaves nothing, and by medians, to which what moves hardly matters.
   */
  static double noise(float[] pictures, int width, int height) {
    int size = width * height;
    int frames = pictures.length / size;
    double[] found = new double[Math.min(PAIRS, frames - 1)];
    for (int i = 0; i < found.length; i++) {
      int first = (int) ((long) i * (frames - 1) / found.length);
      found[i] = between(pictures, first * size, (first + 1) * size, width, height);
    }
    Arrays.sort(found);
    return found.length == 0 ? 0 : found[found.length / 2];
  }

  private static double between(float[] pictures, int a, int b, int width, int height) {
    float[] change = new float[width * height];
    for (int i = 0; i < change.length; i++) {
      change[i] = pictures[b + i] - pictures[a + i];
    }
    float[] uneven = new float[(width - 2) * (height - 2)];
    int count = 0;
    for (int row = 1; row < height - 1; row++) {
      for (int i = row * width + 1; i < (row + 1) * width - 1; i++) {
        float above = change[i - width - 1] - 2 * change[i - width] + change[i - width + 1];
        float here = change[i - 1] - 2 * change[i] + change[i + 1];
        float below = change[i + width - 1] - 2 * change[i + width] + change[i + width + 1];
        uneven[count++] = Math.abs(above - 2 * here + below);
      }
    }
    Arrays.sort(uneven);
    return uneven[count / 2] / (MEDIAN * PATTERN * TWO_PICTURES);
  }
}
