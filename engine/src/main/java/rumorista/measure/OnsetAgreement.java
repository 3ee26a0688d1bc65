package rumorista.measure;

import java.util.Arrays;

/**
 * How well two lists of instants agree: F-measure of onset detection (Böck, Krebs & Schedl 2012),
 * where every instant may be matched once.
 *
 * @param precision share of the instants found that were given
 * @param recall share of the instants given that were found
 */
public record OnsetAgreement(double precision, double recall) {
  /** Seconds that two instants may lie apart and still count as one. */
  public static final double TOLERANCE = 0.1;

  /** Agreement of {@code found} with {@code given}, in seconds and any order. */
  public static OnsetAgreement of(double[] given, double[] found) {
    if (given.length == 0 && found.length == 0) {
      return new OnsetAgreement(1, 1);
    }
    double[] wanted = given.clone();
    double[] heard = found.clone();
    Arrays.sort(wanted);
    Arrays.sort(heard);
    // On a line, matching the earliest pair that fits never costs a later one.
    int matched = 0;
    int i = 0;
    int j = 0;
    while (i < wanted.length && j < heard.length) {
      double apart = heard[j] - wanted[i];
      if (Math.abs(apart) <= TOLERANCE) {
        matched++;
        i++;
        j++;
      } else if (apart > 0) {
        i++;
      } else {
        j++;
      }
    }
    return new OnsetAgreement(
        heard.length == 0 ? 0 : (double) matched / heard.length,
        wanted.length == 0 ? 0 : (double) matched / wanted.length);
  }

  /** Harmonic mean of precision and recall. */
  public double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
