package rumorista.library;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads {@code manifest.tsv}: a header line, then one recording a line, columns separated by tabs.
 * Needed columns are {@code file}, {@code class} and {@code caption}; understood are also {@code
 * seconds}, {@code name}, {@code source}, {@code licence}, {@code licence_class}, {@code
 * attribution}, {@code quality} (0 to 1) and {@code also} (classes separated by commas). Fields may
 * be quoted as in CSV.
 */
public final class Manifest {
  public static final String FILE_NAME = "manifest.tsv";

  private static final List<String> NEEDED = List.of("file", "class", "caption");

  private static final String BYTE_ORDER_MARK = "\ufeff"; // some spreadsheets begin with one
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}([.][0-9]*)?");
  private static final Pattern SHARE = Pattern.compile("0([.][0-9]*)?|1([.]0*)?");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private Manifest() {}

  /** The recordings of {@code folder}, in the order of its manifest. */
  public static List<Recording> read(Path folder) {
    Path manifest = folder.resolve(FILE_NAME);
    List<String> lines;
    try {
      lines = Files.readAllLines(manifest);
    } catch (CharacterCodingException e) {
      throw invalidInput("%s: is not in UTF-8; save it with that encoding", manifest);
    } catch (IOException e) {
      throw invalidInput(
          "%s: no readable %s; a sound library is a folder with one, see docs/TRAINING.md",
          folder, FILE_NAME);
    }
    List<String> header =
        lines.isEmpty() ? List.of() : fields(lines.getFirst().replace(BYTE_ORDER_MARK, ""));
    for (String column : NEEDED) {
      if (!header.contains(column)) {
        throw invalidInput("%s: column %s is missing; found %s", manifest, column, header);
      }
    }
    List<Recording> recordings = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      List<String> fields = fields(lines.get(i));
      if (fields.size() != header.size()) {
        throw invalidInput(
            "%s, line %d: %d fields; the header has %d",
            manifest, i + 1, fields.size(), header.size());
      }
      Map<String, String> row = new HashMap<>();
      for (int column = 0; column < header.size(); column++) {
        row.put(header.get(column), fields.get(column));
      }
      recordings.add(recording(folder, row, i + 1));
    }
    if (recordings.isEmpty()) {
      throw invalidInput("%s: lists no recordings", manifest);
    }
    return recordings;
  }

  private static Recording recording(Path folder, Map<String, String> row, int line) {
    String label = row.getOrDefault("class", "");
    return new Recording(
        file(folder, row.getOrDefault("file", ""), line),
        seconds(folder, row.getOrDefault("seconds", ""), line),
        label,
        row.getOrDefault("caption", label),
        row.getOrDefault("name", label),
        row.getOrDefault("source", "unknown"),
        row.getOrDefault("licence", "unknown"),
        row.getOrDefault("licence_class", "unknown"),
        row.getOrDefault("attribution", "unknown"),
        quality(folder, row.getOrDefault("quality", ""), line),
        COMMA
            .splitAsStream(row.getOrDefault("also", "").strip())
            .filter(also -> !also.isEmpty())
            .toList());
  }

  private static Path file(Path folder, String file, int line) {
    try {
      if (!file.isBlank()) {
        return folder.resolve(file);
      }
    } catch (InvalidPathException e) {
      // Refused below, like a name that is not there.
    }
    throw invalidInput(
        "%s, line %d: file is \"%s\"; wanted the name of a sound",
        folder.resolve(FILE_NAME), line, file);
  }

  private static double quality(Path folder, String quality, int line) {
    if (!quality.isEmpty() && !SHARE.matcher(quality).matches()) {
      throw invalidInput(
          "%s, line %d: quality is \"%s\"; wanted a number from 0 to 1, or nothing",
          folder.resolve(FILE_NAME), line, quality);
    }
    return quality.isEmpty() ? Double.NaN : Double.parseDouble(quality);
  }

  private static double seconds(Path folder, String seconds, int line) {
    if (!seconds.isEmpty() && !NUMBER.matcher(seconds).matches()) {
      throw invalidInput(
          "%s, line %d: seconds is \"%s\"; wanted a number such as 2.5, or nothing",
          folder.resolve(FILE_NAME), line, seconds);
    }
    return seconds.isEmpty() ? 0 : Double.parseDouble(seconds);
  }

  /**
   * Splits at tabs; a field in double quotes loses them, its tabs stay, and its doubled quotes
   * become single ones.
   */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    for (int at = 0; at <= line.length(); ) {
      int closing = at < line.length() && line.charAt(at) == '"' ? closingQuote(line, at) : -1;
      int tab = closing < 0 ? line.indexOf('\t', at) : closing + 1;
      int end = tab < 0 ? line.length() : tab;
      fields.add(
          closing < 0
              ? line.substring(at, end)
              : line.substring(at + 1, closing).replace("\"\"", "\""));
      at = end + 1;
    }
    return fields;
  }

  /** The quote that ends a field, which a tab or the end of the line follows; -1 if none does. */
  private static int closingQuote(String line, int opening) {
    for (int i = opening + 1; i < line.length(); i++) {
      if (line.charAt(i) == '"') {
        boolean isDoubled = i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (!isDoubled) {
          return i + 1 == line.length() || line.charAt(i + 1) == '\t' ? i : -1;
        }
        i++;
      }
    }
    return -1;
  }
}
