package rumorista.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rumorista.Waveform;
import rumorista.signal.RealFft;

/**
 * Finds attacks by the rectified complex domain method (Bello et al. 2004; Dixon 2006): a bin that
 * goes on as before keeps its magnitude and turns its phase at the same speed; what deviates from
 * that and grows is new. It shares nothing with {@link rumorista.signal.Events}, which the network
 * learns from, but the transform.
 */
public final class PhaseOnsets {
  private static final int SIZE = 1024;
  private static final int HOP = 256;
  private static final double MEDIAN_SECONDS = 0.5; // to either side
  private static final double OVER_MEDIAN = 1.6;
  private static final double OVER_PEAK = 0.12; // of the strongest attack
  private static final double SECONDS_APART = 0.06;
  private static final double QUIETEST = 1e-4; // mean deviation a bin that anybody hears

  private PhaseOnsets() {}

  /** The attacks of the first channel, in seconds, ascending. */
  public static double[] of(Waveform sound) {
    double[] deviation = deviation(sound.samples()[0]);
    double framesPerSecond = (double) sound.sampleRate() / HOP;
    int around = (int) Math.round(MEDIAN_SECONDS * framesPerSecond);
    int apart = (int) Math.round(SECONDS_APART * framesPerSecond);
    double peak = Arrays.stream(deviation).max().orElse(0);
    List<Double> onsets = new ArrayList<>();
    int last = -apart;
    for (int t = 0; t < deviation.length; t++) {
      double threshold = QUIETEST + OVER_MEDIAN * median(deviation, t, around) + OVER_PEAK * peak;
      if (deviation[t] > threshold && t - last >= apart && isPeak(deviation, t)) {
        onsets.add(t / framesPerSecond);
        last = t;
      }
    }
    return onsets.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static boolean isPeak(double[] values, int t) {
    for (int i = Math.max(0, t - 3); i <= Math.min(values.length - 1, t + 3); i++) {
      if (values[i] > values[t]) {
        return false;
      }
    }
    return true;
  }

  private static double median(double[] values, int centre, int around) {
    double[] near =
        Arrays.copyOfRange(
            values, Math.max(0, centre - around), Math.min(values.length, centre + around + 1));
    Arrays.sort(near);
    return near[near.length / 2];
  }

  /**
   * Mean deviation a bin, frame by frame; magnitudes are square-rooted so that quiet bins count.
   */
  private static double[] deviation(float[] samples) {
    RealFft fft = new RealFft(SIZE);
    int bins = fft.bins();
    double[] result = new double[(samples.length + HOP - 1) / HOP];
    double[][] magnitude = new double[3][bins]; // of this frame, the last one and the one before
    double[][] phase = new double[3][bins];
    float[] real = new float[bins];
    float[] imaginary = new float[bins];
    for (int t = 0; t < result.length; t++) {
      rotate(magnitude);
      rotate(phase);
      fft.forward(block(samples, t * HOP - SIZE / 2), real, imaginary);
      double sum = 0;
      for (int k = 0; k < bins; k++) {
        double now = Math.sqrt(Math.hypot(real[k], imaginary[k]) * 4 / SIZE);
        magnitude[0][k] = now;
        phase[0][k] = Math.atan2(imaginary[k], real[k]);
        double before = magnitude[1][k];
        if (now > before) {
          double turn = phase[0][k] - 2 * phase[1][k] + phase[2][k];
          sum += Math.sqrt(now * now + before * before - 2 * now * before * Math.cos(turn));
        }
      }
      result[t] = sum / bins;
    }
    return result;
  }

  private static void rotate(double[][] frames) {
    double[] oldest = frames[2];
    frames[2] = frames[1];
    frames[1] = frames[0];
    frames[0] = oldest;
  }

  private static float[] block(float[] samples, int start) {
    float[] block = new float[SIZE];
    for (int i = Math.max(0, -start); i < Math.min(SIZE, samples.length - start); i++) {
      block[i] = samples[start + i] * (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE));
    }
    return block;
  }
}
