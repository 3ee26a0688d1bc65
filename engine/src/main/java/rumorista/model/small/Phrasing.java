package rumorista.model.small;

import java.util.Arrays;
import rumorista.Timeline;

/**
 * Fits a film's motion to what sounds. The motion's range of loudness is narrowed to the range that
 * the recordings have themselves: rain keeps its level when the picture moves. What rises and dies
 * away, like a bark, rises at the film's attacks and dies away between them. What is made of small
 * attacks, like fire, keeps them.
 */
final class Phrasing {
  private static final double QUIET_SHARE = 0.1;
  private static final float NARROWEST = 3; // dB
  private static final float WIDEST = 40;
  private static final float STEADY = 6; // dB: a smaller range is that of a steady sound
  private static final float TEXTURE = 12; // dB: what has no wider range may be full of attacks
  private static final float DEEPEST = 18; // dB between attacks, below what the motion says
  private static final double FALL_SECONDS = 0.5; // in which an attack dies away by the whole range

  private Phrasing() {}

  static Timeline of(Timeline motion, Exemplar exemplar) {
    float top = motion.peak();
    float quiet = quiet(exemplar.timeline().loudness());
    float range = Math.clamp(exemplar.peak() - quiet, NARROWEST, WIDEST);
    float motionRange = Math.max(1, top - quiet(motion.loudness()));
    float scale = Math.min(1, range / motionRange);
    float depth = Math.clamp(range - STEADY, 0, DEEPEST);
    float fall = (float) (range / (FALL_SECONDS * motion.rate()));
    float[] loudness = new float[motion.length()];
    float struck = Timeline.SILENCE;
    for (int i = 0; i < loudness.length; i++) {
      float moved = top + (motion.loudness()[i] - top) * scale;
      struck = Math.max(struck - fall, motion.onset()[i] > 0 ? moved : Timeline.SILENCE);
      loudness[i] = Math.max(Timeline.SILENCE, Math.max(moved - depth, struck));
    }
    float[] onset = range < TEXTURE ? withAttacksOf(exemplar, motion.onset()) : motion.onset();
    return new Timeline(motion.rate(), loudness, onset);
  }

  /** The attacks of a film, and between them those of the recordings: a fire goes on crackling. */
  private static float[] withAttacksOf(Exemplar exemplar, float[] film) {
    float[] own = exemplar.timeline().onset();
    float[] onset = film.clone();
    for (int i = 0; i < onset.length; i++) {
      onset[i] = Math.max(onset[i], own[i % own.length]);
    }
    return onset;
  }

  /**
   * The same with something sounding behind it all the time, so many dB below the loudest instant.
   */
  static Timeline withBackground(Timeline timeline, float below) {
    float[] loudness = timeline.loudness().clone();
    float quietest = timeline.peak() + below;
    for (int i = 0; i < loudness.length; i++) {
      loudness[i] = Math.max(loudness[i], quietest);
    }
    return new Timeline(timeline.rate(), loudness, timeline.onset());
  }

  /** The level that all but the quietest tenth exceed. */
  private static float quiet(float[] loudness) {
    float[] sorted = loudness.clone();
    Arrays.sort(sorted);
    return sorted[(int) (QUIET_SHARE * (sorted.length - 1))];
  }
}
