package rumorista.library.packages;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rumorista.RumoristaException;

/**
 * A table of recordings to cut from packages: a header with the columns of {@link
 * PackageRecording}, then one a line, separated by tabs, without quoting.
 */
public final class PackageRecipe {
  public static final String FILE_NAME = "recipe.tsv";

  private PackageRecipe() {}

  /**
   * The recordings in the order of the table.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if a row cannot be trusted; names file and
   *     line
   */
  public static List<PackageRecording> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s); wanted a recipe in UTF-8", file, e);
    }
    List<String> header = lines.isEmpty() ? List.of() : List.of(lines.getFirst().split("\t", -1));
    if (!header.containsAll(PackageRecording.COLUMNS)) {
      throw invalidInput("%s: found columns %s; wanted %s", file, header, PackageRecording.COLUMNS);
    }
    List<PackageRecording> recordings = new ArrayList<>();
    Set<String> files = new HashSet<>();
    for (int i = 1; i < lines.size(); i++) {
      String place = "%s, line %d".formatted(file, i + 1);
      PackageRecording recording = PackageRecording.parse(row(header, lines.get(i), place), place);
      if (!files.add(recording.file())) {
        throw invalidInput("%s: %s is listed twice", place, recording.file());
      }
      recordings.add(recording);
    }
    return recordings;
  }

  private static Map<String, String> row(List<String> header, String line, String place) {
    String[] fields = line.split("\t", -1);
    if (fields.length != header.size()) {
      throw invalidInput("%s: %d fields; the header has %d", place, fields.length, header.size());
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < fields.length; i++) {
      row.put(header.get(i), fields[i]);
    }
    return row;
  }
}
