package rumorista.train;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rumorista.library.Recording;

/**
 * A list of recordings that a tagger must not learn from: a header line, then file, tab, and yes or
 * no for whether a kind that has nothing else may borrow it.
 */
final class KeptApart {
  private static final String HEADER = "file\tmay_be_borrowed";

  private KeptApart() {}

  /**
   * The indices of the listed recordings, and whether they may be borrowed.
   *
   * @param data folder that the files of the list lie in
   * @param list null keeps nothing apart
   */
  static Map<Integer, Boolean> read(Path data, List<Recording> recordings, @Nullable Path list) {
    Map<Integer, Boolean> apart = new HashMap<>();
    if (list == null) {
      return apart;
    }
    Map<Path, Boolean> files = files(data, list);
    for (int i = 0; i < recordings.size(); i++) {
      Boolean borrowed = files.get(recordings.get(i).file());
      if (borrowed != null) {
        apart.put(i, borrowed);
      }
    }
    if (apart.size() < files.size()) {
      throw invalidInput(
          "%s: names %d recordings, %d of them are in %s; wanted a list made for that folder",
          list, files.size(), apart.size(), data);
    }
    return apart;
  }

  private static Map<Path, Boolean> files(Path data, Path list) {
    try {
      List<String> lines = Files.readAllLines(list);
      if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
        throw invalidInput("%s: wanted the header %s", list, HEADER.replace('\t', ' '));
      }
      Map<Path, Boolean> files = new HashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] row = line.split("\t", -1);
        if (row.length != 2 || !row[1].matches("yes|no")) {
          throw invalidInput("%s: has \"%s\"; wanted a file, a tab, and yes or no", list, line);
        }
        files.put(data.resolve(row[0]), row[1].equals("yes"));
      }
      return files;
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", list, e.getMessage());
    }
  }
}
