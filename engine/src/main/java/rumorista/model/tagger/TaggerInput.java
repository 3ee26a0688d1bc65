package rumorista.model.tagger;

import java.util.Arrays;
import rumorista.signal.MelSpectrogram;

/**
 * What the tagger sees of a sound: log-mel levels at 100 frames a second, relative to the loudest
 * value of a window. How loud a sound is does not matter to it.
 */
public final class TaggerInput {
  /** The sample rate of the sound, in hertz. */
  public static final int SAMPLE_RATE = 32_000;

  /** Frames in a window: 3.2 s. */
  public static final int FRAMES = 320;

  /** Mel bands of a frame. */
  public static final int BANDS = 64;

  private static final int FFT_SIZE = 1024;
  private static final int HOP = 320; // 10 ms
  private static final float DEEPEST = -80; // dB below the loudest value
  private static final float SPREAD = 20; // dB

  private TaggerInput() {}

  /** The analysis that the network was made for. */
  public static MelSpectrogram mel() {
    return new MelSpectrogram(SAMPLE_RATE, FFT_SIZE, HOP, BANDS);
  }

  /** A copy of the window of {@code [frames][64]} that begins at a frame; silence after the end. */
  public static float[][] window(float[][] levels, int from) {
    float[][] window = new float[FRAMES][];
    for (int t = 0; t < FRAMES; t++) {
      if (from + t < levels.length) {
        window[t] = levels[from + t].clone();
      } else {
        window[t] = new float[BANDS];
        Arrays.fill(window[t], MelSpectrogram.FLOOR);
      }
    }
    return window;
  }

  /** The loudest value of a window, in dB. */
  public static float peak(float[][] window) {
    float peak = MelSpectrogram.FLOOR;
    for (float[] frame : window) {
      for (float level : frame) {
        peak = Math.max(peak, level);
      }
    }
    return peak;
  }

  /** The network's numbers of a window, row by row. */
  public static float[] normalise(float[][] window) {
    float peak = peak(window);
    float[] values = new float[FRAMES * BANDS];
    for (int i = 0; i < values.length; i++) {
      float level = Math.max(DEEPEST, window[i / BANDS][i % BANDS] - peak);
      values[i] = (level - DEEPEST / 2) / SPREAD;
    }
    return values;
  }
}
