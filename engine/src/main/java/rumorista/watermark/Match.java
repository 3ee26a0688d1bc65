package rumorista.watermark;

/**
 * A message found in a window.
 *
 * @param key number of the key among those tried
 * @param blockStart seconds from the start of the sound to where a block begins
 * @param from seconds, of the window
 * @param to seconds
 * @param valid whether the checksum of the message is right
 * @param z correlation with the pattern of the message by what is expected by chance
 * @param lead natural logarithm of how much more likely the message is than the next with a right
 *     checksum
 */
record Match(
    int key,
    Warp warp,
    Bound.Stretch stretch,
    int level,
    float gate,
    double blockStart,
    double from,
    double to,
    int message,
    boolean valid,
    double z,
    double lead) {

  /** Better is more negative: the bound's logarithm without what all windows share. */
  double score() {
    return Bound.ln(z, valid, stretch, 1, 1);
  }

  /** Whether both are the same mark, going on. */
  boolean continues(Match other) {
    double block = Grid.BLOCK_SECONDS * warp.time();
    double apart = Math.IEEEremainder(blockStart - other.blockStart, block);
    return key == other.key
        && message == other.message
        && Math.abs(warp.time() - other.warp.time()) < 0.003
        && Math.abs(apart) < 0.05;
  }
}
