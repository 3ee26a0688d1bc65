package rumorista.watermark;

import java.util.ArrayList;
import java.util.List;

/**
 * Frames of a chunk that are looked at together.
 *
 * @param level 0 for the whole chunk, larger for shorter ones
 */
record Window(int level, int from, int to) {
  /** Kinds of windows: whole sound, whole chunk, and the lengths below. */
  static final int LEVELS = 5;

  /** The level of the whole sound, chunk upon chunk. */
  static final int WHOLE_SOUND = 0;

  private static final int[] LENGTHS = {0, 0, 800, 400, 200}; // frames of 16 ms
  private static final int[] HOPS = {0, 0, 400, 160, 80};

  /**
   * The windows of a chunk, the same whatever the warp.
   *
   * @param frames length of the chunk
   */
  static List<Window> of(int frames) {
    List<Window> windows = new ArrayList<>();
    windows.add(new Window(1, 0, frames));
    for (int level = 2; level < LEVELS; level++) {
      int length = LENGTHS[level];
      if (frames < 1.2 * length) {
        continue;
      }
      int last = 0;
      for (int from = 0; from + length <= frames; from += HOPS[level]) {
        windows.add(new Window(level, from, from + length));
        last = from + length;
      }
      if (last < frames) {
        windows.add(new Window(level, frames - length, frames));
      }
    }
    return windows;
  }

  /** The windows of a chunk that stretched sound is looked for in. */
  static List<Window> coarse(int frames) {
    int shortest = frames < 1.2 * LENGTHS[2] ? 1 : 2;
    return of(frames).stream().filter(window -> window.level == shortest).toList();
  }
}
