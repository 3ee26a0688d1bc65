package rumorista.watermark;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in a chunk a mark is whose key, message and beginning are known: the stretches over which
 * the correlation of 2.56 s around every slot is that of marked sound.
 */
final class Localiser {
  /** A correlation that 2.56 s of unmarked sound reach once in 25,000 times. */
  private static final double LEAST_Z = 4.5;

  private static final int REACH = Grid.SLOTS / 2;

  private Localiser() {}

  /**
   * A marked stretch.
   *
   * @param z the strongest correlation in it
   */
  record Stretch(double from, double to, double z) {}

  static List<Stretch> find(Chunk chunk, Match match, Chips chips) {
    double slot = Grid.FRAMES * match.warp().time();
    double begin = (match.blockStart() - chunk.start()) / Grid.FRAME_SECONDS / slot;
    int whole = (int) Math.floor(begin);
    double first = (begin - whole) * slot;
    float[] levels = chunk.levels(match.warp(), first);
    int slots = levels.length / Grid.BANDS;
    float[] residual = Levels.residual(levels, slots, match.gate());
    float[] pattern = chips.pattern(match.message());
    double[] sum = new double[slots + 1];
    double[] square = new double[slots + 1];
    for (int j = 0; j < slots; j++) {
      int row = Math.floorMod(j - whole, Grid.SLOTS) * Grid.BANDS;
      double product = 0;
      double power = 0;
      for (int band = 0; band < Grid.BANDS; band++) {
        float value = residual[j * Grid.BANDS + band];
        product += pattern[row + band] * value;
        power += value * value;
      }
      sum[j + 1] = sum[j] + product;
      square[j + 1] = square[j] + power;
    }
    double origin = chunk.start() + first * Grid.FRAME_SECONDS;
    return stretches(correlations(sum, square), origin, slot * Grid.FRAME_SECONDS, chunk);
  }

  private static double[] correlations(double[] sum, double[] square) {
    int slots = sum.length - 1;
    double[] z = new double[slots];
    for (int j = 0; j < slots; j++) {
      int from = Math.clamp(j - REACH, 0, Math.max(0, slots - 2 * REACH));
      int to = Math.min(slots, from + 2 * REACH);
      z[j] = (sum[to] - sum[from]) / Math.sqrt(square[to] - square[from] + 1e-9);
    }
    return z;
  }

  private static List<Stretch> stretches(double[] z, double origin, double slot, Chunk chunk) {
    double strongest = 0;
    for (double value : z) {
      strongest = Math.max(strongest, value);
    }
    double least = Math.max(LEAST_Z, strongest / 3);
    List<Stretch> stretches = new ArrayList<>();
    for (int j = 0; j < z.length; j++) {
      if (z[j] < least) {
        continue;
      }
      int from = j;
      double best = 0;
      for (; j < z.length && z[j] >= least; j++) {
        best = Math.max(best, z[j]);
      }
      double start = from == 0 ? chunk.start() : origin + from * slot;
      double end = j == z.length ? chunk.start() + chunk.seconds() : origin + j * slot;
      stretches.add(new Stretch(start, end, best));
    }
    return stretches;
  }
}
