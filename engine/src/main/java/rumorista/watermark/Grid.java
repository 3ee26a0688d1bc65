package rumorista.watermark;

/**
 * Where the chips of the mark are: a block of 40 slots by 126 bands, repeated to the end of the
 * sound.
 */
final class Grid {
  /** Time from chip to chip. */
  static final double SLOT_SECONDS = 0.064;

  /** Chips in a block, along time. */
  static final int SLOTS = 40;

  /** Chips in a block, along frequency. */
  static final int BANDS = 126;

  static final int CHIPS = SLOTS * BANDS;

  /** Of the lowest band's lower edge. */
  static final double LOWEST_HERTZ = 400;

  static final double BAND_HERTZ = 46.875;
  static final double HIGHEST_HERTZ = LOWEST_HERTZ + BANDS * BAND_HERTZ;
  static final double BLOCK_SECONDS = SLOTS * SLOT_SECONDS;

  /** Short-time spectra in a slot. */
  static final int FRAMES = 4;

  static final double FRAME_SECONDS = SLOT_SECONDS / FRAMES;

  /** Length of the window of a short-time spectrum. */
  static final double WINDOW_SECONDS = 0.064;

  private Grid() {}
}
