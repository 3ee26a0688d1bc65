package rumorista.measure;

import java.util.ArrayList;
import java.util.List;
import rumorista.Waveform;
import rumorista.signal.RealFft;

/**
 * Finds stretches that come again sample for sample. The sound is whitened with one prediction
 * filter, so that steady tones do not look like copies of themselves; lags at which the whitened
 * sound correlates with itself are then compared stretch by stretch.
 */
final class Loops {
  private static final int ORDER = 32;
  private static final double NOISE = 1e-7;
  private static final int WINDOW = 1 << 20; // samples looked at together: 22 s at 48 kHz
  private static final double SHORTEST_SECONDS = 0.1; // of a period
  private static final double STRETCH_SECONDS = 0.05; // compared at once
  private static final int STRETCHES = 5; // equal ones in a row: 0.25 s
  private static final double EQUAL = 0.95; // normalised correlation
  private static final double UNEQUAL = 0.85; // of lags that are off by a little
  private static final int NEAREST = 4; // samples that they are off
  private static final int FARTHEST = 240;
  private static final double CORRELATED = 0.02; // of the window, to look closer
  private static final double QUIETEST = 1e-4; // RMS of a stretch: -80 dB
  private static final int LAGS = 6; // looked at closer in a window

  private final int sampleRate;
  private final float[] samples;
  private final float[] errors;

  private Loops(float[] samples, int sampleRate) {
    this.sampleRate = sampleRate;
    this.samples = samples;
    this.errors = new float[samples.length];
    LinearPrediction.fit(samples, 0, samples.length, ORDER, NOISE)
        .error(samples, 0, samples.length, errors);
  }

  static List<Fault> find(Waveform sound) {
    List<Fault> faults = new ArrayList<>();
    if (sound.seconds() < 2 * SHORTEST_SECONDS) {
      return faults;
    }
    Loops loops = new Loops(sound.samples()[0], sound.sampleRate());
    for (int start = 0; start < sound.length(); start += WINDOW / 2) {
      loops.search(start, Math.min(sound.length(), start + WINDOW), faults);
      if (start + WINDOW >= sound.length()) {
        break;
      }
    }
    return faults;
  }

  private void search(int start, int end, List<Fault> faults) {
    float[] correlation = correlation(start, end);
    int shortest = (int) (SHORTEST_SECONDS * sampleRate);
    for (int k = 0; k < LAGS; k++) {
      int best = shortest;
      for (int lag = shortest; lag < end - start; lag++) {
        best = correlation[lag] > correlation[best] ? lag : best;
      }
      if (best >= end - start || correlation[best] < CORRELATED * correlation[0]) {
        return;
      }
      compare(start, end, best, faults);
      for (int lag = best - 48; lag <= best + 48; lag++) {
        if (lag >= 0 && lag < correlation.length) {
          correlation[lag] = 0;
        }
      }
    }
  }

  /** Autocorrelation by the FFT, each sample limited so that single attacks do not rule. */
  private float[] correlation(int start, int end) {
    int size = Integer.highestOneBit(Math.max(4, 2 * (end - start) - 1)) * 2;
    float[] block = new float[size];
    double limit = 0;
    for (int n = start; n < end; n++) {
      limit += Math.abs(errors[n]);
    }
    float most = (float) (2 * limit / (end - start));
    for (int n = start; n < end; n++) {
      block[n - start] = Math.clamp(errors[n], -most, most);
    }
    RealFft fft = new RealFft(size);
    float[] real = new float[fft.bins()];
    float[] imaginary = new float[fft.bins()];
    fft.forward(block, real, imaginary);
    for (int k = 0; k < real.length; k++) {
      real[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
      imaginary[k] = 0;
    }
    fft.inverse(real, imaginary, block);
    return block;
  }

  private void compare(int start, int end, int lag, List<Fault> faults) {
    int stretch = (int) (STRETCH_SECONDS * sampleRate);
    int run = 0;
    for (int at = start; at + lag + stretch <= end; at += stretch) {
      run = same(at, lag, stretch) ? run + 1 : 0;
      if (run == STRETCHES && isSharp(at, lag, stretch)) {
        double seconds = (double) (at - (STRETCHES - 1) * stretch + lag) / sampleRate;
        if (isNew(faults, seconds)) {
          faults.add(new Fault(seconds, Fault.Kind.LOOP, (double) lag / sampleRate, Fault.ALL));
        }
      }
    }
  }

  private static boolean isNew(List<Fault> faults, double seconds) {
    return faults.stream().allMatch(fault -> Math.abs(fault.seconds() - seconds) > 0.25);
  }

  /** Whether nearby lags correlate less, unlike those of a steady tone. */
  private boolean isSharp(int at, int lag, int stretch) {
    for (int offset = NEAREST; offset <= FARTHEST; offset++) {
      boolean inside = at + lag + offset + stretch <= errors.length && lag > offset;
      if (inside
          && (correlation(at, lag + offset, stretch) > UNEQUAL
              || correlation(at, lag - offset, stretch) > UNEQUAL)) {
        return false;
      }
    }
    return true;
  }

  private boolean same(int at, int lag, int stretch) {
    double power = 0;
    for (int n = at; n < at + stretch; n++) {
      power += samples[n] * samples[n];
    }
    return power > QUIETEST * QUIETEST * stretch && correlation(at, lag, stretch) > EQUAL;
  }

  private double correlation(int at, int lag, int stretch) {
    double product = 0;
    double first = 0;
    double second = 0;
    for (int n = at; n < at + stretch; n++) {
      product += errors[n] * errors[n + lag];
      first += errors[n] * errors[n];
      second += errors[n + lag] * errors[n + lag];
    }
    return product / Math.sqrt(first * second + 1e-30);
  }
}
