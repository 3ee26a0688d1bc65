package rumorista.render;

import java.util.Arrays;

/**
 * A grey picture that is painted on. Places are in heights of the picture: what the camera sees at
 * rest lies within -0.5 and 0.5 upright, with y growing downwards, and 0 is the middle.
 */
final class Canvas {
  /** The outlines that can be painted. */
  enum Form {
    ROUND,
    BOX
  }

  final int width;
  final int height;
  final float[] pixels;
  private double cameraX;
  private double cameraY;
  private double zoom = 1;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new float[width * height];
  }

  /** Half the width of the picture, in heights. */
  double side() {
    return 0.5 * width / height;
  }

  void look(double x, double y, double magnification) {
    cameraX = x;
    cameraY = y;
    zoom = magnification;
  }

  /** Fills the picture with a surface that lies still while the camera moves. */
  void fill(Paint paint) {
    float step = (float) (1 / (zoom * height));
    for (int row = 0; row < height; row++) {
      float y = (float) (cameraY + (row + 0.5 - height * 0.5) * step);
      float shaded = paint.base() + paint.shade() * y;
      for (int column = 0; column < width; column++) {
        float x = (float) (cameraX + (column + 0.5 - width * 0.5) * step);
        pixels[row * width + column] =
            shaded
                + paint.contrast() * paint.texture().at(x * paint.repeats(), y * paint.repeats());
      }
    }
  }

  void fill(float brightness) {
    Arrays.fill(pixels, brightness);
  }

  /** Adds light everywhere. */
  void light(float more) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] += more;
    }
  }

  /**
   * Paints a thing whose texture moves with it.
   *
   * @param x of its middle, {@code y} likewise
   * @param a half its length
   * @param b half its breadth
   * @param angle of its length, in radians
   * @param opacity 0 to 1
   */
  void paint(
      Form form, double x, double y, double a, double b, double angle, Paint paint, float opacity) {
    double scale = zoom * height;
    float middleX = (float) ((x - cameraX) * scale + width * 0.5);
    float middleY = (float) ((y - cameraY) * scale + height * 0.5);
    float cos = (float) Math.cos(angle);
    float sin = (float) Math.sin(angle);
    float halfA = (float) Math.max(a * scale, 0.35);
    float halfB = (float) Math.max(b * scale, 0.35);
    // What is thinner than a pixel is fainter instead.
    float faint = (float) (Math.min(1, a * scale / 0.35) * Math.min(1, b * scale / 0.35)) * opacity;
    float reachX = Math.abs(cos) * halfA + Math.abs(sin) * halfB + 1;
    float reachY = Math.abs(sin) * halfA + Math.abs(cos) * halfB + 1;
    int left = Math.max(0, (int) (middleX - reachX));
    int right = Math.min(width - 1, (int) (middleX + reachX));
    int top = Math.max(0, (int) (middleY - reachY));
    int low = Math.min(height - 1, (int) (middleY + reachY));
    float edge = Math.min(halfA, halfB);
    for (int row = top; row <= low; row++) {
      for (int column = left; column <= right; column++) {
        float dx = column + 0.5f - middleX;
        float dy = row + 0.5f - middleY;
        float u = (dx * cos + dy * sin) / halfA;
        float v = (dy * cos - dx * sin) / halfB;
        float inside;
        if (form == Form.ROUND) {
          inside = 0.5f + (1 - (float) Math.sqrt(u * u + v * v)) * edge;
        } else {
          inside = Math.min(0.5f + (1 - Math.abs(u)) * halfA, 0.5f + (1 - Math.abs(v)) * halfB);
        }
        if (inside <= 0) {
          continue;
        }
        float share = Math.min(1, inside) * faint;
        float value =
            paint.base()
                + paint.shade() * v
                + paint.contrast()
                    * paint.texture().at(u * paint.repeats() * 0.5f, v * paint.repeats() * 0.5f);
        int at = row * width + column;
        pixels[at] += share * (value - pixels[at]);
      }
    }
  }

  /** Paints a limb: a thing that reaches from one place to another. */
  void limb(Form form, double x1, double y1, double x2, double y2, double thick, Paint paint) {
    double length = Math.hypot(x2 - x1, y2 - y1);
    double angle = Math.atan2(y2 - y1, x2 - x1);
    paint(form, (x1 + x2) / 2, (y1 + y2) / 2, length / 2 + thick / 2, thick, angle, paint, 1);
  }
}
