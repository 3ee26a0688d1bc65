package rumorista.library.install;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import rumorista.library.Attribution;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.media.OutputFile;
import rumorista.media.SoundInfo;

/** Writes what stands beside the recordings of an installed library: credits, then manifest. */
final class InstalledFiles {
  private static final String CREDITS =
      "The recordings in this folder were fetched from public repositories at your request, cut"
          + " and converted. Whoever uses a sound owes its author the credit that its licence asks"
          + " for.";
  private static final List<String> COLUMNS =
      List.of(
          "file",
          "seconds",
          "class",
          "caption",
          "name",
          "source",
          "licence",
          "licence_class",
          "attribution");

  private InstalledFiles() {}

  /** Writes both files and removes recordings that are not among these. */
  static void write(Path folder, List<OpenRecording> held) {
    List<Recording> recordings = held.stream().map(open -> recording(folder, open)).toList();
    try {
      removeOthers(folder, held);
      try (OutputFile credits = OutputFile.create(folder.resolve("ATTRIBUTION.md"), true)) {
        Attribution.write(credits.path(), CREDITS, recordings);
        credits.commit();
      }
      try (OutputFile manifest = OutputFile.create(folder.resolve(Manifest.FILE_NAME), true)) {
        Files.write(manifest.path(), lines(folder, recordings));
        manifest.commit();
      }
    } catch (IOException e) {
      throw invalidInput("%s: cannot be written (%s)", folder, e.getMessage());
    }
  }

  private static Recording recording(Path folder, OpenRecording open) {
    Path file = folder.resolve(open.file());
    return new Recording(
        file,
        SoundInfo.probe(file).seconds(),
        open.label(),
        open.caption(),
        open.name(),
        open.source(),
        open.licence(),
        open.licenceClass(),
        open.attribution());
  }

  private static void removeOthers(Path folder, List<OpenRecording> held) throws IOException {
    Set<Path> wanted = new HashSet<>();
    held.forEach(open -> wanted.add(folder.resolve(open.file())));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".opus")).toList()) {
        if (!wanted.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<String> lines(Path folder, List<Recording> recordings) {
    List<String> lines = new ArrayList<>(List.of(String.join("\t", COLUMNS)));
    for (Recording r : recordings) {
      List<String> fields =
          List.of(
              folder.relativize(r.file()).toString().replace('\\', '/'),
              String.format(Locale.ROOT, "%.3f", r.seconds()),
              r.label(),
              r.caption(),
              r.name(),
              r.source(),
              r.licence(),
              r.licenceClass(),
              r.attribution());
      lines.add(String.join("\t", fields.stream().map(InstalledFiles::quoted).toList()));
    }
    return lines;
  }

  /** As in CSV, where the field would be read as quoted. */
  private static String quoted(String field) {
    return field.startsWith("\"") ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
  }
}
