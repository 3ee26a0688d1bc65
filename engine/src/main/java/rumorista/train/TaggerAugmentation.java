package rumorista.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import rumorista.model.tagger.TaggerInput;
import rumorista.signal.MelSpectrogram;

/**
 * Random changes to log-mel levels {@code [frame][band]} that leave the kind of a sound as it is:
 * tone colour, pitch, tempo, reverberation, band limits, noise floors, masked frames and bands
 * (SpecAugment, Park et al. 2019).
 */
final class TaggerAugmentation {
  private static final int LARGEST_SHIFT = 2; // bands
  private static final float FLOOR = MelSpectrogram.FLOOR;

  private TaggerAugmentation() {}

  /** A smooth equaliser curve and a shift by a few bands, in place. */
  static void colour(float[][] levels, SplittableRandom random) {
    boolean coloured = random.nextDouble() < 0.6;
    int shift = random.nextDouble() < 0.4 ? random.nextInt(-LARGEST_SHIFT, LARGEST_SHIFT + 1) : 0;
    double tilt = random.nextDouble(-6, 6);
    double swing = random.nextDouble(0, 5);
    double waves = random.nextDouble(0.5, 2.5);
    double phase = random.nextDouble(0, 2 * Math.PI);
    float[] gain = new float[TaggerInput.BANDS];
    for (int b = 0; coloured && b < gain.length; b++) {
      double x = (double) b / gain.length;
      gain[b] = (float) (tilt * (2 * x - 1) + swing * Math.sin(2 * Math.PI * waves * x + phase));
    }
    for (float[] frame : levels) {
      float[] old = frame.clone();
      for (int b = 0; b < gain.length; b++) {
        float level = old[Math.clamp(b - shift, 0, gain.length - 1)];
        frame[b] = level <= FLOOR ? FLOOR : Math.max(FLOOR, level + gain[b]);
      }
    }
  }

  /** Slower or faster by up to a quarter. */
  static float[][] stretch(float[][] levels, SplittableRandom random) {
    if (random.nextDouble() < 0.5 || levels.length < 2) {
      return levels;
    }
    double speed = random.nextDouble(0.8, 1.25);
    float[][] result = new float[Math.max(1, (int) (levels.length / speed))][];
    for (int t = 0; t < result.length; t++) {
      result[t] = levels[Math.min(levels.length - 1, (int) (t * speed))];
    }
    return result;
  }

  /** What rooms, microphones and codecs do, in place. */
  static void channel(float[][] window, SplittableRandom random) {
    if (random.nextDouble() < 0.25) {
      reverberate(window, random);
    }
    if (random.nextDouble() < 0.4) {
      limit(window, random);
    }
    noise(window, random);
    if (random.nextDouble() < 0.6) {
      mask(window, random);
    }
  }

  /** An exponential decay that begins some dB below what excites it. */
  private static void reverberate(float[][] window, SplittableRandom random) {
    float fall = (float) (0.6 / random.nextDouble(0.15, 1.2)); // dB a frame: 60 dB in so many s
    float below = (float) random.nextDouble(4, 18);
    for (int b = 0; b < TaggerInput.BANDS; b++) {
      float tail = FLOOR;
      for (float[] frame : window) {
        float level = frame[b];
        frame[b] = Math.max(level, tail);
        tail = Math.max(tail - fall, level - below - fall);
      }
    }
  }

  /** Nothing above a band and, at times, nothing below another. */
  private static void limit(float[][] window, SplittableRandom random) {
    int highest = random.nextInt(44, TaggerInput.BANDS + 1);
    int lowest = random.nextDouble() < 0.3 ? random.nextInt(0, 8) : 0;
    for (float[] frame : window) {
      Arrays.fill(frame, 0, lowest, FLOOR);
      Arrays.fill(frame, highest, frame.length, FLOOR);
    }
  }

  /** A noise floor, and a little uncertainty everywhere. */
  private static void noise(float[][] window, SplittableRandom random) {
    float floor = TaggerInput.peak(window) - (float) random.nextDouble(40, 95);
    float slope = (float) random.nextDouble(-20, 10);
    float unsteady = (float) random.nextDouble(0, 1.5);
    for (float[] frame : window) {
      for (int b = 0; b < frame.length; b++) {
        float bell = random.nextInt(-1000, 1001) * 0.0017f; // cheaper than Gaussian noise
        float noise = floor + slope * b / frame.length + 3 * bell;
        frame[b] = Math.max(frame[b] + unsteady * bell, noise);
      }
    }
  }

  private static void mask(float[][] window, SplittableRandom random) {
    int bands = random.nextInt(1, 11);
    int lowest = random.nextInt(TaggerInput.BANDS - bands);
    int frames = random.nextInt(1, 60);
    int first = random.nextInt(TaggerInput.FRAMES - frames);
    for (int t = 0; t < window.length; t++) {
      boolean masked = t >= first && t < first + frames;
      Arrays.fill(
          window[t], masked ? 0 : lowest, masked ? TaggerInput.BANDS : lowest + bands, FLOOR);
    }
  }

  /** Blurs frames and bands as a bad generator does, in place. */
  static void smear(float[][] window, SplittableRandom random) {
    float keep = (float) random.nextDouble(0.8, 0.96); // of the frame before: 50 to 250 ms
    int reach = random.nextInt(2, 7); // bands
    for (int t = 1; t < window.length; t++) {
      for (int b = 0; b < TaggerInput.BANDS; b++) {
        window[t][b] = keep * window[t - 1][b] + (1 - keep) * window[t][b];
      }
    }
    for (float[] frame : window) {
      float[] old = frame.clone();
      for (int b = 0; b < old.length; b++) {
        int from = Math.max(0, b - reach);
        int to = Math.min(old.length, b + reach + 1);
        float sum = 0;
        for (int k = from; k < to; k++) {
          sum += old[k];
        }
        frame[b] = sum / (to - from);
      }
    }
  }
}
