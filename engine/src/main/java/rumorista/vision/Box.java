package rumorista.vision;

/**
 * A rectangle in a picture whose sides are 1 long: {@code left} and {@code right} from 0 at the
 * left border to 1 at the right one, {@code top} and {@code bottom} from 0 at the upper border to 1
 * at the lower one. What sticks out of the picture is cut off.
 */
public record Box(double left, double top, double right, double bottom) {
  /** The whole picture. */
  public static final Box WHOLE = new Box(0, 0, 1, 1);

  /** A box whose corners may lie outside the picture or be NaN: made to fit. */
  public Box {
    left = fitted(left);
    top = fitted(top);
    right = Math.max(left, fitted(right));
    bottom = Math.max(top, fitted(bottom));
  }

  /** Share of the picture's width. */
  public double width() {
    return right - left;
  }

  /** Share of the picture's height. */
  public double height() {
    return bottom - top;
  }

  /** Share of the picture. */
  public double area() {
    return width() * height();
  }

  /** What both cover by what either covers (Jaccard 1912): 1 for equal boxes, 0 for apart. */
  public double overlap(Box other) {
    double across = Math.min(right, other.right) - Math.max(left, other.left);
    double down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    if (across <= 0 || down <= 0) {
      return 0;
    }
    double both = across * down;
    return both / (area() + other.area() - both);
  }

  private static double fitted(double value) {
    return value > 0 ? Math.min(1, value) : 0;
  }
}
