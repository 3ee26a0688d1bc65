package rumorista.render;

/** One way in which a film is worn or badly copied, picture by picture. */
public interface Wear {
  /**
   * Changes the next picture in place.
   *
   * @param planes brightness of each colour, 0 to 1, {@code [plane][height * width]}
   * @param time of the picture in seconds; pictures come in order
   */
  void apply(float[][] planes, int width, int height, double time);
}
