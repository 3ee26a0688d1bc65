package rumorista.train.scenes;

import java.util.SplittableRandom;

/** A picture to paint on, 192 x 108 pixels, colours of 0 to 1. */
final class Canvas {
  static final int WIDTH = 192;
  static final int HEIGHT = 108;

  final float[] rgb = new float[WIDTH * HEIGHT * 3];

  /** Lays a colour over a place. */
  void blend(int x, int y, float red, float green, float blue, float share) {
    if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT && share > 0) {
      int i = 3 * (y * WIDTH + x);
      float s = Math.min(1, share);
      rgb[i] += s * (red - rgb[i]);
      rgb[i + 1] += s * (green - rgb[i + 1]);
      rgb[i + 2] += s * (blue - rgb[i + 2]);
    }
  }

  /** Lays a colour over a place as far as it is inside a soft ellipse. */
  void ellipse(
      double cx, double cy, double rx, double ry, double angle, float[] colour, float share) {
    double reach = Math.max(rx, ry) + 1;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int y = (int) (cy - reach); y <= cy + reach; y++) {
      for (int x = (int) (cx - reach); x <= cx + reach; x++) {
        double u = ((x - cx) * cos + (y - cy) * sin) / rx;
        double v = ((y - cy) * cos - (x - cx) * sin) / ry;
        float inside = (float) Math.clamp((1 - Math.hypot(u, v)) * Math.min(rx, ry) + 0.5, 0, 1);
        blend(x, y, colour[0], colour[1], colour[2], share * inside);
      }
    }
  }

  /** Adds light everywhere, in proportion. */
  void light(float gain, float offset) {
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = rgb[i] * gain + offset;
    }
  }

  /** The picture in bytes, with grain of so many brightness steps. */
  byte[] bytes(double grain, boolean grey, SplittableRandom random) {
    byte[] bytes = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      double noise = grain == 0 ? 0 : grain * random.nextGaussian();
      double brightness = 0.299 * rgb[i] + 0.587 * rgb[i + 1] + 0.114 * rgb[i + 2];
      for (int c = 0; c < 3; c++) {
        double value = 255 * (grey ? brightness : rgb[i + c]) + noise;
        bytes[i + c] = (byte) (int) Math.clamp(value, 0, 255);
      }
    }
    return bytes;
  }
}
