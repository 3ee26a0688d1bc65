package rumorista.library.packages;

import static rumorista.RumoristaException.invalidInput;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One recording of a library that is cut from packages: where its original lies, how to check it,
 * and what it is.
 *
 * @param file its place in the library, such as {@code dog/barking_1.opus}
 * @param source the registry and the package, such as {@code debian:openclonk-data}
 * @param version of the package
 * @param archive the package's file name in the registry
 * @param archiveSha256 of the package
 * @param members one path within the package, or several that are placed one after the other
 * @param sha256 of each member, in their order
 * @param everySeconds from the beginning of one member to that of the next; 0 if there is one only
 * @param startSeconds where to begin to cut; -1 for the beginning, or the most typical stretch
 * @param sampleRate of the original, in hertz
 * @param seconds how long to cut; -1 for all, or as much as a texture needs
 */
public record PackageRecording(
    String file,
    String source,
    String version,
    String archive,
    String archiveSha256,
    List<String> members,
    List<String> sha256,
    double everySeconds,
    double startSeconds,
    double seconds,
    int sampleRate,
    String label,
    String caption,
    String name,
    String licence,
    String licenceClass,
    String attribution) {
  /** The columns of a recipe; the words that both recipes have mean the same. */
  static final List<String> COLUMNS =
      List.of(
          "file",
          "source",
          "version",
          "archive",
          "archive_sha256",
          "path",
          "sha256",
          "every",
          "start",
          "seconds",
          "sample_rate",
          "class",
          "caption",
          "name",
          "licence",
          "licence_class",
          "attribution");

  private static final List<String> FREE = List.of("CC0/PD", "CC-BY", "permissive/other-free");
  private static final Pattern SOURCE = Pattern.compile("(debian|npm|pypi|maven):[@\\w./+-]+");
  private static final Pattern FILE = Pattern.compile("\\w+/[\\w-]+\\.opus");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern RATE = Pattern.compile("[1-9][0-9]{3,5}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}([.][0-9]{1,6})?");

  static PackageRecording parse(Map<String, String> row, String place) {
    List<String> members = List.of(row.getOrDefault("path", "").split("\\|", -1));
    List<String> sums = List.of(row.getOrDefault("sha256", "").split("\\|", -1));
    if (members.size() != sums.size() || members.contains("")) {
      throw invalidInput(
          "%s: %d paths and %d checksums; wanted as many of one as of the other",
          place, members.size(), sums.size());
    }
    for (String sum : sums) {
      matching(SHA_256, sum, "sha256", place);
    }
    String licenceClass = row.getOrDefault("licence_class", "");
    if (!FREE.contains(licenceClass)) {
      throw invalidInput(
          "%s: licence_class is \"%s\"; wanted one of %s", place, licenceClass, FREE);
    }
    double every = number(row, "every", place);
    if (members.size() > 1 && every <= 0) {
      throw invalidInput("%s: %d paths; wanted \"every\" in seconds", place, members.size());
    }
    return new PackageRecording(
        matching(FILE, row.getOrDefault("file", ""), "file", place),
        matching(SOURCE, row.getOrDefault("source", ""), "source", place),
        text(row, "version", place),
        text(row, "archive", place),
        matching(SHA_256, row.getOrDefault("archive_sha256", ""), "archive_sha256", place),
        members,
        sums,
        Math.max(0, every),
        number(row, "start", place),
        number(row, "seconds", place),
        Integer.parseInt(matching(RATE, row.getOrDefault("sample_rate", ""), "sample_rate", place)),
        text(row, "class", place),
        text(row, "caption", place),
        text(row, "name", place),
        text(row, "licence", place),
        licenceClass,
        text(row, "attribution", place));
  }

  private static String text(Map<String, String> row, String column, String place) {
    String value = row.getOrDefault(column, "");
    if (value.isBlank()) {
      throw invalidInput("%s: %s is empty", place, column);
    }
    return value;
  }

  private static String matching(Pattern wanted, String value, String column, String place) {
    if (!wanted.matcher(value).matches()) {
      throw invalidInput("%s: %s is \"%s\"; wanted %s", place, column, value, wanted);
    }
    return value;
  }

  private static double number(Map<String, String> row, String column, String place) {
    String value = row.getOrDefault(column, "");
    return value.isEmpty() ? -1 : Double.parseDouble(matching(NUMBER, value, column, place));
  }
}
