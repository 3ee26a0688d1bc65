package rumorista.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rumorista.Waveform;
import rumorista.library.Anatomy.SoundEvent;

/**
 * Cuts a sound into events. An event begins where the level rises quickly, or comes up from below a
 * threshold; it ends where its decay disappears in what lies under it, or where the next begins.
 */
final class EventCutter {
  private static final int HOP = Anatomy.HOP;
  private static final double RISE = 9; // dB within RISE_HOPS: an onset
  private static final int RISE_HOPS = 4; // 20 ms
  private static final int APART = 16; // hops: 80 ms between onsets at least
  private static final double DECAYED = 55; // dB under the peak of the event
  private static final double OVER_FLOOR = 3; // dB over the floor: the decay is lost in it
  private static final double REACHED = 0.25; // of the attack's peak: there is the onset
  private static final int LONGEST_RISE = 30; // hops, 150 ms
  private static final int FADE = 240; // samples, 5 ms: an event that cuts into another fades in
  private static final int BEFORE_NEXT = 480; // samples, 10 ms: where the next event is left alone

  private EventCutter() {}

  /**
   * The events of a sound.
   *
   * @param levels of {@link Anatomy#levels}
   * @param threshold in dB: what stays below is no event
   */
  static List<SoundEvent> cut(Waveform sound, float[] levels, double threshold) {
    List<Integer> starts = starts(levels, threshold);
    float floor = floor(levels);
    List<SoundEvent> events = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int from = starts.get(i);
      int next = i + 1 < starts.size() ? starts.get(i + 1) : levels.length;
      float peak = Anatomy.max(levels, from, next);
      int onset = onset(sound, from, Math.min(next, from + 2 * APART));
      int end = end(levels, from, next, peak, floor);
      int last =
          Math.min(
              sound.length(), end * HOP - (end == next && next < levels.length ? BEFORE_NEXT : 0));
      if (last > onset + HOP) {
        events.add(new SoundEvent(begin(levels, onset, floor), onset, last, peak));
      }
    }
    return events;
  }

  /** Hops at which events begin. */
  private static List<Integer> starts(float[] levels, double threshold) {
    List<Integer> starts = new ArrayList<>();
    boolean quiet = true;
    for (int i = 0; i < levels.length; i++) {
      boolean loud = levels[i] > threshold;
      float before = i == 0 ? Anatomy.FLOOR : levels[Math.max(0, i - RISE_HOPS)];
      boolean rises = loud && levels[i] - before > RISE && isRising(levels, i);
      boolean apart = starts.isEmpty() || i - starts.getLast() >= APART;
      if (loud && apart && (quiet || rises)) {
        starts.add(i);
      }
      quiet = quiet ? !loud : levels[i] < threshold - 3;
    }
    return starts;
  }

  /** Whether the rise is under way: at its end the next event would begin again. */
  private static boolean isRising(float[] levels, int i) {
    return i + 1 >= levels.length || levels[i + 1] >= levels[i] - 1;
  }

  /** The sample at which the first peak of the attack is nearly reached. */
  private static int onset(Waveform sound, int from, int to) {
    int first = Math.max(0, (from - 1) * HOP);
    int last = Math.min(sound.length(), to * HOP);
    float peak = 0;
    for (float[] channel : sound.samples()) {
      for (int i = first; i < last; i++) {
        peak = Math.max(peak, Math.abs(channel[i]));
      }
    }
    for (int i = first; i < last; i++) {
      for (float[] channel : sound.samples()) {
        if (Math.abs(channel[i]) >= REACHED * peak) {
          return i;
        }
      }
    }
    return first;
  }

  /** Back from the onset to where the level began to rise; never far. */
  private static int begin(float[] levels, int onset, float floor) {
    int hop = Math.min(levels.length - 1, onset / HOP);
    int earliest = Math.max(0, hop - LONGEST_RISE);
    int begin = hop;
    while (begin > earliest
        && levels[begin] > floor + OVER_FLOOR
        && levels[begin - 1] < levels[begin]) {
      begin--;
    }
    return Math.max(0, Math.min(onset - FADE, begin * HOP));
  }

  private static int end(float[] levels, int from, int next, float peak, float floor) {
    int loudest = from;
    while (loudest < next - 1 && levels[loudest] < peak) {
      loudest++;
    }
    double gone = Math.max(peak - DECAYED, floor + OVER_FLOOR);
    int end = loudest + 1;
    while (end < next && levels[end] > gone) {
      end++;
    }
    return Math.min(next, end + 2);
  }

  /** The level that a twentieth of the sound stays below. */
  private static float floor(float[] levels) {
    float[] sorted = levels.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 20];
  }
}
