package rumorista.measure;

import java.util.ArrayList;
import java.util.List;

/** Finds stretches of one channel in which the waveform has flat tops. */
final class ClippedRuns {
  private static final int SHORTEST = 3; // equal samples that make a flat top
  private static final float EQUAL = 2e-5f;
  private static final float QUIETEST = 0.02f;
  private static final double NEAR_SECONDS = 0.005; // nothing there is higher than the top
  private static final double STRETCH_SECONDS = 0.1; // flat tops closer than this are one fault
  private static final float FLANK = 0.002f; // of the height: how far it is down beside a top
  private static final double LEAST_SHARE = 0.01; // of the samples are in flat tops
  private static final int LEAST = 3; // flat tops in a fault

  private ClippedRuns() {}

  static List<Fault> find(float[] samples, int channel, int sampleRate) {
    List<Fault> faults = new ArrayList<>();
    int near = (int) Math.round(NEAR_SECONDS * sampleRate);
    int stretch = (int) Math.round(STRETCH_SECONDS * sampleRate);
    int first = -1;
    int last = -1;
    int tops = 0;
    int flat = 0;
    int n = 1;
    while (n <= samples.length) {
      int start = n - 1;
      while (n < samples.length && Math.abs(samples[n] - samples[start]) <= EQUAL) {
        n++;
      }
      int run = n - start;
      boolean top = run >= SHORTEST && isTop(samples, start, n, near);
      boolean ends = n >= samples.length;
      if (first >= 0 && (ends || (top && start - last > stretch))) {
        add(faults, first, last, tops, flat, channel, sampleRate);
        first = -1;
      }
      if (top) {
        tops = first < 0 ? 1 : tops + 1;
        flat = first < 0 ? run : flat + run;
        first = first < 0 ? start : first;
        last = n;
      }
      n++;
    }
    return faults;
  }

  private static void add(
      List<Fault> faults, int first, int last, int tops, int flat, int channel, int sampleRate) {
    double share = (double) flat / (last - first);
    if (tops >= LEAST && share >= LEAST_SHARE) {
      faults.add(new Fault((double) first / sampleRate, Fault.Kind.CLIPPING, share, channel));
    }
  }

  private static boolean isTop(float[] samples, int start, int end, int near) {
    float height = Math.abs(samples[start]);
    float before = Math.abs(samples[Math.max(0, start - 1)]);
    float after = Math.abs(samples[Math.min(samples.length - 1, end)]);
    if (height < QUIETEST || height - Math.min(before, after) < FLANK * height) {
      return false; // too quiet, or the gentle top of a low tone
    }
    for (int i = Math.max(0, start - near); i < Math.min(samples.length, end + near); i++) {
      if (Math.abs(samples[i]) > height + EQUAL) {
        return false;
      }
    }
    return true;
  }
}
