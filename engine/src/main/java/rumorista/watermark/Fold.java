package rumorista.watermark;

/** Blocks of residuals laid on top of each other. */
final class Fold {
  /** {@code [band][2 * Grid.SLOTS]}: the sum of all blocks, twice one after the other. */
  final float[] sums = new float[Grid.BANDS * 2 * Grid.SLOTS];

  /**
   * Residuals {@code [phase][slot][band]} as one fold a phase.
   *
   * @param from first slot
   * @param to slot after the last, or more than there are
   */
  static Fold[] of(float[][] residuals, int from, int to) {
    Fold[] folds = new Fold[residuals.length];
    for (int phase = 0; phase < folds.length; phase++) {
      folds[phase] = new Fold();
      folds[phase].add(residuals[phase], from, Math.min(to, residuals[phase].length / Grid.BANDS));
    }
    return folds;
  }

  /** Lays slots {@code from} to {@code to} of residuals {@code [slot][band]} on top. */
  void add(float[] residual, int from, int to) {
    for (int slot = from; slot < to; slot++) {
      int place = slot % Grid.SLOTS;
      int row = slot * Grid.BANDS;
      for (int band = 0; band < Grid.BANDS; band++) {
        sums[band * 2 * Grid.SLOTS + place] += residual[row + band];
      }
    }
    for (int band = 0; band < Grid.BANDS; band++) {
      int row = band * 2 * Grid.SLOTS;
      System.arraycopy(sums, row, sums, row + Grid.SLOTS, Grid.SLOTS);
    }
  }

  /** The Euclidean norm of the sum of all blocks. */
  double norm() {
    double square = 0;
    for (int band = 0; band < Grid.BANDS; band++) {
      for (int slot = 0; slot < Grid.SLOTS; slot++) {
        float value = sums[band * 2 * Grid.SLOTS + slot];
        square += value * value;
      }
    }
    return Math.sqrt(square);
  }
}
