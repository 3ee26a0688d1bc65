package rumorista.retrieval;

import java.util.List;
import rumorista.library.Recording;

/**
 * The recordings that answer a wish.
 *
 * @param matches the best first; if nothing fits, the nearest there is
 * @param fits whether the best is what was asked for, or sounds so much like it that it may stand
 *     in
 * @param nearest if nothing fits, up to three kinds that come nearest, as words
 */
public record Answer(List<Match> matches, boolean fits, List<String> nearest) {
  public Answer {
    matches = List.copyOf(matches);
    nearest = List.copyOf(nearest);
  }

  /**
   * A recording that answers a wish.
   *
   * @param kind what it was chosen as
   * @param score 1 is the best there can be
   */
  public record Match(Recording recording, String kind, double score) {}

  /** A line for the user that says what is missing; empty if the answer fits. */
  public String message(Wish wish) {
    if (fits) {
      return "";
    }
    String missing = "nothing in the library sounds like \"%s\"".formatted(wish.words());
    return nearest.isEmpty() ? missing : missing + "; nearest: " + String.join(", ", nearest);
  }
}
