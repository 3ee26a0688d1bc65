package rumorista.measure;

import java.util.Arrays;
import java.util.stream.IntStream;
import rumorista.Waveform;

/**
 * Whether the places where a sound was joined stand out: the change of level and of spectrum there,
 * as a quantile of the changes everywhere else. A sound without seams has means near 0.5 and
 * outliers below 0.1.
 *
 * @param level mean quantile of the change of level
 * @param spectrum mean quantile of the spectral flux
 * @param outliers share of seams at which one of the two exceeds its 95th percentile
 */
public record Seams(double level, double spectrum, double outliers) {
  private static final double FRAMES_PER_SECOND = 125;
  private static final int NEAR = 3; // frames to either side of a seam that belong to it
  private static final int STEP = 4; // frames over which a change is measured

  /**
   * Measures a mono sound at 32 kHz.
   *
   * @param instants where it was joined, in seconds; at least one
   */
  public static Seams of(Waveform sound, double[] instants) {
    float[][] levels = Listening.levels(sound);
    double[] level = new double[levels.length];
    double[] flux = new double[levels.length];
    for (int t = STEP; t < levels.length; t++) {
      double rise = 0;
      double change = 0;
      for (int b = 0; b < levels[t].length; b++) {
        double difference = levels[t][b] - levels[t - STEP][b];
        rise += difference / levels[t].length;
        change += Math.abs(difference) / levels[t].length;
      }
      level[t] = Math.abs(rise);
      flux[t] = change;
    }
    boolean[] near = new boolean[levels.length];
    for (double instant : instants) {
      around(instant, levels.length).forEach(t -> near[t] = true);
    }
    double[] levelElsewhere = elsewhere(level, near);
    double[] fluxElsewhere = elsewhere(flux, near);
    double levelSum = 0;
    double fluxSum = 0;
    int outliers = 0;
    for (double instant : instants) {
      double levelQuantile = quantile(levelElsewhere, strongest(level, instant));
      double fluxQuantile = quantile(fluxElsewhere, strongest(flux, instant));
      levelSum += levelQuantile;
      fluxSum += fluxQuantile;
      outliers += Math.max(levelQuantile, fluxQuantile) > 0.95 ? 1 : 0;
    }
    int count = instants.length;
    return new Seams(levelSum / count, fluxSum / count, (double) outliers / count);
  }

  private static IntStream around(double instant, int length) {
    int centre = (int) Math.round(instant * FRAMES_PER_SECOND);
    return IntStream.rangeClosed(centre - NEAR, centre + NEAR + STEP)
        .filter(t -> t >= STEP && t < length);
  }

  private static double strongest(double[] values, double instant) {
    return around(instant, values.length).mapToDouble(t -> values[t]).max().orElse(0);
  }

  /** The strongest change of every stretch as long as a seam's that holds none, sorted. */
  private static double[] elsewhere(double[] values, boolean[] near) {
    int width = 2 * NEAR + STEP + 1;
    return IntStream.range(STEP, values.length - width)
        .filter(t -> IntStream.range(t, t + width).noneMatch(i -> near[i]))
        .mapToDouble(t -> Arrays.stream(values, t, t + width).max().orElse(0))
        .sorted()
        .toArray();
  }

  /** Share of the sorted values that are smaller, ties counted half. */
  private static double quantile(double[] sorted, double value) {
    int smaller = 0;
    int equal = 0;
    for (double other : sorted) {
      smaller += other < value ? 1 : 0;
      equal += other == value ? 1 : 0;
    }
    return sorted.length == 0 ? 0.5 : (smaller + 0.5 * equal) / sorted.length;
  }
}
