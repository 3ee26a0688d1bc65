package rumorista.measure;

import rumorista.Timeline;

/** Whether two sounds swell and fade together: Pearson's r of their levels in dB. */
public final class LoudnessCorrelation {
  /** Below this many dB under its loudest instant, a curve counts as silent. */
  public static final float DEEPEST = 60;

  private LoudnessCorrelation() {}

  /**
   * Of the stretch that both cover, on the grid of the slower one; 0 if one of them never changes.
   */
  public static double of(Timeline a, Timeline b) {
    double rate = Math.min(a.rate(), b.rate());
    int length = (int) Math.floor(Math.min(a.seconds(), b.seconds()) * rate + 1e-9);
    return pearson(curve(a, rate, length), curve(b, rate, length));
  }

  private static double[] curve(Timeline timeline, double rate, int length) {
    float[] loudness = timeline.loudness();
    float peak = Timeline.SILENCE;
    for (float level : loudness) {
      peak = Math.max(peak, level);
    }
    double[] curve = new double[length];
    for (int i = 0; i < length; i++) {
      int at = (int) Math.min(loudness.length - 1, (i + 0.5) * timeline.rate() / rate);
      curve[i] = Math.max(loudness[at], Math.max(Timeline.SILENCE, peak - DEEPEST));
    }
    return curve;
  }

  static double pearson(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double covariance = 0;
    double varianceX = 0;
    double varianceY = 0;
    for (int i = 0; i < x.length; i++) {
      covariance += (x[i] - meanX) * (y[i] - meanY);
      varianceX += (x[i] - meanX) * (x[i] - meanX);
      varianceY += (y[i] - meanY) * (y[i] - meanY);
    }
    double scale = Math.sqrt(varianceX * varianceY);
    return scale < 1e-9 ? 0 : covariance / scale;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / Math.max(1, values.length);
  }
}
