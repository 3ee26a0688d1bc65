package rumorista.vision;

import java.util.List;

/** Finds faces in single pictures and reads how far their mouths are open. */
public interface FaceReader extends AutoCloseable {
  /**
   * The faces in a picture of any size, the surest first.
   *
   * @param rgb {@code [height][width][3]} in row-major bytes, as {@link rumorista.VideoFrames}
   *     gives them
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if {@code rgb} has not {@code 3 *
   *     width * height} bytes or no pixel at all
   */
  List<Face> faces(byte[] rgb, int width, int height);

  @Override
  void close();
}
