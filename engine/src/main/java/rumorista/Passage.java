package rumorista;

/**
 * What should be heard in a stretch of a film.
 *
 * @param start in seconds
 * @param end in seconds, after {@code start}
 * @param text in words; empty if nothing in particular
 */
public record Passage(double start, double end, String text) {
  public Passage {
    if (!(start >= 0 && end >= start)) {
      throw RumoristaException.invalidInput(
          "a passage from %s to %s s; wanted a start of 0 or later and an end after it",
          start, end);
    }
  }

  public double seconds() {
    return end - start;
  }
}
