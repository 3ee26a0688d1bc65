package rumorista.library;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code manifest.tsv}: a header line, then one recording a line, columns separated by tabs.
 * Needed columns are {@code file}, {@code class} and {@code caption}; understood are also {@code
 * seconds}, {@code name}, {@code source}, {@code licence}, {@code licence_class} and {@code
 * attribution}. Fields may be quoted as in CSV.
 */
public final class Manifest {
  public static final String FILE_NAME = "manifest.tsv";

  private static final List<String> NEEDED = List.of("file", "class", "caption");

  private Manifest() {}

  /** The recordings of {@code folder}, in the order of its manifest. */
  public static List<Recording> read(Path folder) {
    Path manifest = folder.resolve(FILE_NAME);
    List<String> lines;
    try {
      lines = Files.readAllLines(manifest);
    } catch (IOException e) {
      throw invalidInput(
          "%s: no readable %s; a sound library is a folder with one, see docs/TRAINING.md",
          folder, FILE_NAME);
    }
    List<String> header = lines.isEmpty() ? List.of() : fields(lines.getFirst());
    for (String column : NEEDED) {
      if (!header.contains(column)) {
        throw invalidInput("%s: column %s is missing; found %s", manifest, column, header);
      }
    }
    List<Recording> recordings = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
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
      recordings.add(recording(folder, row));
    }
    if (recordings.isEmpty()) {
      throw invalidInput("%s: lists no recordings", manifest);
    }
    return recordings;
  }

  private static Recording recording(Path folder, Map<String, String> row) {
    String label = row.getOrDefault("class", "");
    String seconds = row.getOrDefault("seconds", "0");
    return new Recording(
        folder.resolve(row.getOrDefault("file", "")),
        seconds.isEmpty() ? 0 : Double.parseDouble(seconds),
        label,
        row.getOrDefault("caption", label),
        row.getOrDefault("name", label),
        row.getOrDefault("source", "unknown"),
        row.getOrDefault("licence", "unknown"),
        row.getOrDefault("licence_class", "unknown"),
        row.getOrDefault("attribution", "unknown"));
  }

  /**
   * Splits at tabs; a field in double quotes loses them, and its doubled quotes become single ones.
   */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    for (String field : line.split("\t", -1)) {
      boolean quoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
      fields.add(quoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field);
    }
    return fields;
  }
}
