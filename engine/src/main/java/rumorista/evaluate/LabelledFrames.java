package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person saw in single frames of films: a table of film, seconds and things, parted by tabs.
 * Things are parted by semicolons and the names of one thing by bars; a question mark before a
 * thing says that it is too unclear to count. The shipped table is {@code things.tsv}; the films
 * are not shipped.
 */
final class LabelledFrames {
  private static final String SHIPPED = "things.tsv";
  private static final String HEADER = "film\t";
  private static final String COMMENT = "#";

  private LabelledFrames() {}

  /**
   * A thing in a frame.
   *
   * @param names what it may be called
   * @param clear whether it counts
   */
  record Thing(Set<String> names, boolean clear) {}

  /** A frame of a film. */
  record Frame(double seconds, List<Thing> things) {}

  /** The shipped table: frames by film, in order. */
  static Map<String, List<Frame>> shipped() {
    try (InputStream table = LabelledFrames.class.getResourceAsStream(SHIPPED)) {
      return read(SHIPPED, new InputStreamReader(table, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Another table.
   *
   * @throws rumorista.RumoristaException {@code INVALID_INPUT} if it is none
   */
  static Map<String, List<Frame>> read(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return read(file.toString(), reader);
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", file, e.getMessage());
    }
  }

  private static Map<String, List<Frame>> read(String name, java.io.Reader table)
      throws IOException {
    Map<String, List<Frame>> frames = new LinkedHashMap<>();
    BufferedReader lines = new BufferedReader(table);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank() && !line.startsWith(COMMENT) && !line.startsWith(HEADER)) {
        List<String> fields = Arrays.asList(line.split("\t", -1));
        double seconds = fields.size() == 3 ? number(fields.get(1)) : Double.NaN;
        if (!(seconds >= 0)) {
          throw invalidInput("%s: \"%s\"; wanted film, tab, seconds, tab, things", name, line);
        }
        frames
            .computeIfAbsent(fields.getFirst(), film -> new ArrayList<>())
            .add(new Frame(seconds, things(fields.get(2))));
      }
    }
    return frames;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static List<Thing> things(String field) {
    return Arrays.stream(field.split(";", -1))
        .map(String::strip)
        .filter(thing -> !thing.isEmpty())
        .map(thing ->
            new Thing(
                Arrays.stream(thing.replaceFirst("^\\?", "").split("\\|", -1))
                    .map(String::strip)
                    .collect(Collectors.toSet()),
                !thing.startsWith("?")))
        .toList();
  }
}
