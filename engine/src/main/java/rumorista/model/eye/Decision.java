package rumorista.model.eye;

import java.util.Arrays;
import rumorista.Timeline;

/**
 * Turns what the eye sees into a timeline: ticks where an attack is likeliest, loudness in dB, and
 * silence where nothing moves, whatever the network says.
 */
public final class Decision {
  /** In dB: what the loudest moment becomes. */
  public static final float LOUD = -18;

  private static final float RANGE = 50; // dB from the loudest level to 0
  private static final float SILENT = 0.2f; // levels below are silence
  private static final double APART = 0.12; // seconds between attacks at least
  private static final float LIKELY = 0.2f; // an attack is at least as likely as that
  private static final float BESIDE = 0.35f; // and as that part of the film's likeliest
  private static final double LIKELIEST = 0.995; // quantile that counts as such
  private static final float STILL = 1.2f / 255; // change of a part of a picture that is none
  private static final double STILL_SECONDS = 0.4; // to either side that make silence

  private Decision() {}

  /** Decides. */
  public static Timeline of(Sight sight) {
    int length = sight.level().length;
    boolean[] still = still(sight);
    float[] loudness = new float[length];
    for (int i = 0; i < length; i++) {
      float level = Math.min(1, sight.level()[i]);
      loudness[i] = still[i] || level < SILENT ? Timeline.SILENCE : LOUD + (level - 1) * RANGE;
    }
    return new Timeline(sight.rate(), loudness, ticks(sight, still));
  }

  private static boolean[] still(Sight sight) {
    int reach = (int) Math.round(STILL_SECONDS * sight.rate());
    boolean[] still = new boolean[sight.level().length];
    int lastMove = -2 * reach;
    for (int i = 0; i < still.length + reach; i++) {
      if (i < still.length && sight.moved()[i] > STILL) {
        lastMove = i;
      }
      if (i >= reach) {
        still[i - reach] = lastMove < i - 2 * reach;
      }
    }
    return still;
  }

  private static float[] ticks(Sight sight, boolean[] still) {
    float[] onset = sight.onset();
    float[] sorted = onset.clone();
    Arrays.sort(sorted);
    float likeliest = sorted.length == 0 ? 0 : sorted[(int) (LIKELIEST * (sorted.length - 1))];
    float least = Math.max(LIKELY, BESIDE * likeliest);
    int apart = (int) Math.round(APART * sight.rate());
    float[] ticks = new float[onset.length];
    for (int i = 0; i < onset.length; i++) {
      boolean peak = onset[i] >= least && !still[i];
      for (int j = Math.max(0, i - apart);
          peak && j <= Math.min(onset.length - 1, i + apart);
          j++) {
        peak = onset[j] < onset[i] || (onset[j] == onset[i] && j >= i);
      }
      ticks[i] = peak ? Math.min(1.2f, 0.4f + onset[i]) : 0;
    }
    return ticks;
  }
}
