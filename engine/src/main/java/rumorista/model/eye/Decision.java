package rumorista.model.eye;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import rumorista.Timeline;

/**
 * Turns what the eye sees into a timeline: ticks where an attack is likeliest, loudness in dB, and
 * silence where nothing moves, whatever the network says.
 */
public final class Decision {
  /** In dB: what the loudest moment becomes. */
  public static final float LOUD = -18;

  private static final float RANGE = 50; // dB from the loudest level to 0
  private static final float SILENT = 0.1f; // levels below are silence
  private static final float SHAPED = 0.3f; // how much attacks decide of the loudness near them
  private static final float DECAY = 1; // of the level a second: 50 dB
  private static final float NEAREST = 1.5f; // seconds
  private static final double APART = 0.1; // seconds between attacks at least
  private static final double PICTURES_APART = 1.5; // pictures between them at least
  private static final float LIKELY = 0.12f; // an attack is at least as likely as that
  private static final float BESIDE = 0.55f; // and as that part of the film's likeliest
  private static final double LIKELIEST = 0.995; // quantile that counts as such

  private static final float STEADY = 1.35f; // of little change: much change that is no more
  private static final double STEADY_SECONDS = 2;
  private static final float STILL = 1.2f / 255; // change of a part of a picture that is none
  private static final double STILL_SECONDS = 0.4; // to either side that make silence

  private Decision() {}

  /** Decides. */
  public static Timeline of(Impression seen) {
    boolean[] still = still(seen);
    float[] ticks = ticks(seen, still, steady(seen));
    float[] level = shaped(seen, ticks);
    float[] loudness = new float[level.length];
    for (int i = 0; i < loudness.length; i++) {
      loudness[i] =
          still[i] || level[i] < SILENT
              ? Timeline.SILENCE
              : LOUD + (Math.min(1, level[i]) - 1) * RANGE;
    }
    return new Timeline(seen.rate(), loudness, ticks);
  }

  /**
   * The level, near attacks drawn towards what attacks sound like: loud at once, then dying away.
   */
  private static float[] shaped(Impression seen, float[] ticks) {
    float[] level = seen.level().clone();
    float[] near = nearness(seen.rate(), ticks);
    float struck = 0;
    for (int i = 0; i < level.length; i++) {
      struck = Math.max(struck - (float) (DECAY / seen.rate()), 0);
      if (ticks[i] > 0) {
        struck = Math.max(struck, Math.min(1, 0.4f + 0.5f * ticks[i]));
      }
      level[i] += SHAPED * near[i] * (struck - level[i]);
    }
    return level;
  }

  /** 1 within half a second of an attack, falling to 0 at one and a half. */
  private static float[] nearness(double rate, float[] ticks) {
    float[] near = new float[ticks.length];
    float step = (float) (1 / rate);
    float before = 0;
    for (int i = 0; i < near.length; i++) {
      before = ticks[i] > 0 ? NEAREST : Math.max(0, before - step);
      near[i] = Math.min(1, before);
    }
    float after = 0;
    for (int i = near.length - 1; i >= 0; i--) {
      after = ticks[i] > 0 ? NEAREST : Math.max(0, after - step);
      near[i] = Math.max(near[i], Math.min(1, after));
    }
    return near;
  }

  private static boolean[] still(Impression seen) {
    int reach = (int) Math.round(STILL_SECONDS * seen.rate());
    boolean[] still = new boolean[seen.level().length];
    int lastMove = -2 * reach;
    for (int i = 0; i < still.length + reach; i++) {
      if (i < still.length && seen.moved()[i] > STILL) {
        lastMove = i;
      }
      if (i >= reach) {
        still[i - reach] = lastMove < i - 2 * reach;
      }
    }
    return still;
  }

  /** Where all changes by the same amount all the time, as grain does: nothing strikes there. */
  private static boolean[] steady(Impression seen) {
    int block = Math.max(1, (int) Math.round(STEADY_SECONDS * seen.rate() / 4));
    boolean[] steady = new boolean[seen.moved().length];
    for (int from = 0; from < steady.length; from += block) {
      int to = Math.min(steady.length, from + block);
      float[] near =
          Arrays.copyOfRange(
              seen.moved(), Math.max(0, from - 2 * block), Math.min(steady.length, to + 2 * block));
      Arrays.sort(near);
      float low = near[near.length / 10];
      float high = near[near.length * 9 / 10];
      Arrays.fill(steady, from, to, high < STEADY * low);
    }
    return steady;
  }

  private static float[] ticks(Impression seen, boolean[] still, boolean[] steady) {
    float[] onset = seen.onset();
    float[] sorted = onset.clone();
    Arrays.sort(sorted);
    float likeliest = sorted.length == 0 ? 0 : sorted[(int) (LIKELIEST * (sorted.length - 1))];
    float least = Math.max(LIKELY, BESIDE * likeliest);
    double seconds = Math.max(APART, PICTURES_APART * pictureSeconds(seen));
    int apart = (int) Math.round(seconds * seen.rate());
    float[] ticks = new float[onset.length];
    for (int i = 0; i < onset.length; i++) {
      if (onset[i] >= least && !still[i] && !steady[i] && isPeak(onset, i, apart)) {
        ticks[i] = Math.min(1.2f, 0.4f + onset[i]);
      }
    }
    return ticks;
  }

  /** Median time from one change of the picture to the next: how long the film shows a picture. */
  private static double pictureSeconds(Impression seen) {
    List<Integer> shown = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < seen.moved().length; i += EyeSpec.INSTANTS_PER_FRAME) {
      if (seen.moved()[i] > STILL) {
        if (last >= 0) {
          shown.add(i - last);
        }
        last = i;
      }
    }
    Collections.sort(shown);
    return shown.isEmpty() ? 0 : shown.get(shown.size() / 2) / seen.rate();
  }

  private static boolean isPeak(float[] onset, int i, int apart) {
    for (int j = Math.max(0, i - apart); j <= Math.min(onset.length - 1, i + apart); j++) {
      if (onset[j] > onset[i] || (onset[j] == onset[i] && j < i)) {
        return false;
      }
    }
    return true;
  }
}
