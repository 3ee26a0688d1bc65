package rumorista.signal;

import rumorista.Timeline;

/**
 * Makes a sound strike when its timeline says so, and only then: transient shaping, led by a
 * timeline.
 */
public final class Attacks {
  private static final int NEAR = 1; // instants from a wanted attack that are left as they are
  private static final float TEXTURE = 0.7f; // of what could be taken for an attack
  private static final float ATTACK = 1.3f; // of the same: what is taken for one for certain
  private static final float ENOUGH = 0.6f; // of a wanted attack
  private static final float LARGEST_CHANGE = 20; // dB
  private static final float SMALLEST_CHANGE = 1;
  private static final int DIP = 8; // frames over which the level sinks before an attack
  private static final int DECAY = 12; // frames in which a lift dies away

  private Attacks() {}

  /**
   * Shapes the attacks of a sound in place.
   *
   * @param levels {@code [frames][bands]} in dB
   * @param wanted the timeline of these frames
   * @param framesPerInstant how many frames make one value of the timeline
   */
  public static void shape(float[][] levels, Timeline wanted, int framesPerInstant) {
    sharpen(levels, wanted, framesPerInstant);
    soften(levels, wanted, framesPerInstant);
  }

  /** Where an attack is wanted and hardly anything begins, the level dips, then jumps. */
  private static void sharpen(float[][] levels, Timeline wanted, int framesPerInstant) {
    for (int i = 0; i < wanted.length(); i++) {
      float strength = Math.min(1, wanted.onset()[i]);
      if (strength <= Events.AUDIBLE) {
        continue;
      }
      int attack = sharpest(levels, i * framesPerInstant, framesPerInstant);
      float put = 0;
      float missing = missing(levels, attack, strength);
      while (missing > 0 && put < LARGEST_CHANGE) { // in noise, a jump is not all rise
        float change = Math.min(missing + SMALLEST_CHANGE, LARGEST_CHANGE - put);
        jump(levels, attack, change);
        put += change;
        missing = missing(levels, attack, strength);
      }
    }
  }

  private static float missing(float[][] levels, int attack, float strength) {
    float wanted = Math.max(ENOUGH * Events.rise(strength), ATTACK * Events.rise(Events.AUDIBLE));
    return wanted - Events.rise(levels, attack);
  }

  /** The level dips by half of {@code change} dB and jumps to as much above what it was. */
  private static void jump(float[][] levels, int attack, float change) {
    for (int t = Math.max(0, attack - DIP); t < attack; t++) {
      Mixing.level(levels[t], -change / 2 * (DIP - attack + t + 1) / DIP);
    }
    for (int t = attack; t < Math.min(levels.length, attack + DECAY); t++) {
      Mixing.level(levels[t], change / 2 * (attack + DECAY - t) / DECAY);
    }
  }

  /** The frame of most rise in an instant and the one after it. */
  private static int sharpest(float[][] levels, int from, int framesPerInstant) {
    int best = from;
    for (int t = from; t < Math.min(levels.length, from + 2 * framesPerInstant); t++) {
      best = Events.rise(levels, t) > Events.rise(levels, best) ? t : best;
    }
    return best;
  }

  /**
   * Where no attack is wanted, the spectrum grows no faster than texture does: what was an attack
   * swells instead.
   */
  private static void soften(float[][] levels, Timeline wanted, int framesPerInstant) {
    for (int t = 1; t < levels.length; t++) {
      float rise = Events.rise(levels, t);
      float most = TEXTURE * Events.rise(Events.AUDIBLE);
      if (rise > most && !near(wanted, t / framesPerInstant)) {
        for (int b = 0; b < levels[t].length; b++) {
          levels[t][b] -= (1 - most / rise) * Events.rise(levels, t, b);
        }
      }
    }
  }

  private static boolean near(Timeline wanted, int instant) {
    int last = Math.min(wanted.length() - 1, instant + NEAR);
    for (int i = Math.max(0, instant - NEAR); i <= last; i++) {
      if (wanted.onset()[i] > Events.AUDIBLE) {
        return true;
      }
    }
    return false;
  }
}
