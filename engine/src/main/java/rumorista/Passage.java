package rumorista;

/**
 * What should be heard in a stretch of a film.
 *
 * @param start in seconds
 * @param end in seconds, not before {@code start}
 * @param prompt in words
 */
public record Passage(double start, double end, Prompt prompt) {
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
