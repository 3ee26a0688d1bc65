package rumorista.model.eye;

/**
 * What the network is given of a window of grey pictures: squares of 4 x 4 pixels, each with the
 * picture itself and its differences to the one before, to the one after, and over four. Brightness
 * is relative to the window's mean and spread, so that exposure does not matter; small differences
 * count nearly as much as large ones.
 */
public final class EyeInput {
  /** Pixels in a row, and rows, of a square. */
  public static final int SQUARE = 4;

  /** Values of a square: four of each of its pixels. */
  public static final int VALUES = 4 * SQUARE * SQUARE;

  private static final float CONTRAST = 0.08f; // added to the spread: what is dark stays dark
  private static final float NOISE = 0.15f; // differences above this are large
  private static final float PICTURE = 0.5f;

  private EyeInput() {}

  /** Squares in a picture. */
  public static int squares(EyeSpec spec) {
    return spec.columns() / SQUARE * (spec.rows() / SQUARE);
  }

  /**
   * Prepares a window.
   *
   * @param pictures {@code [frame][row][column]}, flat, brightness 0 to 1
   * @return {@code [frame][square][64]}, flat
   */
  public static float[] of(float[] pictures, EyeSpec spec) {
    int size = spec.columns() * spec.rows();
    int frames = pictures.length / size;
    float[] x = normalised(pictures);
    float[] values = new float[frames * squares(spec) * VALUES];
    int across = spec.columns() / SQUARE;
    for (int t = 0; t < frames; t++) {
      int now = t * size;
      int before = Math.max(0, t - 1) * size;
      int after = Math.min(frames - 1, t + 1) * size;
      int earlier = Math.max(0, t - 2) * size;
      int later = Math.min(frames - 1, t + 2) * size;
      for (int i = 0; i < size; i++) {
        int row = i / spec.columns();
        int column = i % spec.columns();
        int square = row / SQUARE * across + column / SQUARE;
        int at = (t * squares(spec) + square) * VALUES + row % SQUARE * SQUARE + column % SQUARE;
        float value = x[now + i];
        values[at] = PICTURE * value;
        values[at + SQUARE * SQUARE] = compressed(value - x[before + i]);
        values[at + 2 * SQUARE * SQUARE] = compressed(x[after + i] - value);
        values[at + 3 * SQUARE * SQUARE] = compressed(x[later + i] - x[earlier + i]);
      }
    }
    return values;
  }

  private static float[] normalised(float[] pictures) {
    double sum = 0;
    double squares = 0;
    for (float value : pictures) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / pictures.length;
    double spread = Math.sqrt(Math.max(0, squares / pictures.length - mean * mean));
    float scale = (float) (1 / (spread + CONTRAST));
    float[] x = new float[pictures.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (pictures[i] - (float) mean) * scale;
    }
    return x;
  }

  private static float compressed(float difference) {
    return difference / (Math.abs(difference) + NOISE);
  }
}
