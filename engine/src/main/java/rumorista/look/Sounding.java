package rumorista.look;

/**
 * What probably sounds in a shot.
 *
 * @param words for its sound, as in a prompt
 * @param kind of sound, such as {@code dog}; empty if only the words are known
 * @param ambience whether it goes on under what happens
 * @param seenAs the thing that is seen; its name is empty if a describer said the words
 */
public record Sounding(String words, String kind, boolean ambience, Thing seenAs) {
  /** What a describer says of a shot. */
  static Sounding described(String words, double start, double end) {
    return new Sounding(words, "", false, new Thing("", 1, start, end));
  }
}
