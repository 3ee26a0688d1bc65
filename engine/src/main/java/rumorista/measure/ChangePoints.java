package rumorista.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds sudden changes that last in a row of feature vectors, by comparing what stands before an
 * instant with what stands after it: by how much they differ, by how much more than they vary, and
 * whether the change is complete at once.
 */
final class ChangePoints {
  private static final int BLOCKS = 6; // of each side, whose disagreement is the variation
  private static final double QUANTILE = 0.4; // low, so that single events do not count
  private static final int GAP = 2; // frames at the instant itself that an analysis window blurs
  private static final int SHORT = 6; // frames to either side in which it must be complete
  private static final int APART = 30; // frames between changes that count as two
  private static final double MOST = 400; // squared certainty of one feature
  private static final double MEASURABLE = 0.4; // dB by which quantiles disagree at the least

  /**
   * One change.
   *
   * @param frame where
   * @param size root mean square over the features, in their unit
   * @param mean over the features, with sign
   * @param certainty how many times the variation it is
   * @param suddenness the share of it that is there at once
   * @param unrest on the side where the mean of the features is higher: how far its lower half
   *     varies
   * @param drift on that side: by how much the mean is higher in its second half
   */
  record Change(
      int frame,
      double size,
      double mean,
      double certainty,
      double suddenness,
      double unrest,
      double drift) {}

  private final int side; // frames before and after
  private final double least;
  private final double sudden;
  private final Predicate<Change> accepted;

  /**
   * @param side frames that are compared before and after
   * @param least size of a change, below which it is not looked at closer
   * @param sudden share of it that must be there at once
   * @param accepted which of those changes count
   */
  ChangePoints(int side, double least, double sudden, Predicate<Change> accepted) {
    this.side = side;
    this.least = least;
    this.sudden = sudden;
    this.accepted = accepted;
  }

  List<Change> find(float[][] features) { // [frame][feature]
    List<Change> found = new ArrayList<>();
    for (int t = side + GAP; t + side + GAP <= features.length; t++) {
      Change change = at(features, t);
      if (change == null || !accepted.test(change)) {
        continue;
      }
      Change last = found.isEmpty() ? null : found.getLast();
      if (last == null || change.frame - last.frame > APART) {
        found.add(change);
      } else if (score(change) > score(last)) {
        found.set(found.size() - 1, change);
      }
    }
    return found;
  }

  private static double score(Change change) {
    return change.certainty * change.suddenness;
  }

  private @Nullable Change at(float[][] features, int t) {
    int count = features[0].length;
    double[] differences = new double[count];
    double squares = 0;
    double sum = 0;
    for (int b = 0; b < count; b++) {
      double before = quantile(features, b, t - GAP - side, t - GAP);
      differences[b] = quantile(features, b, t + GAP, t + GAP + side) - before;
      squares += differences[b] * differences[b];
      sum += differences[b];
    }
    double size = Math.sqrt(squares / count);
    if (size < least) {
      return null;
    }
    double together = 0;
    for (int b = 0; b < count; b++) {
      double near = quantile(features, b, t + GAP, t + GAP + SHORT);
      together += differences[b] * (near - quantile(features, b, t - GAP - SHORT, t - GAP));
    }
    if (together < sudden * squares) {
      return null;
    }
    double certainty = 0;
    for (int b = 0; b < count; b++) {
      double before = variation(features, b, t - GAP - side);
      double variation = Math.hypot(before, variation(features, b, t + GAP));
      certainty +=
          Math.min(MOST, Math.pow(differences[b], 2) / (square(MEASURABLE) + square(variation)));
    }
    int louder = sum > 0 ? t + GAP : t - GAP - side;
    return new Change(
        t,
        size,
        sum / count,
        Math.sqrt(certainty / count),
        together / squares,
        unrest(features, louder),
        drift(features, louder));
  }

  private static double square(double value) {
    return value * value;
  }

  private double unrest(float[][] features, int start) {
    double[] means = means(features, start, side);
    return means[2 * side / 5] - means[side / 10];
  }

  private double drift(float[][] features, int start) {
    int half = side / 2;
    double[] first = means(features, start, half);
    double[] second = means(features, start + half, half);
    return second[2 * half / 5] - first[2 * half / 5];
  }

  private static double[] means(float[][] features, int start, int count) {
    double[] means = new double[count];
    for (int i = 0; i < count; i++) {
      for (float value : features[start + i]) {
        means[i] += value / features[0].length;
      }
    }
    Arrays.sort(means);
    return means;
  }

  /** Standard error of a side's quantile, from that of its blocks. */
  private double variation(float[][] features, int b, int start) {
    int length = side / BLOCKS;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < BLOCKS; i++) {
      double value = quantile(features, b, start + i * length, start + (i + 1) * length);
      sum += value;
      squares += value * value;
    }
    double variance = (squares - sum * sum / BLOCKS) / (BLOCKS - 1);
    return Math.sqrt(Math.max(0, variance) / BLOCKS);
  }

  private static double quantile(float[][] features, int b, int start, int end) {
    float[] values = new float[end - start];
    for (int i = 0; i < values.length; i++) {
      values[i] = features[start + i][b];
    }
    Arrays.sort(values);
    return values[(int) (QUANTILE * (values.length - 1))];
  }
}
