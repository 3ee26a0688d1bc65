package rumorista.measure;

import rumorista.signal.RealFft;

/**
 * Spectral flatness in two bands, in dB: 0 is a perfectly flat spectrum, white noise is near -2.5,
 * a tone far below. Generators that smear what they make make it noisier than recordings are.
 *
 * @param low from 190 to 940 Hz
 * @param high from 2.8 to 7 kHz
 */
public record Noisiness(double low, double high) {
  private static final int SIZE = 2048;
  private static final int HOP = 512;
  private static final int[] LOW = {12, 60}; // bins of 15.6 Hz at 32 kHz
  private static final int[] HIGH = {180, 450};
  private static final int LONGEST = 320_000; // samples: 10 s
  private static final double QUIET = 3e-4; // of the loudest frame's power: not looked at
  private static final double LEAST = 1e-12;

  /** Measures a mono sound at 32 kHz: the mean over all frames that are not quiet. */
  static Noisiness of(float[] samples) {
    RealFft fft = new RealFft(SIZE);
    int frames = Math.max(1, 1 + (Math.min(samples.length, LONGEST) - SIZE) / HOP);
    double[][] figures = new double[frames][]; // power, flatness of both bands
    double loudest = 0;
    for (int t = 0; t < frames; t++) {
      double[] power = power(fft, samples, t * HOP);
      double sum = 0;
      for (double value : power) {
        sum += value;
      }
      figures[t] = new double[] {sum, flatness(power, LOW), flatness(power, HIGH)};
      loudest = Math.max(loudest, sum);
    }
    double low = 0;
    double high = 0;
    int count = 0;
    for (double[] frame : figures) {
      if (frame[0] >= QUIET * loudest) {
        low += frame[1];
        high += frame[2];
        count++;
      }
    }
    return new Noisiness(low / count, high / count);
  }

  /** The power spectrum of a windowed frame; what lies beyond the end is silence. */
  private static double[] power(RealFft fft, float[] samples, int from) {
    float[] block = new float[SIZE];
    for (int i = 0; i < Math.min(SIZE, samples.length - from); i++) {
      block[i] = (float) (samples[from + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE)));
    }
    float[] real = new float[fft.bins()];
    float[] imaginary = new float[fft.bins()];
    fft.forward(block, real, imaginary);
    double[] power = new double[real.length];
    for (int k = 0; k < power.length; k++) {
      power[k] = (double) real[k] * real[k] + (double) imaginary[k] * imaginary[k];
    }
    return power;
  }

  private static double flatness(double[] power, int[] band) {
    double logs = 0;
    double sum = 0;
    for (int k = band[0]; k < band[1]; k++) {
      logs += Math.log10(power[k] + LEAST);
      sum += power[k] + LEAST;
    }
    int count = band[1] - band[0];
    return 10 * (logs / count - Math.log10(sum / count));
  }
}
