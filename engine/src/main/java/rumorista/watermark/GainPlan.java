package rumorista.watermark;

/**
 * Decides by how much every chip of a block rises or falls so that the detector finds it: informed
 * embedding, which spends gain only on chips that it can turn, and only as much as they need (Cox,
 * Miller & McKellips 1999; Miller, Doërr & Cox 2004).
 */
final class GainPlan {
  private static final int TURNS = 5;
  private static final float DAMPING = 0.7f;

  /** How far a chip is to stand on the right side, in units of how much its surroundings vary. */
  private static final float MARGIN = 0.55f;

  /** Chips that need more than so many times what is allowed get less and less, then nothing. */
  private static final float HOPELESS = 3;

  /** Chips so many dB under the loudest nearby are left alone. */
  private static final float GATE = 70;

  /** Of a chip's gain, what a detector sees in the slot before and in the one after. */
  private static final float LEAK_TIME = 0.11f;

  /** What it sees in the band below and in the one above. */
  private static final float LEAK_BAND = 0.10f;

  private static final float LEAST_MASK = 0.35f;
  private static final float MOST_MASK = 1.5f;

  private final float[] pattern;
  private final float strength;
  private float[] gains = new float[0]; // of the last span

  GainPlan(float[] pattern, double strength) {
    this.pattern = pattern;
    this.strength = (float) strength;
  }

  /**
   * How much louder or quieter than the strength a chip may be changed, by what its critical band
   * hides.
   *
   * @param spectrum mean power of the slot
   * @param mask {@code [.. Grid.BANDS ..]}, written from {@code at} on
   */
  static void mask(Masking masking, float[] spectrum, float[] mask, int at) {
    double[] powers = masking.powers(spectrum);
    double[] thresholds = masking.thresholds(spectrum, powers);
    double noise = Math.pow(10, -Masking.NOISE_OFFSET / 10);
    for (int band = 0; band < Grid.BANDS; band++) {
      int critical = Masking.band(Grid.LOWEST_HERTZ + (band + 0.5) * Grid.BAND_HERTZ);
      double ratio = thresholds[critical] / (powers[critical] * noise + 1e-30);
      mask[at + band] = (float) Math.clamp(Math.sqrt(ratio), LEAST_MASK, MOST_MASK);
    }
  }

  /**
   * Gains of a block whose first slot is at {@code context}; those before are the last block's.
   *
   * @param level {@code [span][band]} in dB
   * @param mask {@code [span][band]}
   * @return {@code [span][band]} in dB
   */
  float[] next(float[] level, float[] mask, int context, int span) {
    float[] next = new float[span * Grid.BANDS];
    if (gains.length > 0) {
      System.arraycopy(gains, Grid.CHIPS, next, 0, context * Grid.BANDS);
    }
    gains = next;
    Levels.Scratch scratch = new Levels.Scratch(span);
    float own = (1 - 2 * LEAK_TIME) * (1 - 2 * LEAK_BAND);
    for (int turn = 0; turn < TURNS; turn++) {
      Levels.residual(seen(level, span), span, GATE, scratch);
      for (int slot = context; slot < context + Grid.SLOTS; slot++) {
        for (int band = 0; band < Grid.BANDS; band++) {
          int i = slot * Grid.BANDS + band;
          float chip = pattern[(slot - context) * Grid.BANDS + band];
          float most = strength * Math.abs(chip) * mask[i];
          if (most == 0 || level[i] <= scratch.floor[slot]) {
            continue;
          }
          float sign = Math.signum(chip);
          float host = sign * scratch.centred[i] - own * sign * gains[i];
          float needed = (MARGIN * scratch.scale[i] - host) / own;
          gains[i] += DAMPING * (sign * worthwhile(needed, most) - gains[i]);
        }
      }
    }
    return gains;
  }

  /** What is spent on a chip that needs so much where so much is allowed. */
  private static float worthwhile(float needed, float most) {
    if (needed > HOPELESS * most) {
      return Math.max(0, most * (2 - needed / most / HOPELESS));
    }
    return Math.clamp(needed, 0, most);
  }

  /** Levels as a detector will see them, for whose windows a chip is smaller than they are. */
  private float[] seen(float[] level, int span) {
    float[] seen = level.clone();
    for (int slot = 0; slot < span; slot++) {
      for (int band = 0; band < Grid.BANDS; band++) {
        int i = slot * Grid.BANDS + band;
        float sum = 0;
        for (int t = -1; t <= 1; t++) {
          if (slot + t < 0 || slot + t >= span) {
            continue;
          }
          int j = i + t * Grid.BANDS;
          float across =
              (1 - 2 * LEAK_BAND) * gains[j]
                  + (band > 0 ? LEAK_BAND * gains[j - 1] : 0)
                  + (band < Grid.BANDS - 1 ? LEAK_BAND * gains[j + 1] : 0);
          sum += (t == 0 ? 1 - 2 * LEAK_TIME : LEAK_TIME) * across;
        }
        seen[i] += sum;
      }
    }
    return seen;
  }
}
