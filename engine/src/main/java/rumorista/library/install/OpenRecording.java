package rumorista.library.install;

import static rumorista.RumoristaException.invalidInput;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rumorista.RumoristaException;

/**
 * One line of a recipe: a recording, and where its original lies.
 *
 * @param origin the file that it is cut from
 * @param label the kind of sound
 * @param source the collection, as manifests name it
 * @param startSeconds where the recording begins in the file; 0 with {@code seconds} 0 for all of
 *     it
 * @param seconds its length; 0 for all of the file
 */
public record OpenRecording(
    Origin origin,
    String label,
    String caption,
    String name,
    String source,
    String licence,
    String licenceClass,
    String attribution,
    double startSeconds,
    double seconds) {
  private static final long MOST_BYTES = 200_000_000;
  private static final int LONGEST_STEM = 40;
  private static final String NUMBER = "[0-9]{0,6}([.][0-9]{1,6})?";
  private static final Pattern DOTS = Pattern.compile("(.*/)?[.]{0,2}(/.*)?"); // empty, . or ..

  static final List<String> COLUMNS =
      List.of(
          "repository",
          "commit",
          "path",
          "bytes",
          "sha256",
          "class",
          "caption",
          "name",
          "source",
          "licence",
          "licence_class",
          "attribution",
          "start",
          "seconds");

  /** What may stand in each column. */
  private static final List<Pattern> WANTED =
      Stream.of(
              "[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*",
              "[0-9a-f]{40}",
              "[^\\p{Cntrl}\\\\]{1,400}",
              "[1-9][0-9]{0,11}",
              "[0-9a-f]{64}",
              "[a-z0-9][a-z0-9_]{0,63}",
              ".{1,400}",
              ".{1,400}",
              ".{1,200}",
              ".{1,200}",
              ".{1,60}",
              ".{1,2000}",
              NUMBER,
              NUMBER)
          .map(Pattern::compile)
          .toList();

  /**
   * A file in a public repository.
   *
   * @param repository {@code owner/name}
   * @param commit 40 hexadecimal digits
   * @param path within the repository, with slashes
   * @param sha256 of its content, 64 hexadecimal digits
   */
  public record Origin(String repository, String commit, String path, long bytes, String sha256) {
    /** Below the base address, percent-encoded. */
    String address() {
      return "%s/%s/%s".formatted(repository, commit, encode(path));
    }

    /** What it is called while it is fetched: one content may lie at several addresses. */
    String partName() {
      return "%s-%08x".formatted(sha256, address().hashCode());
    }

    private static String encode(String path) {
      StringBuilder encoded = new StringBuilder();
      for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (b & 0xff);
        boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/-._~".indexOf(c) >= 0);
        encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
      }
      return encoded.toString();
    }
  }

  /**
   * Reads a row.
   *
   * @param fields in the order of {@link #COLUMNS}
   * @param place of the row, for messages
   * @throws RumoristaException {@code INVALID_INPUT} if a field is not what it has to be: names
   *     become paths and addresses, so nothing doubtful is taken
   */
  static OpenRecording parse(List<String> fields, Supplier<String> place) {
    for (int i = 0; i < WANTED.size(); i++) {
      if (!WANTED.get(i).matcher(fields.get(i)).matches()) {
        throw invalidInput(
            "%s: %s is \"%s\", which cannot be used", place.get(), COLUMNS.get(i), fields.get(i));
      }
    }
    String path = fields.get(2);
    if (DOTS.matcher(path).matches()) {
      throw invalidInput("%s: path is \"%s\"; wanted one within the repository", place.get(), path);
    }
    long bytes = Long.parseLong(fields.get(3));
    if (bytes > MOST_BYTES) {
      throw invalidInput("%s: %d bytes; wanted %d at most", place.get(), bytes, MOST_BYTES);
    }
    return new OpenRecording(
        new Origin(fields.get(0), fields.get(1), path, bytes, fields.get(4)),
        fields.get(5),
        fields.get(6),
        fields.get(7),
        fields.get(8),
        fields.get(9),
        fields.get(10),
        fields.get(11),
        seconds(fields.get(12)),
        seconds(fields.get(13)));
  }

  private static double seconds(String number) {
    return number.isEmpty() ? 0 : Double.parseDouble(number);
  }

  /**
   * Where it goes in the installed library: made of the kind, the name and the hash, so that it is
   * the same at each run and no other recording's.
   */
  String file() {
    String last = origin.path().substring(origin.path().lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    String stem = (dot > 0 ? last.substring(0, dot) : last).toLowerCase(Locale.ROOT);
    String plain = stem.replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    String shortened = plain.substring(0, Math.min(LONGEST_STEM, plain.length()));
    String piece = seconds > 0 ? "_" + Math.round(startSeconds * 1000) : "";
    return "%s/%s_%s%s.opus".formatted(label, shortened, origin.sha256().substring(0, 10), piece);
  }
}
