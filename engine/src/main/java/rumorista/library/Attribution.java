package rumorista.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes down whom to credit for recordings that something was made of. */
public final class Attribution {
  private Attribution() {}

  /** A Markdown file: a heading for each source, a line for each author and licence. */
  public static void write(Path file, String madeOfThem, List<Recording> recordings)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of("# Attribution", "", madeOfThem));
    Map<String, List<Recording>> sources =
        recordings.stream()
            .collect(Collectors.groupingBy(Recording::source, TreeMap::new, Collectors.toList()));
    sources.forEach((source, ofSource) -> {
      lines.addAll(List.of("", "## " + source, ""));
      Map<String, Long> credits =
          ofSource.stream()
              .collect(
                  Collectors.groupingBy(
                      r -> "%s (%s)".formatted(oneLine(r.attribution()), r.licence()),
                      TreeMap::new,
                      Collectors.counting()));
      credits.forEach((credit, count) -> lines.add("- %s: %d".formatted(credit, count)));
    });
    Files.write(file, lines);
  }

  private static String oneLine(String text) {
    return String.join(" ", text.strip().split("\\s+", -1));
  }
}
