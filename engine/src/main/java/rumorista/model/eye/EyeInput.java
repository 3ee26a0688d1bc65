package rumorista.model.eye;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What the network is given of a window of grey pictures, grain taken out where there is much:
 * squares of 4 x 4 pixels, each with the picture itself and its differences to the one before, to
 * the one after, and over four. What brightened or moved as a whole is taken out of the
 * differences, not out of the picture: flicker and an unsteady gate look like little then, and a
 * flash can still be seen. Brightness is relative to the window's mean and spread, so that exposure
 * does not matter; small differences count nearly as much as large ones.
 */
public final class EyeInput {
  /** Pixels in a row, and rows, of a square. */
  public static final int SQUARE = 4;

  private static final int PLANES = 4; // the picture, and three differences

  /** Values of a square: four of each of its pixels. */
  public static final int VALUES = PLANES * SQUARE * SQUARE;

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
   * Prepares a window, picture by picture: together they are more than a small Java heap should
   * have to move about.
   *
   * @param film pictures {@code [frame][row][column]}, flat, brightness 0 to 1
   * @return {@code [1, frame, square, 64]}, in the caller's scope
   */
  public static Tensor of(float[] film, EyeSpec spec) {
    int width = spec.columns();
    int size = width * spec.rows();
    float[] pictures = Degrainer.of(film, width, spec.rows());
    int frames = pictures.length / size;
    Registration[] whole = registrations(pictures, frames, spec);
    double mean = mean(pictures);
    float scale = 1 / (spread(pictures, mean) + CONTRAST);
    Tensor input = torch.empty(1, frames, squares(spec), VALUES);
    FloatPointer inside = input.data_ptr_float();
    float[] values = new float[squares(spec) * VALUES];
    float[][] beside = new float[STEPS.length][size];
    float[][] planes = new float[PLANES][size];
    for (int t = 0; t < frames; t++) {
      for (int k = 0; k < STEPS.length; k++) {
        int other = Math.clamp((long) t + STEPS[k], 0, frames - 1);
        between(whole, other, t).apply(pictures, other * size, beside[k], width, spec.rows());
      }
      float[] now = Arrays.copyOfRange(pictures, t * size, (t + 1) * size);
      for (int i = 0; i < size; i++) {
        planes[0][i] = PICTURE * scale * (now[i] - (float) mean);
      }
      compress(now, beside[1], scale, planes[1]);
      compress(beside[2], now, scale, planes[2]);
      compress(beside[3], beside[0], scale, planes[3]);
      int at = 0;
      for (int row = 0; row < spec.rows(); row += SQUARE) {
        for (int column = 0; column < width; column += SQUARE) {
          for (float[] plane : planes) {
            for (int line = row; line < row + SQUARE; line++) {
              System.arraycopy(plane, line * width + column, values, at, SQUARE);
              at += SQUARE;
            }
          }
        }
      }
      inside.position((long) t * values.length).put(values);
    }
    return input;
  }

  /** Differences; what is large hardly counts more. */
  private static void compress(float[] a, float[] b, float scale, float[] out) {
    for (int i = 0; i < out.length; i++) {
      float difference = scale * (a[i] - b[i]);
      out[i] = difference / (Math.abs(difference) + NOISE);
    }
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
}
