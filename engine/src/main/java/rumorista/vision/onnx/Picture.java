package rumorista.vision.onnx;

import static rumorista.RumoristaException.invalidInput;

import java.util.Arrays;
import rumorista.vision.Box;

/** A picture, and cut-outs of it in the sizes and numbers that networks want. */
final class Picture {
  private static final int CHANNELS = OnnxNetwork.CHANNELS;

  private final byte[] rgb;
  private final int width;
  private final int height;

  /**
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if the bytes are not those of a
   *     picture of this size
   */
  Picture(byte[] rgb, int width, int height) {
    if (width < 1 || height < 1 || rgb.length != (long) CHANNELS * width * height) {
      throw invalidInput(
          "a picture of %d x %d pixels in %d bytes; wanted three bytes a pixel, and one pixel or"
              + " more",
          width, height, rgb.length);
    }
    this.rgb = rgb;
    this.width = width;
    this.height = height;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /**
   * A part of the picture, shrunk or stretched. A new pixel is the mean of what it covers, weighted
   * by a triangle (Turkowski 1990): nothing flickers when it is shrunk.
   *
   * @param part what is wanted
   * @param columns of the result, in pixels
   * @param lines of the result, in pixels
   * @param low what black becomes
   * @param high what white becomes
   * @return {@code [3][lines][columns]}
   */
  float[] planes(Box part, int columns, int lines, float low, float high) {
    Taps across = Taps.of(part.left() * width, part.right() * width, width, columns);
    Taps down = Taps.of(part.top() * height, part.bottom() * height, height, lines);
    int first = down.first();
    float[] rows = new float[(down.last() - first + 1) * columns * CHANNELS];
    for (int y = first; y <= down.last(); y++) {
      narrow(y, across, rows, (y - first) * columns * CHANNELS);
    }
    float[] planes = new float[CHANNELS * lines * columns];
    Arrays.fill(planes, low);
    float scale = (high - low) / 255;
    for (int y = 0; y < lines; y++) {
      for (int tap = 0; tap < down.weights[y].length; tap++) {
        float weight = down.weights[y][tap] * scale;
        int row = (down.starts[y] + tap - first) * columns * CHANNELS;
        for (int x = 0; x < columns; x++) {
          for (int c = 0; c < CHANNELS; c++) {
            planes[(c * lines + y) * columns + x] += weight * rows[row + x * CHANNELS + c];
          }
        }
      }
    }
    return planes;
  }

  private void narrow(int y, Taps across, float[] rows, int place) {
    for (int x = 0; x < across.weights.length; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      int from = CHANNELS * (y * width + across.starts[x]);
      for (float weight : across.weights[x]) {
        red += weight * (rgb[from] & 0xFF);
        green += weight * (rgb[from + 1] & 0xFF);
        blue += weight * (rgb[from + 2] & 0xFF);
        from += CHANNELS;
      }
      rows[place + x * CHANNELS] = red;
      rows[place + x * CHANNELS + 1] = green;
      rows[place + x * CHANNELS + 2] = blue;
    }
  }

  /** One channel at a place between the pixels, 0 to 255; black outside. */
  float at(double x, double y, int channel) {
    double column = x - 0.5;
    double row = y - 0.5;
    int left = (int) Math.floor(column);
    int top = (int) Math.floor(row);
    double right = column - left;
    double below = row - top;
    return (float)
        ((1 - below)
                * ((1 - right) * pixel(left, top, channel) + right * pixel(left + 1, top, channel))
            + below
                * ((1 - right) * pixel(left, top + 1, channel)
                    + right * pixel(left + 1, top + 1, channel)));
  }

  private int pixel(int x, int y, int channel) {
    boolean inside = x >= 0 && x < width && y >= 0 && y < height;
    return inside ? rgb[CHANNELS * (y * width + x) + channel] & 0xFF : 0;
  }

  /**
   * Which pixels of a row each pixel of a new row is made of.
   *
   * @param starts the first of them
   * @param weights theirs; the sum is 1
   */
  private record Taps(int[] starts, float[][] weights) {
    static Taps of(double from, double to, int length, int side) {
      double step = (to - from) / side;
      double reach = Math.max(1, step);
      int[] starts = new int[side];
      float[][] weights = new float[side][];
      for (int i = 0; i < side; i++) {
        double centre = from + (i + 0.5) * step - 0.5;
        int first = Math.clamp((int) Math.ceil(centre - reach + 1e-9), 0, length - 1);
        int last = Math.clamp((int) Math.floor(centre + reach - 1e-9), first, length - 1);
        float[] taps = new float[last - first + 1];
        float sum = 0;
        for (int tap = 0; tap < taps.length; tap++) {
          double distance = Math.abs(first + tap - centre) / reach;
          taps[tap] = (float) Math.max(1e-6, 1 - distance);
          sum += taps[tap];
        }
        for (int tap = 0; tap < taps.length; tap++) {
          taps[tap] /= sum;
        }
        starts[i] = first;
        weights[i] = taps;
      }
      return new Taps(starts, weights);
    }

    int first() {
      return starts[0];
    }

    int last() {
      int bottom = starts.length - 1;
      return starts[bottom] + weights[bottom].length - 1;
    }
  }
}
