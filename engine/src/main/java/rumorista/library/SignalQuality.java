package rumorista.library;

import rumorista.Waveform;
import rumorista.signal.RealFft;

/**
 * How clean a recording is by its samples alone, from 0 to 1: the bandwidth that it really uses,
 * clipping, and a length that can be recognised. It does not know what is heard; where a tagger has
 * listened, its verdict counts instead.
 */
final class SignalQuality {
  private static final int FFT_SIZE = 2048;
  private static final double AUDIBLE_DECIBELS = -75; // under the strongest bin
  private static final double NARROW_HERTZ = 2_000;
  private static final double WIDE_HERTZ = 16_000;
  private static final double CLIPPED_SHARE = 0.01; // of all samples: as bad as it gets
  private static final double RECOGNISABLE_SECONDS = 0.4;

  private SignalQuality() {}

  /** The quality of a recording; {@code clippedShare} is of the original's samples. */
  static double of(Waveform sound, double clippedShare) {
    double bandwidth = Math.max(NARROW_HERTZ, bandwidthHertz(sound));
    double wide = Math.log(bandwidth / NARROW_HERTZ) / Math.log(WIDE_HERTZ / NARROW_HERTZ);
    double clipping = Math.min(1, clippedShare / CLIPPED_SHARE);
    double length = Math.min(1, sound.seconds() / RECOGNISABLE_SECONDS);
    return 0.9 * Math.sqrt(Math.clamp(wide, 0.05, 1)) * (1 - 0.4 * clipping) * (0.6 + 0.4 * length);
  }

  /** The share of samples that stand at the loudest value there is, in runs. */
  static double clippedShare(Waveform original) {
    float limit = 0.999f * Math.max(0.9f, Cutting.peak(original));
    long clipped = 0;
    for (float[] channel : original.samples()) {
      for (int i = 1; i < channel.length; i++) {
        if (Math.abs(channel[i]) >= limit && Math.abs(channel[i - 1]) >= limit) {
          clipped++;
        }
      }
    }
    return (double) clipped / original.channels() / Math.max(1, original.length());
  }

  /** The highest frequency that is not far under the strongest, anywhere in the sound. */
  static double bandwidthHertz(Waveform sound) {
    RealFft fft = new RealFft(FFT_SIZE);
    double[] highest = new double[FFT_SIZE / 2 + 1]; // [bin]
    for (float[] channel : sound.samples()) {
      for (int from = 0; from == 0 || from + FFT_SIZE <= channel.length; from += FFT_SIZE / 2) {
        addFrame(fft, channel, from, highest);
      }
    }
    double strongest = 1e-20;
    for (double power : highest) {
      strongest = Math.max(strongest, power);
    }
    double threshold = strongest * Math.pow(10, AUDIBLE_DECIBELS / 10);
    int bin = FFT_SIZE / 2;
    while (bin > 0 && highest[bin] < threshold) {
      bin--;
    }
    return (double) bin * sound.sampleRate() / FFT_SIZE;
  }

  /** Raises {@code highest[bin]} to the power of a frame under a Hann window. */
  private static void addFrame(RealFft fft, float[] channel, int from, double[] highest) {
    float[] frame = new float[FFT_SIZE];
    for (int i = 0; i < Math.min(FFT_SIZE, channel.length - from); i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / FFT_SIZE);
      frame[i] = (float) (window * channel[from + i]);
    }
    float[] real = new float[fft.bins()];
    float[] imaginary = new float[fft.bins()];
    fft.forward(frame, real, imaginary);
    for (int bin = 0; bin < highest.length; bin++) {
      double power = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
      highest[bin] = Math.max(highest[bin], power);
    }
  }
}
