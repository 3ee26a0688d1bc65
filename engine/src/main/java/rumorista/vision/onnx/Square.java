package rumorista.vision.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rumorista.vision.Box;

/**
 * A square around or in a picture, in its pixels. What lies outside the picture is black.
 *
 * @param left of its corner; may be negative
 * @param top of its corner; may be negative
 */
record Square(double left, double top, double side) {
  /**
   * The square around the whole picture; if the picture is longer than {@code longest} times its
   * short side, the two squares at its ends too.
   */
  static List<Square> of(Picture picture, double longest) {
    double width = picture.width();
    double height = picture.height();
    double most = Math.max(width, height);
    double least = Math.min(width, height);
    List<Square> squares = new ArrayList<>();
    squares.add(new Square((width - most) / 2, (height - most) / 2, most));
    if (most > longest * least) {
      squares.add(new Square(0, 0, least));
      squares.add(new Square(width - least, height - least, least));
    }
    return squares;
  }

  /** As {@link Picture#planes}, of this square. */
  float[] planes(Picture picture, int size, float low, float high) {
    double right = left + side;
    double bottom = top + side;
    Box inside =
        new Box(
            left / picture.width(),
            top / picture.height(),
            right / picture.width(),
            bottom / picture.height());
    int columns = count(inside.width() * picture.width(), size);
    int rows = count(inside.height() * picture.height(), size);
    float[] part = picture.planes(inside, columns, rows, low, high);
    int x = (int) Math.round(Math.max(0, -left) / side * size);
    int y = (int) Math.round(Math.max(0, -top) / side * size);
    float[] planes = new float[OnnxNetwork.CHANNELS * size * size];
    Arrays.fill(planes, low);
    for (int row = 0; row < OnnxNetwork.CHANNELS * rows; row++) {
      int target = (row / rows * size + Math.min(y, size - rows) + row % rows) * size;
      System.arraycopy(part, row * columns, planes, target + Math.min(x, size - columns), columns);
    }
    return planes;
  }

  private int count(double pixels, int size) {
    return Math.clamp(Math.round(pixels / side * size), 1, size);
  }

  /** A part of this square, as a part of the picture; the square's sides are 1 long. */
  Box box(Picture picture, double x, double y, double right, double bottom) {
    return new Box(
        (left + x * side) / picture.width(),
        (top + y * side) / picture.height(),
        (left + right * side) / picture.width(),
        (top + bottom * side) / picture.height());
  }
}
