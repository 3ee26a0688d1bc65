package rumorista.signal;

import java.util.Arrays;

/** Sounds on top of each other, as mel levels in dB: their powers add. */
public final class Mixing {
  private Mixing() {}

  public static float[][] silence(int frames, int bands) {
    float[][] levels = new float[frames][bands];
    for (float[] frame : levels) {
      Arrays.fill(frame, MelSpectrogram.FLOOR);
    }
    return levels;
  }

  /**
   * Adds {@code sound}, changed by {@code gain} dB, to {@code target} from frame {@code at} on; the
   * rest is cut.
   */
  public static void add(float[][] target, float[][] sound, int at, float gain) {
    for (int t = 0; t < sound.length && at + t < target.length; t++) {
      float[] frame = target[at + t];
      for (int b = 0; b < frame.length; b++) {
        frame[b] = sum(frame[b], sound[t][b] + gain);
      }
    }
  }

  public static float[][] add(float[][] a, float[][] b) {
    add(a, b, 0, 0);
    return a;
  }

  /** Changes the level in place; nothing sinks below the floor. */
  public static void level(float[][] levels, float gain) {
    for (float[] frame : levels) {
      level(frame, gain);
    }
  }

  static void level(float[] frame, float gain) {
    for (int b = 0; b < frame.length; b++) {
      boolean silent = frame[b] <= MelSpectrogram.FLOOR;
      frame[b] = silent ? frame[b] : Math.max(MelSpectrogram.FLOOR, frame[b] + gain);
    }
  }

  private static float sum(float a, float b) {
    float loud = Math.max(a, b);
    float quiet = Math.min(a, b);
    if (quiet <= MelSpectrogram.FLOOR || loud - quiet > 30) {
      return loud;
    }
    return MelSpectrogram.decibels(MelSpectrogram.power(loud) + MelSpectrogram.power(quiet));
  }
}
