package rumorista.model.small;

import java.util.Arrays;
import rumorista.Timeline;

/**
 * Fits a film's motion to what sounds: rain keeps its level when the picture moves, a bark does
 * not. The motion's range of loudness is narrowed to the range that the recordings have themselves.
 */
final class Phrasing {
  private static final double QUIET_SHARE = 0.1;
  private static final float NARROWEST = 3; // dB
  private static final float WIDEST = 40;

  private Phrasing() {}

  static Timeline of(Timeline motion, Exemplar exemplar) {
    float top = top(motion.loudness());
    float range =
        Math.clamp(exemplar.peak() - quiet(exemplar.timeline().loudness()), NARROWEST, WIDEST);
    float motionRange = Math.max(1, top - quiet(motion.loudness()));
    float scale = Math.min(1, range / motionRange);
    float[] loudness = motion.loudness().clone();
    for (int i = 0; i < loudness.length; i++) {
      loudness[i] = Math.max(Timeline.SILENCE, top + (loudness[i] - top) * scale);
    }
    return new Timeline(motion.rate(), loudness, motion.onset());
  }

  private static float top(float[] loudness) {
    float top = Timeline.SILENCE;
    for (float level : loudness) {
      top = Math.max(top, level);
    }
    return top;
  }

  private static float quiet(float[] loudness) {
    float[] sorted = loudness.clone();
    Arrays.sort(sorted);
    return sorted[(int) (QUIET_SHARE * (sorted.length - 1))];
  }
}
