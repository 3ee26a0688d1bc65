package rumorista.library;

import java.nio.file.Path;

/**
 * One line of a manifest.
 *
 * @param file the sound itself
 * @param seconds its length
 * @param label the kind of sound in one word, such as {@code footsteps_gravel}
 * @param caption what is heard, in a few words
 * @param name as its author called it
 * @param source the collection that it comes from; recordings of one source share a style
 * @param licence as its author gave it
 * @param licenceClass {@code CC0/PD}, {@code CC-BY}, {@code CC-BY-SA} or {@code
 *     permissive/other-free}
 * @param attribution whom to credit
 */
public record Recording(
    Path file,
    double seconds,
    String label,
    String caption,
    String name,
    String source,
    String licence,
    String licenceClass,
    String attribution) {
  /** The label as words. */
  public String words() {
    return label.replace('_', ' ');
  }

  /** A line of credit: name, author, licence. */
  public String credit() {
    return "%s, by %s (%s)".formatted(name, attribution, licence);
  }
}
