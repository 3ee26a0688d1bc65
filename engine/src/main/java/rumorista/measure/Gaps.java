package rumorista.measure;

import java.util.ArrayList;
import java.util.List;

/** Finds digital zeros amid one channel's sound, and places where a waveform is cut. */
final class Gaps {
  private static final float ZERO = 2e-6f; // less than half a step of 18 bits
  private static final double SHORTEST_SECONDS = 0.00025;
  static final double SILENCE_SECONDS = 0.1; // longer gaps are silences
  private static final double EDGE_SECONDS = 0.00025; // a fade of 5 ms is at 5 % here
  private static final double NEAR_SECONDS = 0.01;
  private static final double EDGE_RATIO = 0.12; // of the peak nearby
  private static final double QUIETEST = 0.003; // -50 dB: an edge below cannot be heard

  private final float[] samples;
  private final int channel;
  private final int sampleRate;
  private final List<Fault> faults = new ArrayList<>();

  private Gaps(float[] samples, int channel, int sampleRate) {
    this.samples = samples;
    this.channel = channel;
    this.sampleRate = sampleRate;
  }

  static List<Fault> find(float[] samples, int channel, int sampleRate) {
    Gaps gaps = new Gaps(samples, channel, sampleRate);
    gaps.search();
    return gaps.faults;
  }

  private void search() {
    int previousEnd = 0;
    int start = 0;
    for (int n = 0; n <= samples.length; n++) {
      boolean zero = n < samples.length && Math.abs(samples[n]) <= ZERO;
      if (zero) {
        continue;
      }
      double seconds = (double) (n - start) / sampleRate;
      boolean outside = start == 0 || n == samples.length;
      if (seconds >= SHORTEST_SECONDS || outside) {
        gap(previousEnd, start, n, seconds);
        previousEnd = n;
      }
      start = n + 1;
    }
  }

  /** Judges the zeros in {@code [start, end)}; the sound before them begins at {@code from}. */
  private void gap(int from, int start, int end, double seconds) {
    double before = start == 0 ? 0 : edge(start - 1, -1, from);
    double after = end == samples.length ? 0 : edge(end, 1, samples.length - 1);
    boolean inside = start > 0 && end < samples.length;
    if (inside && seconds < SILENCE_SECONDS) {
      if (loud(start - 1, -1) && loud(end, 1) && Math.max(before, after) >= EDGE_RATIO) {
        add(start, Fault.Kind.DROPOUT, 1000 * seconds);
      }
      return;
    }
    if (before >= EDGE_RATIO) {
      add(start, Fault.Kind.ABRUPT_END, 20 * Math.log10(before));
    }
    if (after >= EDGE_RATIO) {
      add(end, Fault.Kind.ABRUPT_START, 20 * Math.log10(after));
    }
  }

  /** How high the waveform is at its edge, of its peak nearby; 0 if that cannot be heard. */
  private double edge(int at, int direction, int limit) {
    float first = peak(at, direction, (int) Math.round(EDGE_SECONDS * sampleRate), limit);
    float near = peak(at, direction, (int) Math.round(NEAR_SECONDS * sampleRate), limit);
    return first < QUIETEST ? 0 : first / near;
  }

  private float peak(int at, int direction, int count, int limit) {
    float peak = 0;
    for (int i = 0; i < count; i++) {
      int n = at + direction * i;
      if (n < 0 || n >= samples.length || (n - limit) * direction > 0) {
        break;
      }
      peak = Math.max(peak, Math.abs(samples[n]));
    }
    return peak;
  }

  private boolean loud(int at, int direction) {
    int limit = direction > 0 ? samples.length : 0;
    return peak(at, direction, (int) Math.round(NEAR_SECONDS / 2 * sampleRate), limit) >= QUIETEST;
  }

  private void add(int at, Fault.Kind kind, double strength) {
    faults.add(new Fault((double) at / sampleRate, kind, strength, channel));
  }
}
