package rumorista.model.small;

import rumorista.Timeline;
import rumorista.signal.MelSpectrogram;

/** Mel levels in dB to the numbers that the network sees, and back. */
public final class Patches {
  private static final float MEAN = -75; // dB, about the mean and spread of the corpus
  private static final float SPREAD = 18;
  private static final float LOUDNESS_MEAN = -40;
  private static final float LOUDNESS_SPREAD = 20;

  private Patches() {}

  /** What the network sees where nothing sounds. */
  public static float silence() {
    return (MelSpectrogram.FLOOR - MEAN) / SPREAD;
  }

  /** Writes {@code [frames][bands]} behind {@code offset}, frame after frame. */
  public static void normalise(float[][] levels, float[] target, int offset) {
    int at = offset;
    for (float[] frame : levels) {
      for (float level : frame) {
        target[at++] = (level - MEAN) / SPREAD;
      }
    }
  }

  /** {@code values} of {@code frames * bands} to levels {@code [frames][bands]} in dB. */
  public static float[][] levels(float[] values, int bands) {
    float[][] levels = new float[values.length / bands][bands];
    for (int i = 0; i < values.length; i++) {
      levels[i / bands][i % bands] = Math.max(MelSpectrogram.FLOOR, values[i] * SPREAD + MEAN);
    }
    return levels;
  }

  /** Writes loudness and onset, instant after instant, behind {@code offset}. */
  public static void normalise(Timeline timeline, float[] target, int offset) {
    for (int i = 0; i < timeline.length(); i++) {
      target[offset + 2 * i] = (timeline.loudness()[i] - LOUDNESS_MEAN) / LOUDNESS_SPREAD;
      target[offset + 2 * i + 1] = timeline.onset()[i];
    }
  }
}
