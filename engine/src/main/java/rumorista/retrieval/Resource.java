package rumorista.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the package's tables: a header line, then a row a line, columns separated by tabs. */
final class Resource {
  private Resource() {}

  /** The rows of a table, each by the names of its columns. */
  static List<Map<String, String>> rows(String name) {
    try (InputStream stream =
        Objects.requireNonNull(Resource.class.getResourceAsStream(name), name)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      String[] header = lines.getFirst().split("\t", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split("\t", -1);
        if (fields.length != header.length) {
          throw new IllegalStateException(
              "%s: %d fields, not %d: %s".formatted(name, fields.length, header.length, line));
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
          row.put(header[i], fields[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A field of a row. */
  static String field(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  /** The alternatives of a field, which are separated by bars. */
  static List<String> alternatives(Map<String, String> row, String column) {
    String field = field(row, column);
    return field.isEmpty() ? List.of() : List.of(field.split("\\|", -1));
  }
}
