package rumorista.vision.convert;

/**
 * A convolution whose weights may still change: a scale or a shift of its channels that follows it
 * is worked into it.
 *
 * @param kernel {@code [output channel][input channel of its group][height][width]}
 * @param bias {@code [output channel]}
 */
record Convolution(Constant kernel, Constant bias) {
  /** Multiplies every output channel. */
  void scale(float[] factors) {
    float[] weights = kernel.values();
    int each = weights.length / kernel.side(0);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= of(factors, i / each);
    }
    for (int channel = 0; channel < bias.values().length; channel++) {
      bias.values()[channel] *= of(factors, channel);
    }
  }

  /** Adds to every output channel. */
  void shift(float[] offsets) {
    for (int channel = 0; channel < bias.values().length; channel++) {
      bias.values()[channel] += of(offsets, channel);
    }
  }

  private static float of(float[] values, int channel) {
    return values[values.length == 1 ? 0 : channel];
  }
}
