package rumorista.vision.convert;

/** How TensorFlow treats the border of a picture. */
enum Padding {
  /** As many outputs as inputs by the stride; an odd pixel of padding goes right and below. */
  SAME,
  /** Only windows that lie inside. */
  VALID;

  /** How many outputs a side of {@code length} has. */
  int outputs(int length, int window, int stride) {
    return switch (this) {
      case SAME -> Math.ceilDiv(length, stride);
      case VALID -> Math.ceilDiv(length - window + 1, stride);
    };
  }

  /** Pixels added before and after a side of {@code length}. */
  int[] pads(int length, int window, int stride) {
    if (this == VALID) {
      return new int[2];
    }
    int missing = Math.max(0, (outputs(length, window, stride) - 1) * stride + window - length);
    return new int[] {missing / 2, missing - missing / 2};
  }
}
