package rumorista;

import org.jspecify.annotations.Nullable;

/**
 * What a cue sounds like, and why it is there.
 *
 * @param thing identifies who or what sounds: cues of one thing are answered by the same
 *     recordings, across shots too
 * @param words what should be heard, as it was asked for or as the film was understood
 * @param kind a kind of sound such as {@code dog}; empty if none is known
 * @param seenAs the detected object; empty if it was asked for in words
 * @param confidence 0 to 1 that it is there; 1 for what was asked for
 * @param recording a recording that a person has chosen, as its path in the library; {@code null}
 *     leaves the choice to the generator
 */
public record Subject(
    String thing,
    String words,
    String kind,
    String seenAs,
    double confidence,
    @Nullable String recording) {
  /** What was asked for in words. */
  public static Subject asked(String thing, String words, String kind) {
    return new Subject(thing, words, kind, "", 1, null);
  }

  /** The same, answered by one recording. */
  public Subject answeredBy(@Nullable String other) {
    return new Subject(thing, words, kind, seenAs, confidence, other);
  }
}
