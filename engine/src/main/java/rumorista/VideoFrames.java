package rumorista;

import org.jspecify.annotations.Nullable;

/**
 * A film as a stream of equally spaced pictures: picture {@code i} is what a viewer sees at {@code
 * i / frameRate()} seconds. Pulled one by one, so that memory does not grow with the film.
 */
public interface VideoFrames extends AutoCloseable {
  /** Pictures a second. */
  double frameRate();

  /** In pixels, as seen (after rotation and scaling). */
  int width();

  /** In pixels, as seen (after rotation and scaling). */
  int height();

  /** Length of the film in seconds, as its container says; {@code NaN} if it says nothing. */
  double seconds();

  /**
   * The next picture, RGB {@code [height][width][3]} in row-major bytes; {@code null} at the end.
   */
  byte @Nullable [] read();

  @Override
  void close();
}
