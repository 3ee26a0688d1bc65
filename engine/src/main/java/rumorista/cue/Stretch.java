package rumorista.cue;

import java.util.List;

/**
 * A stretch of film in which the same things may sound.
 *
 * @param start in seconds
 * @param end in seconds
 * @param parts what may sound in it
 */
record Stretch(double start, double end, List<Part> parts) {
  double seconds() {
    return end - start;
  }
}
