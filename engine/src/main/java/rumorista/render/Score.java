package rumorista.render;

import java.util.Arrays;
import rumorista.Timeline;
import rumorista.signal.Events;

/**
 * What a film is to show: when something strikes, how hard, and how loud it is in between.
 *
 * @param seconds length of the film
 * @param onsets instants of attacks, in seconds, ascending
 * @param strengths of them, 0 to 1
 * @param level loudness at {@link #RATE} instants a second: 1 at the loudest, 0 at {@link #RANGE}
 *     dB below and deeper
 */
public record Score(double seconds, double[] onsets, float[] strengths, float[] level) {
  /** Instants of the level a second. */
  public static final double RATE = 50;

  /** Between the loudest and silence, in dB. */
  public static final float RANGE = 50;

  /** Seconds between two attacks that can just be told apart. */
  public static final double APART = 0.08;

  private static final float QUIETEST = -70; // dB: a sound that stays below is silence

  /** Nothing sounds. */
  public static Score silence(double seconds) {
    int length = (int) Math.round(seconds * RATE);
    return new Score(seconds, new double[0], new float[0], new float[length]);
  }

  /**
   * What a sound with this timeline asks for.
   *
   * @param apart seconds: of attacks that are closer only the stronger is shown
   */
  public static Score of(Timeline timeline, double apart) {
    int length = (int) Math.round(timeline.seconds() * RATE);
    Timeline even = timeline.resample(RATE, length);
    float peak = timeline.peak();
    float[] level = new float[length];
    for (int i = 0; i < length; i++) {
      level[i] = peak < QUIETEST ? 0 : Math.clamp((even.loudness()[i] - peak) / RANGE + 1, 0, 1);
    }
    double[] times = new double[timeline.length()];
    float[] strengths = new float[timeline.length()];
    int count = 0;
    for (int i = 0; i < timeline.length(); i++) {
      float strength = Math.min(1, timeline.onset()[i]);
      double time = (i + 0.5) / timeline.rate();
      if (strength <= Events.AUDIBLE || peak < QUIETEST) {
        continue;
      }
      if (count > 0 && time - times[count - 1] < apart) {
        if (strength <= strengths[count - 1]) {
          continue;
        }
        count--;
      }
      times[count] = time;
      strengths[count++] = strength;
    }
    return new Score(
        timeline.seconds(), Arrays.copyOf(times, count), Arrays.copyOf(strengths, count), level);
  }

  /** The same as a timeline whose loudest moment has {@code -RANGE / 3} dB. */
  public Timeline timeline() {
    float[] loudness = new float[level.length];
    for (int i = 0; i < level.length; i++) {
      loudness[i] = RANGE * (level[i] - 1) - RANGE / 3;
    }
    Timeline timeline = new Timeline(RATE, loudness, new float[level.length]);
    for (int i = 0; i < onsets.length; i++) {
      int at = (int) (onsets[i] * RATE);
      if (at < level.length) {
        timeline.onset()[at] = strengths[i];
      }
    }
    return timeline;
  }

  /** How loud it is at an instant, 0 to 1. */
  public float level(double time) {
    double at = Math.clamp(time * RATE, 0, Math.max(0, level.length - 1));
    int before = (int) at;
    int after = Math.min(before + 1, level.length - 1);
    return level.length == 0
        ? 0
        : level[before] + (float) (at - before) * (level[after] - level[before]);
  }

  /** The number of the last attack at or before an instant; -1 before the first. */
  public int last(double time) {
    int found = Arrays.binarySearch(onsets, time);
    return found >= 0 ? found : -found - 2;
  }

  /** How much has sounded until an instant: the integral of the level, in seconds. */
  double[] work() {
    double[] work = new double[level.length + 1];
    for (int i = 0; i < level.length; i++) {
      work[i + 1] = work[i] + level[i] / RATE;
    }
    return work;
  }

  /** Every {@code parts}-th attack from {@code part} on, and the whole level. */
  Score part(int part, int parts) {
    int count = Math.max(0, (onsets.length - part + parts - 1) / parts);
    double[] times = new double[count];
    float[] own = new float[count];
    for (int i = 0; i < count; i++) {
      times[i] = onsets[part + i * parts];
      own[i] = strengths[part + i * parts];
    }
    return new Score(seconds, times, own, level);
  }
}
