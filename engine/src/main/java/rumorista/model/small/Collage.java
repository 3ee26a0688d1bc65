package rumorista.model.small;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import rumorista.Timeline;
import rumorista.signal.Events;
import rumorista.signal.MelSpectrogram;

/**
 * A first draft of a sound: moments of an exemplar, chosen so that their loudness and attacks
 * follow a wanted timeline while neighbouring moments stay together as often as they can. The
 * choice is the cheapest path (Viterbi 1967), as in concatenative synthesis (Schwarz 2007). The
 * network turns the draft into a sound.
 */
public final class Collage {
  private static final float LOUDNESS_COST = 1 / 8f; // a dB
  private static final float TOLERATED_DIFFERENCE = 6; // dB that the gain makes good unheard
  private static final float LARGEST_LOUDNESS_COST = 4;
  private static final float ONSET_COST = 2.5f;
  private static final float JUMP_COST = 4;
  private static final float JUMP_TO_ONSET_COST =
      0.3f; // where an attack is wanted: it hides the cut
  private static final float JUMP_TO_QUIET_COST = 1.5f;
  private static final float QUIET = -30; // dB below the loudest moment
  private static final int TASTE_TOKENS = 8; // moments that share a random preference
  private static final float TASTE = 0.1f; // so weak that none is worth a jump by itself
  private static final int PHRASE_TOKENS = 32; // about a second is chosen at once
  private static final float WEAR = 0.4f; // what each use adds: a loop would be heard as a machine
  private static final float FAR = 1e3f;
  private static final float LARGEST_CUT = -45; // dB
  private static final float LARGEST_BOOST = 15; // dB
  private static final int ACCENT_TOKENS = 2;
  private static final float ACCENT_DIP = 14; // dB just before an attack that is put on
  private static final float ACCENT_LIFT = 8; // dB just after

  private Collage() {}

  /**
   * The moment of the exemplar to take at each instant of {@code wanted}.
   *
   * @param wantedPeak level in dB that counts as loud in {@code wanted}; the exemplar's own loudest
   *     moment answers to it
   * @param previous the moment taken just before; -1 if there is none
   * @param random small preferences, so that every take differs
   */
  public static int[] align(
      Timeline wanted, float wantedPeak, Exemplar exemplar, int previous, RandomGenerator random) {
    float[] taste = new float[exemplar.tokens()];
    for (int s = 0; s < taste.length; s++) {
      taste[s] = s % TASTE_TOKENS == 0 ? TASTE * random.nextFloat() : taste[s - 1];
    }
    int[] path = new int[wanted.length()];
    int before = previous;
    for (int from = 0; from < path.length; from += PHRASE_TOKENS) {
      int to = Math.min(path.length, from + PHRASE_TOKENS);
      int[] phrase = phrase(wanted.slice(from, to), wantedPeak, exemplar, before, taste);
      System.arraycopy(phrase, 0, path, from, phrase.length);
      for (int moment : phrase) {
        taste[moment] += WEAR;
      }
      before = path[to - 1];
    }
    return path;
  }

  private static int[] phrase(
      Timeline wanted, float wantedPeak, Exemplar exemplar, int previous, float[] taste) {
    int length = wanted.length();
    int moments = exemplar.tokens();
    boolean[] begins = new boolean[moments];
    exemplar.starts().forEach(start -> begins[start] = true);
    float[] level = exemplar.timeline().loudness();
    float[] onset = exemplar.timeline().onset();
    float peak = exemplar.peak();
    int[][] cameFrom = new int[length][moments];
    float[] cost = new float[moments];
    float[] next = new float[moments];
    if (previous >= 0) {
      Arrays.fill(cost, FAR);
      cost[previous] = 0;
    }
    for (int i = 0; i < length; i++) {
      int best = cheapest(cost);
      float wantedLevel = wanted.loudness()[i] - wantedPeak;
      float wantedOnset = Math.min(1, wanted.onset()[i]);
      for (int s = 0; s < moments; s++) {
        float jump = jumpCost(wantedOnset, onset[s], level[s] - peak);
        boolean goesOn = s > 0 && !begins[s] && cost[s - 1] <= cost[best] + jump;
        cameFrom[i][s] = goesOn ? s - 1 : best;
        float difference = Math.abs(wantedLevel - (level[s] - peak)) - TOLERATED_DIFFERENCE;
        next[s] =
            (goesOn ? cost[s - 1] : cost[best] + (i == 0 && previous < 0 ? 0 : jump))
                + Math.clamp(LOUDNESS_COST * difference, 0, LARGEST_LOUDNESS_COST)
                + ONSET_COST * Math.abs(wantedOnset - Math.min(1, onset[s]))
                + taste[s];
      }
      float[] swap = cost;
      cost = next;
      next = swap;
    }
    int[] path = new int[length];
    int best = cheapest(cost);
    for (int i = length - 1; i >= 0; i--) {
      path[i] = best;
      best = cameFrom[i][best];
    }
    return path;
  }

  private static float jumpCost(float wantedOnset, float onset, float levelBelowPeak) {
    if (wantedOnset > Events.AUDIBLE && onset > Events.AUDIBLE) {
      return JUMP_TO_ONSET_COST;
    }
    return levelBelowPeak < QUIET ? JUMP_TO_QUIET_COST : JUMP_COST;
  }

  private static int cheapest(float[] cost) {
    int best = 0;
    for (int s = 1; s < cost.length; s++) {
      best = cost[s] < cost[best] ? s : best;
    }
    return best;
  }

  /**
   * The chosen moments as mel levels {@code [wanted.length() * framesPerToken][bands]}, made as
   * loud as wanted, with an attack put on where one is wanted and the moment has none.
   */
  public static float[][] draft(Timeline wanted, Exemplar exemplar, int[] path) {
    int framesPerToken = exemplar.levels().length / exemplar.tokens();
    float[] gain = gains(wanted, exemplar.timeline(), path);
    float[][] draft = new float[wanted.length() * framesPerToken][];
    for (int t = 0; t < draft.length; t++) {
      int moment = path[t / framesPerToken];
      float[] source = exemplar.levels()[moment * framesPerToken + t % framesPerToken];
      float[] target = new float[source.length];
      for (int b = 0; b < target.length; b++) {
        boolean silent = source[b] <= MelSpectrogram.FLOOR;
        float level = source[b] + gain[t / framesPerToken];
        target[b] = silent ? source[b] : Math.max(MelSpectrogram.FLOOR, level);
      }
      draft[t] = target;
    }
    return draft;
  }

  private static float[] gains(Timeline wanted, Timeline material, int[] path) {
    float[] gain = new float[path.length];
    for (int i = 0; i < path.length; i++) {
      float difference = wanted.loudness()[i] - material.loudness()[path[i]];
      gain[i] = Math.clamp(difference, LARGEST_CUT, LARGEST_BOOST);
    }
    for (int i = 0; i < path.length; i++) {
      float missing = Math.min(1, wanted.onset()[i]) - Math.min(1, material.onset()[path[i]]);
      if (wanted.onset()[i] > Events.AUDIBLE && missing > 0) {
        for (int before = 1; before <= ACCENT_TOKENS && before <= i; before++) {
          gain[i - before] -= ACCENT_DIP * missing / before;
        }
        for (int after = 0; after < ACCENT_TOKENS && i + after < gain.length; after++) {
          gain[i + after] += ACCENT_LIFT * missing / (1 + after);
        }
      }
    }
    return gain;
  }
}
