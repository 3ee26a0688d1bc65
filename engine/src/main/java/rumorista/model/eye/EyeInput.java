package rumorista.model.eye;

import java.util.Arrays;

/**
 * What the network is given of a window of grey pictures: squares of 4 x 4 pixels, each with the
 * picture itself and its differences to the one before, to the one after, and over four. What
 * brightened or moved as a whole is taken out of the differences, not out of the picture: flicker
 * and an unsteady gate look like little then, and a flash can still be seen. Brightness is relative
 * to the window's mean and spread, so that exposure does not matter; small differences count nearly
 * as much as large ones.
 */
public final class EyeInput {
  /** Pixels in a row, and rows, of a square. */
  public static final int SQUARE = 4;

  /** Values of a square: four of each of its pixels. */
  public static final int VALUES = 4 * SQUARE * SQUARE;

  private static final float CONTRAST = 0.08f; // added to the spread: what is dark stays dark
  private static final float NOISE = 0.15f; // differences above this are large
  private static final float PICTURE = 0.5f;
  private static final int[] STEPS = {-2, -1, 1, 2}; // pictures that one is compared with

  private EyeInput() {}

  /** Squares in a picture. */
  public static int squares(EyeSpec spec) {
    return spec.columns() / SQUARE * (spec.rows() / SQUARE);
  }

  /**
   * Prepares a window.
   *
   * @param pictures {@code [frame][row][column]}, flat, brightness 0 to 1
   * @return {@code [frame][square][64]}, flat
   */
  public static float[] of(float[] pictures, EyeSpec spec) {
    int width = spec.columns();
    int size = width * spec.rows();
    int frames = pictures.length / size;
    Registration[] whole = registrations(pictures, frames, spec);
    double mean = mean(pictures);
    float scale = 1 / (spread(pictures, mean) + CONTRAST);
    float[] values = new float[frames * squares(spec) * VALUES];
    float[][] beside = new float[STEPS.length][size];
    int across = width / SQUARE;
    for (int t = 0; t < frames; t++) {
      for (int k = 0; k < STEPS.length; k++) {
        int other = Math.clamp((long) t + STEPS[k], 0, frames - 1);
        between(whole, other, t).apply(pictures, other * size, beside[k], width, spec.rows());
      }
      for (int i = 0; i < size; i++) {
        int row = i / width;
        int column = i % width;
        int square = row / SQUARE * across + column / SQUARE;
        int at = (t * squares(spec) + square) * VALUES + row % SQUARE * SQUARE + column % SQUARE;
        float value = pictures[t * size + i];
        values[at] = PICTURE * scale * (value - (float) mean);
        values[at + SQUARE * SQUARE] = compressed(scale * (value - beside[1][i]));
        values[at + 2 * SQUARE * SQUARE] = compressed(scale * (beside[2][i] - value));
        values[at + 3 * SQUARE * SQUARE] = compressed(scale * (beside[3][i] - beside[0][i]));
      }
    }
    return values;
  }

  /** How each picture came from the one before it. */
  private static Registration[] registrations(float[] pictures, int frames, EyeSpec spec) {
    int size = spec.columns() * spec.rows();
    Registration[] whole = new Registration[frames];
    whole[0] = Registration.NONE;
    float[] before = Arrays.copyOf(pictures, size);
    for (int t = 1; t < frames; t++) {
      float[] now = Arrays.copyOfRange(pictures, t * size, (t + 1) * size);
      whole[t] = Registration.of(before, now, spec.columns(), spec.rows());
      before = now;
    }
    return whole;
  }

  /** How a picture would look at the time of another. */
  private static Registration between(Registration[] whole, int from, int to) {
    Registration way = Registration.NONE;
    for (int t = Math.min(from, to) + 1; t <= Math.max(from, to); t++) {
      way = way.then(whole[t]);
    }
    return from <= to ? way : way.back();
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static float spread(float[] values, double mean) {
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return (float) Math.sqrt(sum / values.length);
  }

  private static float compressed(float difference) {
    return difference / (Math.abs(difference) + NOISE);
  }
}
