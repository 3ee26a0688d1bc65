package rumorista.train;

import rumorista.render.Score;

/**
 * A film, and what is to be seen in it, at two instants a picture.
 *
 * @param pictures {@code [frame][row][column]}, flat, brightness 0 to 1
 * @param level loudness: 1 at the loudest, 0 at silence
 * @param onset 1 at an attack, less beside it
 * @param shown weight of each instant
 */
record EyeExample(float[] pictures, float[] level, float[] onset, float[] shown) {
  private static final float[] SPREAD = {
    1, 0.7f, 0.25f
  }; // of an attack over the instants beside it
  private static final float FAINT = 0.6f; // what the weakest attack counts

  /** Targets of {@code instants} at {@code rate} a second. */
  static EyeExample of(float[] pictures, Score score, boolean attacks, int instants, double rate) {
    float[] level = new float[instants];
    float[] onset = new float[instants];
    float[] shown = new float[instants];
    for (int i = 0; i < instants; i++) {
      level[i] = score.level((i + 0.5) / rate - 0.5 / Score.RATE);
      shown[i] = 1;
    }
    for (int event = 0; event < score.onsets().length; event++) {
      double time = score.onsets()[event];
      boolean burst = score.level(time + 0.08) - score.level(time - 0.1) > 0.25;
      if (!attacks && !burst) {
        continue; // in a sound that lasts, only what bursts out can be seen
      }
      int at = (int) Math.floor(time * rate);
      float strength = FAINT + (1 - FAINT) * score.strengths()[event];
      for (int i = Math.max(0, at - 2); i <= Math.min(instants - 1, at + 2); i++) {
        onset[i] = Math.max(onset[i], strength * SPREAD[Math.abs(i - at)]);
      }
    }
    return new EyeExample(pictures, level, onset, shown);
  }
}
