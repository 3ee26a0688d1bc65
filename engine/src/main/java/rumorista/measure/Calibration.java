package rumorista.measure;

import java.util.Arrays;
import java.util.List;

/**
 * A logistic regression: from what the network says and how noisy a sound is to the probability
 * that an independent listener hears what was asked for.
 *
 * @param weights one for each piece of evidence, then the constant
 */
public record Calibration(List<Double> weights) {
  private static final int TURNS = 4000;
  private static final double RATE = 0.5;
  private static final double PENALTY = 0.01; // on the squares of standardised weights

  /** The probability under some evidence. */
  public double of(double[] evidence) {
    double sum = weights.getLast();
    for (int i = 0; i < evidence.length; i++) {
      sum += weights.get(i) * evidence[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** The most likely weights, by gradient descent on standardised evidence. */
  public static Calibration fit(List<double[]> evidence, List<Boolean> heard) {
    int size = evidence.getFirst().length;
    double[] mean = new double[size];
    double[] spread = new double[size];
    for (int i = 0; i < size; i++) {
      int column = i;
      mean[i] = evidence.stream().mapToDouble(row -> row[column]).average().orElse(0);
      double m = mean[i];
      double variance =
          evidence.stream().mapToDouble(r -> (r[column] - m) * (r[column] - m)).average().orElse(1);
      spread[i] = Math.sqrt(variance) + 1e-9;
    }
    double[] weights = new double[size + 1];
    for (int turn = 0; turn < TURNS; turn++) {
      descend(weights, evidence, heard, mean, spread);
    }
    double constant = weights[size];
    Double[] plain = new Double[size + 1];
    for (int i = 0; i < size; i++) {
      plain[i] = weights[i] / spread[i];
      constant -= plain[i] * mean[i];
    }
    plain[size] = constant;
    return new Calibration(Arrays.asList(plain));
  }

  private static void descend(
      double[] weights,
      List<double[]> evidence,
      List<Boolean> heard,
      double[] mean,
      double[] spread) {
    int size = mean.length;
    double[] gradient = new double[size + 1];
    for (int row = 0; row < evidence.size(); row++) {
      double sum = weights[size];
      for (int i = 0; i < size; i++) {
        sum += weights[i] * (evidence.get(row)[i] - mean[i]) / spread[i];
      }
      double error = 1 / (1 + Math.exp(-sum)) - (heard.get(row) ? 1 : 0);
      for (int i = 0; i < size; i++) {
        gradient[i] += error * (evidence.get(row)[i] - mean[i]) / spread[i];
      }
      gradient[size] += error;
    }
    for (int i = 0; i <= size; i++) {
      double penalty = i < size ? PENALTY * weights[i] : 0;
      weights[i] -= RATE * (gradient[i] / evidence.size() + penalty);
    }
  }
}
