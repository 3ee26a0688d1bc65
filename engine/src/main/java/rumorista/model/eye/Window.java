package rumorista.model.eye;

import java.util.Arrays;
import java.util.function.Function;
import rumorista.Brightness;

/**
 * The pictures that are looked at together. When it is full, what is seen in it is told but for its
 * end, and its second half becomes the first half of the next: so most instants are seen with
 * seconds before and after them, and memory does not grow.
 */
final class Window {
  private static final int MARGIN_PART = 8; // of a window, at its rims: another sees that better
  private static final int PART = 8; // pixels of a side of the smallest part that moves alone

  private final EyeSpec spec;
  private final Function<float[], float[][]> network;
  private final int size;
  private final float[] pictures;
  private final Series level = new Series();
  private final Series onset = new Series();
  private final Series moved = new Series();
  private int filled;
  private int told; // pictures at the beginning that have been told of

  /**
   * @param network from pictures to loudness and onsets
   */
  Window(EyeSpec spec, Function<float[], float[][]> network) {
    this.spec = spec;
    this.network = network;
    this.size = spec.columns() * spec.rows();
    this.pictures = new float[spec.windowFrames() * size];
  }

  /** Numbers, one after the other. */
  private static final class Series {
    private float[] values = new float[1024];
    private int count;

    void add(float value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    float[] all() {
      return Arrays.copyOf(values, count);
    }
  }

  /**
   * Takes the next picture.
   *
   * @param picture RGB, {@code [row][column][3]}
   */
  void add(byte[] picture) {
    if (filled == spec.windowFrames()) {
      tell(filled - filled / MARGIN_PART);
      int kept = filled / 2;
      System.arraycopy(pictures, (filled - kept) * size, pictures, 0, kept * size);
      told -= filled - kept;
      filled = kept;
    }
    int at = filled * size;
    for (int i = 0; i < size; i++) {
      pictures[at + i] = Brightness.of(picture, 3 * i) / 255;
    }
    float change = filled == 0 ? 0 : change(at - size, at);
    for (int i = 0; i < EyeSpec.INSTANTS_PER_FRAME; i++) {
      moved.add(change);
    }
    filled++;
  }

  /** What was seen in all. */
  Impression finish() {
    if (filled > told) {
      tell(filled);
    }
    return new Impression(spec.rate(), level.all(), onset.all(), moved.all());
  }

  private void tell(int end) {
    float[][] seen = network.apply(Arrays.copyOf(pictures, filled * size));
    for (int i = told * EyeSpec.INSTANTS_PER_FRAME; i < end * EyeSpec.INSTANTS_PER_FRAME; i++) {
      level.add(seen[0][i]);
      onset.add(seen[1][i]);
    }
    told = end;
  }

  /** The largest mean change of any part of the picture. */
  private float change(int before, int now) {
    float most = 0;
    for (int top = 0; top + PART <= spec.rows(); top += PART) {
      for (int left = 0; left + PART <= spec.columns(); left += PART) {
        float sum = 0;
        for (int row = top; row < top + PART; row++) {
          int at = row * spec.columns() + left;
          for (int i = at; i < at + PART; i++) {
            sum += Math.abs(pictures[now + i] - pictures[before + i]);
          }
        }
        most = Math.max(most, sum / (PART * PART));
      }
    }
    return most;
  }
}
