package rumorista.vision.convert;

import java.util.Arrays;

/** Numbers that a network has learned, row-major. The array is its own and may be changed. */
final class Constant {
  private final int[] shape;
  private final float[] values;

  Constant(int[] shape, float[] values) {
    if (size(shape) != values.length) {
      throw new IllegalArgumentException(Arrays.toString(shape) + " of " + values.length);
    }
    this.shape = shape.clone();
    this.values = values;
  }

  /** How many values a tensor of this shape has. */
  static int size(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  int[] shape() {
    return shape.clone();
  }

  int side(int axis) {
    return shape[axis];
  }

  int rank() {
    return shape.length;
  }

  float[] values() {
    return values;
  }

  /**
   * The same values with their axes in another order.
   *
   * @param order which of the old axes each new one is
   */
  Constant transposed(int... order) {
    int[] sides = new int[shape.length];
    int[] strides = new int[shape.length];
    int stride = 1;
    int[] oldStrides = new int[shape.length];
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      oldStrides[axis] = stride;
      stride *= shape[axis];
    }
    for (int axis = 0; axis < shape.length; axis++) {
      sides[axis] = shape[order[axis]];
      strides[axis] = oldStrides[order[axis]];
    }
    float[] moved = new float[values.length];
    int[] place = new int[shape.length];
    for (int i = 0; i < moved.length; i++) {
      int from = 0;
      for (int axis = 0; axis < place.length; axis++) {
        from += place[axis] * strides[axis];
      }
      moved[i] = values[from];
      for (int axis = place.length - 1; axis >= 0 && ++place[axis] == sides[axis]; axis--) {
        place[axis] = 0;
      }
    }
    return new Constant(sides, moved);
  }

  /** Some of the parts along the first axis. */
  Constant picked(int... parts) {
    int each = values.length / shape[0];
    int[] sides = shape.clone();
    sides[0] = parts.length;
    float[] some = new float[parts.length * each];
    for (int i = 0; i < parts.length; i++) {
      System.arraycopy(values, parts[i] * each, some, i * each, each);
    }
    return new Constant(sides, some);
  }
}
