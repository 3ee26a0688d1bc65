package rumorista.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Scores of positive and negative examples, and how well they are separated. */
final class Roc {
  private final List<Double> positive = new ArrayList<>();
  private final List<Double> negative = new ArrayList<>();

  void add(double score, boolean isPositive) {
    (isPositive ? positive : negative).add(score);
  }

  /**
   * Area under the ROC curve: how often a positive example scores higher than a negative one; 0.5
   * is chance, {@code NaN} if one of the two is missing.
   */
  double area() {
    double wins = 0;
    for (double high : positive) {
      for (double low : negative) {
        wins += high > low ? 1 : high == low ? 0.5 : 0;
      }
    }
    return wins / ((double) positive.size() * negative.size());
  }

  int count() {
    return positive.size() + negative.size();
  }

  /** Share of positive examples. */
  double positiveShare() {
    return (double) positive.size() / count();
  }
}
