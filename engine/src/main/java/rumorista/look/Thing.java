package rumorista.look;

/**
 * Something that is seen for a while.
 *
 * @param name in small letters, as words: {@code "dog"}, {@code "rain"}
 * @param confidence 0 to 1: how sure what sees it is, on average over the time
 * @param start in seconds of the film
 * @param end in seconds of the film
 * @param position of its middle in the frame, -1 (left) to 1 (right)
 * @param size its height by that of the frame
 */
public record Thing(
    String name, double confidence, double start, double end, double position, double size) {
  /** Something without a place of its own, such as rain. */
  public Thing(String name, double confidence, double start, double end) {
    this(name, confidence, start, end, 0, 1);
  }
}
