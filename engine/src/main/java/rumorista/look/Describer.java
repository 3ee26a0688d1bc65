package rumorista.look;

/** Says in words what a picture sounds like. */
public interface Describer extends AutoCloseable {
  /**
   * What probably sounds where this is seen: a prompt; empty if it cannot tell.
   *
   * @param rgb {@code [height][width][3]} in row-major bytes
   */
  String describe(byte[] rgb, int width, int height);

  @Override
  void close();
}
