package rumorista.vision;

import java.util.List;
import java.util.Set;

/** Finds things in single pictures, each picture by itself: agreement over time is up to others. */
public interface Detector extends AutoCloseable {
  /**
   * What is in a picture of any size.
   *
   * @param rgb {@code [height][width][3]} in row-major bytes, as {@link rumorista.VideoFrames}
   *     gives them
   * @return the surest first, also unsure ones: whoever asks chooses the least confidence
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if {@code rgb} has not {@code 3 *
   *     width * height} bytes or no pixel at all
   */
  List<Detection> detect(byte[] rgb, int width, int height);

  /** Every label that it can find. */
  Set<String> labels();

  @Override
  void close();
}
