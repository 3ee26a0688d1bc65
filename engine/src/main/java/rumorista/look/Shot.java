package rumorista.look;

import java.util.List;

/**
 * A stretch of film between two cuts.
 *
 * @param start in seconds of the film
 * @param end in seconds of the film
 * @param things that are seen in it, the surest first
 * @param motion how much of the picture moves on average, 0 to 1
 * @param words for what probably sounds in it: a prompt; empty if nothing does
 */
public record Shot(double start, double end, List<Thing> things, double motion, String words) {
  public double seconds() {
    return end - start;
  }

  Shot saying(String other) {
    return new Shot(start, end, things, motion, other);
  }
}
