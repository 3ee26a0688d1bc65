package rumorista.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rumorista.Waveform;

/** Finds decays that end at once, and scenes that go digitally silent. */
final class CutDecays {
  private static final int PER_SECOND = 400; // frames of 2.5 ms
  private static final int FALL = 4; // frames: 10 ms
  private static final int BEFORE = 8; // frames whose level is that of the tail
  private static final int SILENT = 20; // frames that must be silent afterwards
  private static final double AUDIBLE = -50; // dB below the peak
  private static final double LEAST_FALL = 30; // dB within 10 ms
  private static final double BELOW_PEAK = 8; // dB
  private static final double QUIETEST = -65; // dB: a tail that can still be heard
  private static final double SILENCE = -75; // dB: what follows it
  private static final double FADED = 5; // dB
  private static final int PART = 20; // frames: 50 ms
  private static final double LEAST_DECAY = 3; // dB from the first to the last of three parts
  private static final double FLOOR = -120;
  private static final double ZERO = -100; // dB: digitally silent
  private static final double BACKGROUND = -60; // dB: a background that can be heard
  private static final int SCENE = 200; // frames beside a silence in which a background is sought

  private CutDecays() {}

  static List<Fault> find(Waveform sound) {
    double[] levels = levels(sound);
    List<Fault> faults = new ArrayList<>();
    silences(levels, faults);
    double peak = Arrays.stream(levels).max().orElse(FLOOR);
    for (int t = BEFORE; t <= levels.length; t++) {
      double tail = mean(levels, t - BEFORE, t);
      int end = Math.min(levels.length, t + FALL + SILENT);
      double rest = FLOOR;
      for (int i = t + FALL; i < end; i++) {
        rest = Math.max(rest, levels[i]);
      }
      boolean audible = tail < peak - BELOW_PEAK && tail > Math.max(peak + AUDIBLE, QUIETEST);
      boolean atEnd = t + FALL + 1 >= levels.length; // where a texture may well stop
      if (audible
          && goesOn(levels, t)
          && (!atEnd || decays(levels, t - BEFORE))
          && tail - rest >= LEAST_FALL
          && rest < SILENCE) {
        double seconds = (double) t / PER_SECOND;
        faults.add(new Fault(seconds, Fault.Kind.CUT_DECAY, tail - rest, Fault.ALL));
        t += SILENT;
      }
    }
    return faults;
  }

  /** Whether the level is about what it was, so that no fade has begun. */
  private static boolean goesOn(double[] levels, int t) {
    if (t < BEFORE + FALL) {
      return true;
    }
    double before = mean(levels, t - BEFORE - FALL, t - FALL);
    return mean(levels, t - FALL, t) > before - FADED;
  }

  /** Whether the level has been falling, for 150 ms or, if slowly, for 450 ms. */
  private static boolean decays(double[] levels, int t) {
    return decays(levels, t, PART) || decays(levels, t, 3 * PART);
  }

  private static boolean decays(double[] levels, int t, int part) {
    if (t < 3 * part) {
      return false;
    }
    double first = mean(levels, t - 3 * part, t - 2 * part);
    double second = mean(levels, t - 2 * part, t - part);
    double third = mean(levels, t - part, t);
    return first > second && second > third && first - third >= LEAST_DECAY;
  }

  private static void silences(double[] levels, List<Fault> faults) {
    int start = 0;
    for (int t = 0; t <= levels.length; t++) {
      if (t < levels.length && levels[t] <= ZERO) {
        continue;
      }
      double seconds = (double) (t - start) / PER_SECOND;
      boolean inside = start > 0 && t < levels.length;
      if (inside && seconds >= Gaps.SILENCE_SECONDS - 0.006) {
        double before = background(levels, start - SCENE, start);
        double after = background(levels, t, t + SCENE);
        if (Math.max(before, after) > BACKGROUND) {
          double at = (double) start / PER_SECOND;
          faults.add(new Fault(at, Fault.Kind.SILENCE, seconds, Fault.ALL));
        }
      }
      start = t + 1;
    }
  }

  /** The level that is exceeded nine tenths of the time. */
  private static double background(double[] levels, int start, int end) {
    double[] part = Arrays.copyOfRange(levels, Math.max(0, start), Math.min(levels.length, end));
    Arrays.sort(part);
    return part.length == 0 ? FLOOR : part[part.length / 10];
  }

  private static double mean(double[] levels, int start, int end) {
    return Arrays.stream(levels, start, end).average().orElse(FLOOR);
  }

  private static double[] levels(Waveform sound) {
    int hop = sound.sampleRate() / PER_SECOND;
    double[] levels = new double[sound.length() / hop];
    for (int t = 0; t < levels.length; t++) {
      double sum = 0;
      for (float[] channel : sound.samples()) {
        for (int n = t * hop; n < (t + 1) * hop; n++) {
          sum += channel[n] * channel[n];
        }
      }
      levels[t] = Math.max(FLOOR, 10 * Math.log10(sum / hop / sound.channels() + 1e-30));
    }
    return levels;
  }
}
