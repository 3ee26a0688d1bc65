package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an independent tagger said of a sound.
 *
 * @param file the sound
 * @param group how the sound was made
 * @param prompt what was asked for
 * @param heard whether what was asked for is among that tagger's strongest labels
 */
public record Verdict(Path file, String group, String prompt, boolean heard) {
  /** Verdicts inside a folder of sounds: file, group, kind, prompt and 0 or 1. */
  public static final String FILE_NAME = "verdicts.tsv";

  private static final String HEADER = "file\tgroup\tkind\tprompt\theard";
  private static final int COLUMNS = 5;

  /** All verdicts of a folder. */
  public static List<Verdict> read(Path folder) {
    Path table = folder.resolve(FILE_NAME);
    try {
      List<String> lines = Files.readAllLines(table);
      if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
        throw invalidInput(
            "%s: begins with \"%s\"; wanted the header %s",
            table, lines.isEmpty() ? "" : lines.getFirst(), HEADER.replace('\t', ' '));
      }
      List<Verdict> verdicts = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] row = line.split("\t", -1);
        if (row.length != COLUMNS || !row[4].matches("[01]")) {
          throw invalidInput(
              "%s: line %d is \"%s\"; wanted file, group, kind, prompt and 0 or 1",
              table, verdicts.size() + 2, line);
        }
        verdicts.add(new Verdict(folder.resolve(row[0]), row[1], row[3], row[4].equals("1")));
      }
      return verdicts;
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", table, e.getMessage());
    }
  }
}
