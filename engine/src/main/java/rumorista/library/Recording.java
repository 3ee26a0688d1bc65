package rumorista.library;

import java.nio.file.Path;
import java.util.List;

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
 * @param quality how surely a tagger hears the label, 0 to 1; NaN if that is unknown
 * @param also labels of what is audible too
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
    String attribution,
    double quality,
    List<String> also) {
  public Recording {
    also = List.copyOf(also);
  }

  /** A recording of which no tagger has said anything. */
  public Recording(
      Path file,
      double seconds,
      String label,
      String caption,
      String name,
      String source,
      String licence,
      String licenceClass,
      String attribution) {
    this(
        file,
        seconds,
        label,
        caption,
        name,
        source,
        licence,
        licenceClass,
        attribution,
        Double.NaN,
        List.of());
  }

  /** The same with its length known. */
  public Recording lasting(double otherSeconds) {
    return new Recording(
        file,
        otherSeconds,
        label,
        caption,
        name,
        source,
        licence,
        licenceClass,
        attribution,
        quality,
        also);
  }

  /** The same with what the file says of itself. */
  Recording described(
      String otherCaption, String otherLicence, String otherLicenceClass, String otherAttribution) {
    return new Recording(
        file,
        seconds,
        label,
        otherCaption,
        name,
        source,
        otherLicence,
        otherLicenceClass,
        otherAttribution,
        quality,
        also);
  }

  /** The label as words. */
  public String words() {
    return label.replace('_', ' ');
  }

  /** A line of credit: name, author, licence. */
  public String credit() {
    return "%s, by %s (%s)".formatted(name, attribution, licence);
  }
}
