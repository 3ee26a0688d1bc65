package rumorista.look;

import rumorista.Brightness;

/**
 * A picture made small: what is enough to tell shots apart and to see how things move.
 *
 * @param red {@code [54][96]} row-major, 0 to 255; so are the others
 * @param grey brightness
 */
record Glance(float[] red, float[] green, float[] blue, float[] grey) {
  static final int WIDTH = 96;
  static final int HEIGHT = 54;

  /** Means over the parts of a picture, RGB {@code [height][width][3]}. */
  static Glance of(byte[] rgb, int width, int height) {
    float[] red = new float[WIDTH * HEIGHT];
    float[] green = new float[WIDTH * HEIGHT];
    float[] blue = new float[WIDTH * HEIGHT];
    float[] grey = new float[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      int top = y * height / HEIGHT;
      int bottom = Math.max(top + 1, (y + 1) * height / HEIGHT);
      for (int x = 0; x < WIDTH; x++) {
        int left = x * width / WIDTH;
        int right = Math.max(left + 1, (x + 1) * width / WIDTH);
        int at = y * WIDTH + x;
        int[] sum = new int[3];
        for (int row = top; row < bottom; row++) {
          for (int i = 3 * (row * width + left); i < 3 * (row * width + right); i += 3) {
            sum[0] += rgb[i] & 0xff;
            sum[1] += rgb[i + 1] & 0xff;
            sum[2] += rgb[i + 2] & 0xff;
          }
        }
        float pixels = (bottom - top) * (float) (right - left);
        red[at] = sum[0] / pixels;
        green[at] = sum[1] / pixels;
        blue[at] = sum[2] / pixels;
        grey[at] = Brightness.of(red[at], green[at], blue[at]);
      }
    }
    return new Glance(red, green, blue, grey);
  }

  /** Means of {@link #grey} over squares of three by three, {@code [18][32]}. */
  float[] coarse() {
    int columns = WIDTH / 3;
    float[] coarse = new float[columns * (HEIGHT / 3)];
    for (int i = 0; i < grey.length; i++) {
      coarse[i / WIDTH / 3 * columns + i % WIDTH / 3] += grey[i] / 9;
    }
    return coarse;
  }
}
