package rumorista.measure;

import java.util.Arrays;

/**
 * Predicts each sample from the ones before it (autocorrelation method, Levinson-Durbin recursion;
 * Makhoul 1975). The prediction error is nearly white, so that a discontinuity stands out of it.
 *
 * @param filter the error filter: 1, then the negated predictor coefficients
 */
record LinearPrediction(double[] filter) {
  /** Fits to {@code samples[start, end)} under a Hann window. */
  static LinearPrediction fit(float[] samples, int start, int end, int order, double noise) {
    double[] windowed = new double[end - start];
    for (int i = 0; i < windowed.length; i++) {
      double angle = 2 * Math.PI * (i + 0.5) / windowed.length;
      windowed[i] = samples[start + i] * 0.5 * (1 - Math.cos(angle));
    }
    double[] correlation = new double[order + 1];
    for (int lag = 0; lag <= order; lag++) {
      double sum = 0;
      for (int i = lag; i < windowed.length; i++) {
        sum += windowed[i] * windowed[i - lag];
      }
      correlation[lag] = sum;
    }
    correlation[0] = correlation[0] * (1 + noise) + 1e-12;
    return new LinearPrediction(levinson(correlation));
  }

  private static double[] levinson(double[] correlation) {
    int order = correlation.length - 1;
    double[] filter = new double[order + 1];
    filter[0] = 1;
    double error = correlation[0];
    for (int m = 1; m <= order; m++) {
      double sum = correlation[m];
      for (int i = 1; i < m; i++) {
        sum += filter[i] * correlation[m - i];
      }
      double reflection = -sum / error;
      double[] before = Arrays.copyOf(filter, m + 1);
      for (int i = 1; i < m; i++) {
        filter[i] = before[i] + reflection * before[m - i];
      }
      filter[m] = reflection;
      error *= 1 - reflection * reflection;
      if (error <= 0) {
        break;
      }
    }
    return filter;
  }

  int order() {
    return filter.length - 1;
  }

  /** Writes the prediction error of {@code samples[start, end)} to the same places of another. */
  void error(float[] samples, int start, int end, float[] errors) {
    for (int n = start; n < end; n++) {
      double sum = 0;
      int taps = Math.min(filter.length - 1, n);
      for (int i = 0; i <= taps; i++) {
        sum += filter[i] * samples[n - i];
      }
      errors[n] = (float) sum;
    }
  }

  /** What the error of a sound would be if {@code pulse} were added to it. */
  double[] response(double[] pulse, int length) {
    double[] response = new double[length];
    for (int n = 0; n < length; n++) {
      for (int i = 0; i <= Math.min(n, filter.length - 1); i++) {
        if (n - i < pulse.length) {
          response[n] += filter[i] * pulse[n - i];
        }
      }
    }
    return response;
  }
}
