package rumorista.signal;

import java.util.Arrays;

/**
 * Triangular bands over FFT bins, and their non-negative inversion. Centres lie one bin apart up to
 * a corner and a constant ratio apart above it, the corner chosen so that the spacing is continuous
 * and the last centre is half the sample rate. Each band is the weighted mean power of its bins.
 * Immutable.
 */
public final class MelBands {
  private static final int INVERSION_STEPS = 12;

  private final int bins;
  private final int[] first;
  private final float[][] weights; // [band][bin - first[band]], each summing to one
  private final float[] weightSum; // of a bin, over all bands
  private final float[] width; // bins that a band stands for

  MelBands(int bins, int bands) {
    if (bands < 2 || bands > bins - 1) {
      throw new IllegalArgumentException(
          "%d bands over %d bins; wanted 2 to bins - 1".formatted(bands, bins));
    }
    this.bins = bins;
    double[] centre = centres(bins - 1, bands);
    this.first = new int[bands];
    this.weights = new float[bands][];
    this.weightSum = new float[bins];
    this.width = new float[bands];
    for (int b = 0; b < bands; b++) {
      double left = centre[b];
      double middle = centre[b + 1];
      double right = centre[b + 2];
      int from = (int) Math.floor(left) + 1;
      int to = Math.min(bins - 1, (int) Math.ceil(right) - 1);
      first[b] = from;
      weights[b] = new float[to - from + 1];
      double sum = 0;
      for (int k = from; k <= to; k++) {
        double weight = k <= middle ? (k - left) / (middle - left) : (right - k) / (right - middle);
        weights[b][k - from] = (float) weight;
        sum += weight;
      }
      for (int i = 0; i < weights[b].length; i++) {
        weights[b][i] /= (float) sum;
        weightSum[from + i] += weights[b][i];
      }
      width[b] = (float) ((right - left) / 2);
    }
  }

  /** Band edges and centres, {@code bands + 2} of them, in bins. */
  private static double[] centres(double last, int bands) {
    double low = 0;
    double high = bands + 1;
    for (int i = 0; i < 60; i++) {
      double corner = (low + high) / 2;
      if (corner * (1 + Math.log(last / corner)) < bands + 1) {
        low = corner;
      } else {
        high = corner;
      }
    }
    double[] centre = new double[bands + 2];
    for (int i = 0; i < centre.length; i++) {
      centre[i] = i <= low ? i : low * Math.exp((i - low) / low);
    }
    return centre;
  }

  public int count() {
    return width.length;
  }

  /** How many bins a band stands for: total power is the sum of band power times this. */
  public float width(int band) {
    return width[band];
  }

  /** Mean power of each band, {@code [bands]}, of {@code power[bins]}. */
  float[] of(float[] power) {
    float[] result = new float[count()];
    for (int b = 0; b < result.length; b++) {
      float[] w = weights[b];
      float sum = 0;
      for (int i = 0; i < w.length; i++) {
        sum += w[i] * power[first[b] + i];
      }
      result[b] = sum;
    }
    return result;
  }

  /**
   * A power spectrum {@code [bins]} whose bands are {@code band}, by multiplicative updates of the
   * Kullback-Leibler divergence (Lee & Seung 2001), which keep it non-negative.
   */
  float[] invert(float[] band) {
    float[] power = new float[bins];
    for (int b = 0; b < band.length; b++) {
      for (int i = 0; i < weights[b].length; i++) {
        power[first[b] + i] += weights[b][i] * band[b];
      }
    }
    for (int k = 0; k < bins; k++) {
      power[k] = weightSum[k] > 0 ? power[k] / weightSum[k] + 1e-12f : 0;
    }
    fit(power, band, INVERSION_STEPS);
    return power;
  }

  /** Brings the bands of {@code power[bins]} closer to {@code band}, in place. */
  void fit(float[] power, float[] band, int steps) {
    float[] update = new float[bins];
    for (int step = 0; step < steps; step++) {
      float[] estimate = of(power);
      Arrays.fill(update, 0);
      for (int b = 0; b < band.length; b++) {
        float ratio = band[b] / (estimate[b] + 1e-20f);
        for (int i = 0; i < weights[b].length; i++) {
          update[first[b] + i] += weights[b][i] * ratio;
        }
      }
      for (int k = 0; k < bins; k++) {
        power[k] *= weightSum[k] > 0 ? update[k] / weightSum[k] : 0;
      }
    }
  }
}
