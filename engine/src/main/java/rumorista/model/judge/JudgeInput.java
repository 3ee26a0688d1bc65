package rumorista.model.judge;

import java.util.Arrays;
import rumorista.signal.MelSpectrogram;

/**
 * What the judge sees of a sound: mel levels averaged over four frames and four bands, relative to
 * the loudest moment, five seconds at a time. How loud a sound is does not matter to it.
 */
public final class JudgeInput {
  /** Instants in a window: five seconds at 31.25 a second. */
  public static final int INSTANTS = 156;

  /** Bands after averaging. */
  public static final int BANDS = 40;

  /** Frames, and bands, that are averaged. */
  public static final int POOL = 4;

  private static final float DEEPEST = -80; // dB below the loudest moment
  private static final float SPREAD = 20; // dB

  private JudgeInput() {}

  /** {@code [frames][160]} in dB to {@code [frames / 4][40]}, at least one instant. */
  public static float[][] pool(float[][] levels) {
    int instants = Math.max(1, (levels.length + POOL - 1) / POOL);
    float[][] pooled = new float[instants][BANDS];
    for (int i = 0; i < instants; i++) {
      for (int b = 0; b < BANDS; b++) {
        float sum = 0;
        for (int t = i * POOL; t < (i + 1) * POOL; t++) {
          for (int k = b * POOL; k < (b + 1) * POOL; k++) {
            sum += t < levels.length ? levels[t][k] : MelSpectrogram.FLOOR;
          }
        }
        pooled[i][b] = sum / (POOL * POOL);
      }
    }
    return pooled;
  }

  /** The window that begins at instant {@code from}; silence beyond the end. */
  public static float[][] window(float[][] pooled, int from) {
    float[][] window = new float[INSTANTS][];
    for (int i = 0; i < INSTANTS; i++) {
      boolean inside = from + i < pooled.length;
      window[i] = inside ? pooled[from + i] : new float[BANDS];
      if (!inside) {
        Arrays.fill(window[i], MelSpectrogram.FLOOR);
      }
    }
    return window;
  }

  /** The network's numbers of a window, flat. */
  public static float[] normalise(float[][] window) {
    float loudest = MelSpectrogram.FLOOR;
    for (float[] instant : window) {
      for (float level : instant) {
        loudest = Math.max(loudest, level);
      }
    }
    float[] values = new float[INSTANTS * BANDS];
    for (int i = 0; i < values.length; i++) {
      float level = Math.max(DEEPEST, window[i / BANDS][i % BANDS] - loudest);
      values[i] = (level - DEEPEST / 2) / SPREAD;
    }
    return values;
  }
}
