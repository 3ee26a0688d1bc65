package rumorista.watermark;

import java.util.stream.IntStream;

/**
 * A stretch of sound in which the mark is looked for.
 *
 * @param frames {@code [frame][bin]}: powers, of {@link FrameSpectra}
 * @param start seconds from the start of the sound
 * @param spectra whose frames they are
 */
record Chunk(float[][] frames, double start, FrameSpectra spectra) {
  /** Instants in a slot at which a block may be taken to begin. */
  static final int PHASES = 8;

  double seconds() {
    return frames.length * Grid.FRAME_SECONDS;
  }

  /** Levels of the bands in every frame, added up: {@code [frame + 1][band]}. */
  private double[][] cumulative(double pitch, int from, int to) {
    Bands bands = new Bands(spectra, pitch);
    double[][] sums = new double[to - from + 1][Grid.BANDS];
    float[] power = new float[Grid.BANDS];
    for (int i = from; i < to; i++) {
      bands.sum(frames[i], power, 0);
      double[] before = sums[i - from];
      double[] after = sums[i - from + 1];
      for (int band = 0; band < Grid.BANDS; band++) {
        after[band] = before[band] + power[band];
      }
    }
    return sums;
  }

  /**
   * Levels in dB of the slots that a warp makes of frames {@code from} to {@code to}, for every
   * phase: {@code [phase][slot][band]}.
   *
   * @param step 1 for all phases, 2 for every other
   */
  float[][] levels(Warp warp, int from, int to, int step) {
    double[][] sums = cumulative(warp.pitch(), from, to);
    double slot = Grid.FRAMES * warp.time();
    float[][] levels = new float[PHASES / step][];
    for (int p = 0; p < levels.length; p++) {
      levels[p] = levels(sums, slot * p * step / PHASES, slot);
    }
    return levels;
  }

  /**
   * Levels of all slots of the chunk, {@code [slot][band]}.
   *
   * @param first frame at which the first slot begins
   */
  float[] levels(Warp warp, double first) {
    return levels(cumulative(warp.pitch(), 0, frames.length), first, Grid.FRAMES * warp.time());
  }

  private static float[] levels(double[][] sums, double first, double slot) {
    int slots = (int) Math.max(0, Math.floor((sums.length - 1 - first) / slot + 1e-9));
    float[] levels = new float[slots * Grid.BANDS];
    double[] below = new double[Grid.BANDS];
    double[] above = new double[Grid.BANDS];
    read(sums, first, below);
    for (int j = 0; j < slots; j++) {
      read(sums, first + (j + 1) * slot, above);
      for (int band = 0; band < Grid.BANDS; band++) {
        levels[j * Grid.BANDS + band] =
            Levels.decibels((float) ((above[band] - below[band]) / slot));
      }
      double[] swap = below;
      below = above;
      above = swap;
    }
    return levels;
  }

  private static void read(double[][] sums, double at, double[] result) {
    int index = (int) Math.min(sums.length - 1, Math.floor(at + 1e-9));
    double part = Math.max(0, at - index);
    double[] below = sums[index];
    double[] above = sums[Math.min(sums.length - 1, index + 1)];
    for (int band = 0; band < Grid.BANDS; band++) {
      result[band] = below[band] + part * (above[band] - below[band]);
    }
  }

  /** What the mark is read off, of levels as of {@link #levels}. */
  static float[][] residuals(float[][] levels, float gate) {
    return IntStream.range(0, levels.length)
        .mapToObj(p -> Levels.residual(levels[p], levels[p].length / Grid.BANDS, gate))
        .toArray(float[][]::new);
  }
}
