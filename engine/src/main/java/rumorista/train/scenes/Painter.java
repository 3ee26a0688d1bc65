package rumorista.train.scenes;

/** Paints what happens in a film. */
interface Painter {
  /**
   * Paints over what is there.
   *
   * @param seconds since the film began
   */
  void paint(Canvas canvas, double seconds);
}
