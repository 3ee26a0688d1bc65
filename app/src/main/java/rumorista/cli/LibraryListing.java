package rumorista.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rumorista.library.LibrarySummary;
import rumorista.library.SoundFolder;
import rumorista.library.install.OpenRecipe;

/**
 * What the sound libraries hold together, and what is thin or missing.
 *
 * @param recipe of the recordings that can be installed
 */
record LibraryListing(List<Library> libraries, OpenRecipe recipe) {
  private static final int THIN = 3; // fewer recordings than this
  private static final int LINE = 100; // characters
  private static final String ROW = "%-16s  %10s  %5s  %8s  %9s  %-42s  %s%n";

  /** One library. */
  record Library(String name, Path folder, LibrarySummary summary, List<String> warnings) {
    static Library of(String name, SoundFolder folder) {
      return new Library(name, folder.folder(), LibrarySummary.of(folder), folder.warnings());
    }
  }

  /** How many recordings there are of each kind in all libraries. */
  SortedMap<String, Integer> kinds() {
    SortedMap<String, Integer> kinds = new TreeMap<>();
    for (Library library : libraries) {
      library.summary().kinds().forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
    }
    return kinds;
  }

  /** Kinds with fewer than three recordings. */
  SortedMap<String, Integer> thin() {
    SortedMap<String, Integer> thin = new TreeMap<>(kinds());
    thin.values().removeIf(count -> count >= THIN);
    return thin;
  }

  String toText() {
    StringBuilder text = new StringBuilder();
    if (libraries.isEmpty()) {
      text.append(String.format("no sound library is installed%n"));
    } else {
      text.append(
          ROW.formatted("LIBRARY", "RECORDINGS", "KINDS", "LENGTH", "SIZE", "LICENCES", "FOLDER"));
      libraries.forEach(library -> text.append(row(library)));
    }
    for (Library library : libraries) {
      library.warnings().forEach(w -> text.append("warning: ").append(w).append('\n'));
      if (library.summary().missingFiles() > 0) {
        text.append(
            "warning: %s: %d files that its manifest lists are not there%n"
                .formatted(library.name(), library.summary().missingFiles()));
      }
    }
    append(text, "kinds", kinds());
    append(text, "thin, fewer than %d recordings".formatted(THIN), thin());
    SortedMap<String, Integer> missing = recipe.kindsBeyond(kinds().keySet());
    append(text, "missing here, brought by rumorista library install", missing);
    return text.toString();
  }

  private static String row(Library library) {
    LibrarySummary summary = library.summary();
    return ROW.formatted(
        library.name(),
        summary.recordings(),
        summary.kinds().size(),
        summary.seconds() == 0
            ? "?"
            : String.format(Locale.ROOT, "%.0f min", summary.seconds() / 60),
        String.format(Locale.ROOT, "%.1f MB", summary.bytes() / 1e6),
        summary.licences().entrySet().stream()
            .map(entry -> "%s %d".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ")),
        library.folder());
  }

  /** A heading, then as many kinds a line as fit. */
  private static void append(StringBuilder text, String heading, Map<String, Integer> kinds) {
    if (kinds.isEmpty()) {
      return;
    }
    text.append(String.format("%n%d %s:%n ", kinds.size(), heading));
    int length = 1;
    for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
      String item = " %s %d,".formatted(kind.getKey(), kind.getValue());
      if (length + item.length() > LINE) {
        text.append(String.format("%n "));
        length = 1;
      }
      text.append(item);
      length += item.length();
    }
    text.setLength(text.length() - 1);
    text.append(String.format("%n"));
  }

  /** One line. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("libraries");
    for (Library library : libraries) {
      LibrarySummary summary = library.summary();
      ObjectNode node = list.addObject();
      node.put("name", library.name());
      node.put("folder", library.folder().toString());
      node.put("recordings", summary.recordings());
      node.put("seconds", Math.round(summary.seconds() * 1000) / 1000.0);
      node.put("bytes", summary.bytes());
      node.put("missingFiles", summary.missingFiles());
      put(node.putObject("licences"), summary.licences());
      put(node.putObject("kinds"), summary.kinds());
      library.warnings().forEach(node.putArray("warnings")::add);
    }
    put(json.putObject("kinds"), kinds());
    thin().keySet().forEach(json.putArray("thin")::add);
    put(json.putObject("installable"), recipe.kindsBeyond(kinds().keySet()));
    return json.toString();
  }

  private static void put(ObjectNode node, Map<String, Integer> counts) {
    counts.forEach(node::put);
  }
}
