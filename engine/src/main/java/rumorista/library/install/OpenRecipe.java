package rumorista.library.install;

import static rumorista.RumoristaException.invalidInput;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import rumorista.RumoristaException;

/**
 * Where open recordings lie and how to check them: facts, no recordings. A table with the columns
 * of {@link OpenRecording}, separated by tabs, without quoting; packed with gzip if its name ends
 * in {@code .gz}.
 */
public final class OpenRecipe {
  /** Its name beside the shipped library. */
  public static final String FILE_NAME = "open.tsv.gz";

  private final List<OpenRecording> recordings;

  private OpenRecipe(Collection<OpenRecording> recordings) {
    this.recordings = List.copyOf(recordings);
  }

  /**
   * Reads a recipe. Of rows for one recording the first counts.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if a row cannot be trusted
   */
  public static OpenRecipe read(Path file) {
    Map<String, OpenRecording> recordings = new LinkedHashMap<>();
    int number = 1;
    for (List<String> row : rows(file, OpenRecording.COLUMNS)) {
      int line = ++number;
      OpenRecording recording = OpenRecording.parse(row, () -> "%s, line %d".formatted(file, line));
      recordings.putIfAbsent(recording.file(), recording);
    }
    return new OpenRecipe(recordings.values());
  }

  /** How many recordings a recipe has of each kind, for callers who need nothing else of it. */
  public static SortedMap<String, Integer> readKinds(Path file) {
    SortedMap<String, Integer> kinds = new TreeMap<>();
    rows(file, List.of("class")).forEach(row -> kinds.merge(row.getFirst(), 1, Integer::sum));
    return kinds;
  }

  /** Some columns of the table. */
  private static List<List<String>> rows(Path file, List<String> columns) {
    List<List<String>> rows = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      String first = reader.readLine();
      List<String> header = first == null ? List.of() : List.of(first.split("\t", -1));
      if (!header.containsAll(columns)) {
        throw invalidInput("%s: found columns %s; wanted %s", file, header, columns);
      }
      int[] places = columns.stream().mapToInt(header::indexOf).toArray();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] fields = line.split("\t", -1);
        if (fields.length != header.size()) {
          throw invalidInput(
              "%s, line %d: %d fields; the header has %d",
              file, rows.size() + 2, fields.length, header.size());
        }
        rows.add(Arrays.stream(places).mapToObj(place -> fields[place]).toList());
      }
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", file, e.getMessage());
    }
    return rows;
  }

  /** The recordings in the order of the table. */
  public List<OpenRecording> recordings() {
    return recordings;
  }

  /** How many recordings it has of each kind. */
  public SortedMap<String, Integer> kinds() {
    SortedMap<String, Integer> kinds = new TreeMap<>();
    recordings.forEach(recording -> kinds.merge(recording.label(), 1, Integer::sum));
    return kinds;
  }

  /**
   * The kinds that only installing would bring.
   *
   * @param held kinds of which there are recordings already
   */
  public SortedMap<String, Integer> kindsBeyond(Collection<String> held) {
    SortedMap<String, Integer> kinds = kinds();
    kinds.keySet().removeAll(held);
    return kinds;
  }

  /** The files to fetch, each with what is cut from it. */
  Map<OpenRecording.Origin, List<OpenRecording>> origins() {
    Map<OpenRecording.Origin, List<OpenRecording>> origins = new LinkedHashMap<>();
    for (OpenRecording recording : recordings) {
      origins.computeIfAbsent(recording.origin(), key -> new ArrayList<>()).add(recording);
    }
    return origins;
  }
}
