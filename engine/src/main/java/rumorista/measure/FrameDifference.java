package rumorista.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rumorista.Brightness;
import rumorista.Progress;
import rumorista.Timeline;
import rumorista.VideoFrames;

/**
 * Reads a timeline off the motion of a film without having learned anything, as a baseline for the
 * eye: the mean brightness change of the cells that change most, in dB below the film's liveliest
 * moments. Attacks are where motion rises fast and peaks. A cut, where nearly everything changes at
 * once, is no motion.
 */
public final class FrameDifference {
  /** Pictures a second that it wants. */
  public static final double FRAME_RATE = 25;

  /** Pixels of the pictures that it wants. */
  public static final int WIDTH = 96;

  /** Pixels of the pictures that it wants. */
  public static final int HEIGHT = 54;

  private static final int CELL = 6; // pixels
  private static final float GRAIN = 2.5f; // brightness steps of 255 that change by chance
  private static final double LIVELY_SHARE = 0.12; // of the cells count
  private static final double CUT_SHARE = 0.7; // of the cells change strongly at a cut
  private static final float CUT_CHANGE = 18;
  private static final float LOUD = -18; // dB: what the liveliest moments become
  private static final float RANGE = 40; // dB below that is stillness
  private static final float STILL = 0.4f; // brightness steps: a film that moves less is silent

  private FrameDifference() {}

  /** The timeline of a film of {@link #WIDTH} x {@link #HEIGHT} pixels. */
  public static Timeline timeline(VideoFrames frames, Progress progress) {
    float[] energy = energy(frames, progress);
    float reference = Math.max(STILL, quantile(energy, 0.98));
    float[] loudness = new float[energy.length];
    for (int i = 0; i < energy.length; i++) {
      double decibels = 20 * Math.log10(energy[i] / reference + 1e-6);
      loudness[i] = decibels < -RANGE ? Timeline.SILENCE : LOUD + (float) Math.min(0, decibels);
    }
    return new Timeline(frames.frameRate(), smooth(loudness), attacks(energy, reference));
  }

  private static float[] energy(VideoFrames frames, Progress progress) {
    List<Float> energy = new ArrayList<>();
    float[] before = null;
    double expected = Math.max(1, frames.seconds() * frames.frameRate());
    for (byte[] picture = frames.read(); picture != null; picture = frames.read()) {
      float[] cells = cells(picture, frames.width(), frames.height());
      energy.add(before == null ? 0 : change(before, cells));
      before = cells;
      if (energy.size() % 10 == 0) {
        progress.report("watching", Math.min(1, energy.size() / expected));
      }
    }
    float[] result = new float[energy.size()];
    for (int i = 0; i < result.length; i++) {
      // A repeated picture (slow film, fast reading) is no stillness: it shares the motion of its
      // neighbour.
      boolean repeated =
          energy.get(i) == 0 && i > 0 && i + 1 < result.length && energy.get(i + 1) > 0;
      result[i] = repeated ? Math.min(energy.get(i - 1), energy.get(i + 1)) : energy.get(i);
    }
    return result;
  }

  /** Brightness of each pixel, 0 to 255. */
  private static float[] cells(byte[] picture, int width, int height) {
    float[] grey = new float[width * height];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = Brightness.of(picture, 3 * i);
    }
    return grey;
  }

  /** Mean change of the liveliest cells; 0 at a cut. */
  private static float change(float[] before, float[] now) {
    int columns = WIDTH / CELL;
    int rows = HEIGHT / CELL;
    float[] cell = new float[columns * rows];
    for (int y = 0; y < rows * CELL; y++) {
      for (int x = 0; x < columns * CELL; x++) {
        float difference = Math.abs(now[y * WIDTH + x] - before[y * WIDTH + x]);
        cell[y / CELL * columns + x / CELL] += Math.max(0, difference - GRAIN) / (CELL * CELL);
      }
    }
    Arrays.sort(cell);
    if (cell[(int) (cell.length * (1 - CUT_SHARE))] > CUT_CHANGE) {
      return 0;
    }
    int lively = Math.max(1, (int) (LIVELY_SHARE * cell.length));
    float sum = 0;
    for (int i = cell.length - lively; i < cell.length; i++) {
      sum += cell[i];
    }
    return sum / lively;
  }

  /** Ticks at local peaks of the energy that stand out from what was before. */
  private static float[] attacks(float[] energy, float reference) {
    float[] ticks = new float[energy.length];
    for (int i = 1; i + 1 < energy.length; i++) {
      float lowest = energy[i];
      for (int j = Math.max(0, i - 5); j < i; j++) {
        lowest = Math.min(lowest, energy[j]);
      }
      boolean peak = true;
      for (int j = Math.max(0, i - 3); j <= Math.min(energy.length - 1, i + 3); j++) {
        peak &= energy[j] <= energy[i];
      }
      float prominence = (energy[i] - lowest) / reference;
      ticks[i] = peak && prominence > 0.15f ? Math.min(1.5f, 0.3f + prominence) : 0;
    }
    return ticks;
  }

  /**
   * Loudness dies away rather than stops: each instant is at most a few dB below the one before.
   */
  private static float[] smooth(float[] loudness) {
    float[] result = loudness.clone();
    for (int i = 1; i < result.length; i++) {
      result[i] = Math.max(result[i], result[i - 1] - 3);
    }
    return result;
  }

  private static float quantile(float[] values, double share) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
  }
}
