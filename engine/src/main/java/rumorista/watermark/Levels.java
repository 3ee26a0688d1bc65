package rumorista.watermark;

/**
 * From levels to what the mark is read off: how far a chip's level stands above its surroundings,
 * in units of how much levels vary there, between -1 and 1.
 */
final class Levels {
  /** In dB, where a full-scale sine is 0 dB: what is quieter is silence. */
  static final float SILENCE = -110f;

  private static final int TIME = 6; // slots to either side that make a chip's surroundings
  private static final int BAND = 3;
  private static final int SCALE_TIME = 8;
  private static final int SCALE_BAND = 6;
  private static final int PEAK_TIME = 24;
  private static final float LEAST_SCALE = 1f; // dB
  private static final float SOFTNESS = 1.3f;

  private static final float LN_2 = (float) Math.log(2);
  private static final float DECIBELS_OF_TWO = (float) (10 * Math.log10(2));
  private static final float LOG2_OF_MIDDLE = (float) (Math.log(1.5) / Math.log(2));

  private Levels() {}

  /** Decibels of a power, within 0.01 dB. */
  static float decibels(float power) {
    if (power < 1e-12f) {
      return -120f;
    }
    int bits = Float.floatToRawIntBits(power);
    int exponent = (bits >> 23) - 127;
    float mantissa = Float.intBitsToFloat((bits & 0x7fffff) | 0x3f800000); // 1 to 2
    float u = mantissa / 1.5f - 1; // -1/3 to 1/3
    // The Taylor series of the logarithm about 1.5.
    float series = u * (1 - u * (1 / 2f - u * (1 / 3f - u * (1 / 4f - u * (1 / 5f - u / 6)))));
    return DECIBELS_OF_TWO * (exponent + LOG2_OF_MIDDLE + series / LN_2);
  }

  /**
   * The residual.
   *
   * @param level {@code [slots][bands]} in dB; not changed
   * @param gate dB under the loudest chip nearby from which on chips count
   * @return {@code [slots][bands]}
   */
  static float[] residual(float[] level, int slots, float gate) {
    Scratch scratch = new Scratch(slots);
    return residual(level, slots, gate, scratch);
  }

  /** Buffers for many residuals of one size, and what the last one left in them. */
  static final class Scratch {
    final float[] centred; // dB above the surroundings
    final float[] scale; // dB that y changes by one in
    private final float[] a;
    private final float[] b;
    final float[] floor;
    private final float[] peak;

    Scratch(int slots) {
      centred = new float[slots * Grid.BANDS];
      scale = new float[slots * Grid.BANDS];
      a = new float[slots * Grid.BANDS];
      b = new float[slots * Grid.BANDS];
      floor = new float[slots];
      peak = new float[slots];
    }
  }

  static float[] residual(float[] level, int slots, float gate, Scratch scratch) {
    floors(level, slots, gate, scratch);
    float[] clipped = scratch.a;
    for (int slot = 0; slot < slots; slot++) {
      for (int i = slot * Grid.BANDS; i < (slot + 1) * Grid.BANDS; i++) {
        clipped[i] = Math.max(level[i], scratch.floor[slot]);
      }
    }
    meanOverTime(clipped, slots, TIME, scratch.b);
    for (int i = 0; i < slots * Grid.BANDS; i++) {
      clipped[i] -= scratch.b[i];
    }
    meanOverBands(clipped, slots, BAND, scratch.b);
    float[] centred = scratch.centred;
    for (int i = 0; i < slots * Grid.BANDS; i++) {
      centred[i] = clipped[i] - scratch.b[i];
      scratch.a[i] = centred[i] * centred[i];
    }
    meanOverTime(scratch.a, slots, SCALE_TIME, scratch.b);
    meanOverBands(scratch.b, slots, SCALE_BAND, scratch.scale);
    float[] result = new float[slots * Grid.BANDS];
    for (int slot = 0; slot < slots; slot++) {
      for (int i = slot * Grid.BANDS; i < (slot + 1) * Grid.BANDS; i++) {
        float scale = SOFTNESS * (float) Math.sqrt(scratch.scale[i] + LEAST_SCALE * LEAST_SCALE);
        scratch.scale[i] = scale;
        result[i] = level[i] > scratch.floor[slot] ? squash(centred[i] / scale) : 0;
      }
    }
    return result;
  }

  private static float squash(float x) {
    if (x > 3 || x < -3) {
      return x > 0 ? 1 : -1;
    }
    return x * (27 + x * x) / (27 + 9 * x * x);
  }

  private static void floors(float[] level, int slots, float gate, Scratch scratch) {
    for (int slot = 0; slot < slots; slot++) {
      float peak = SILENCE;
      for (int i = slot * Grid.BANDS; i < (slot + 1) * Grid.BANDS; i++) {
        peak = Math.max(peak, level[i]);
      }
      scratch.peak[slot] = peak;
    }
    for (int slot = 0; slot < slots; slot++) {
      float peak = SILENCE;
      for (int j = Math.max(0, slot - PEAK_TIME); j < Math.min(slots, slot + PEAK_TIME + 1); j++) {
        peak = Math.max(peak, scratch.peak[j]);
      }
      scratch.floor[slot] = Math.max(SILENCE, peak - gate);
    }
  }

  private static void meanOverTime(float[] values, int slots, int reach, float[] result) {
    float[] sum = new float[Grid.BANDS];
    int from = 0;
    int to = 0;
    for (int slot = 0; slot < slots; slot++) {
      for (; to < Math.min(slots, slot + reach + 1); to++) {
        for (int band = 0; band < Grid.BANDS; band++) {
          sum[band] += values[to * Grid.BANDS + band];
        }
      }
      for (; from < slot - reach; from++) {
        for (int band = 0; band < Grid.BANDS; band++) {
          sum[band] -= values[from * Grid.BANDS + band];
        }
      }
      float share = 1f / (to - from);
      for (int band = 0; band < Grid.BANDS; band++) {
        result[slot * Grid.BANDS + band] = sum[band] * share;
      }
    }
  }

  private static void meanOverBands(float[] values, int slots, int reach, float[] result) {
    for (int slot = 0; slot < slots; slot++) {
      int row = slot * Grid.BANDS;
      float sum = 0;
      for (int band = 0; band < reach; band++) {
        sum += values[row + band];
      }
      for (int band = 0; band < Grid.BANDS; band++) {
        int to = Math.min(Grid.BANDS, band + reach + 1);
        int from = Math.max(0, band - reach);
        sum += band + reach < Grid.BANDS ? values[row + band + reach] : 0;
        result[row + band] = sum / (to - from);
        sum -= band - reach >= 0 ? values[row + band - reach] : 0;
      }
    }
  }
}
