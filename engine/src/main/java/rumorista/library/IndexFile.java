package rumorista.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.media.OutputFile;

/**
 * Where an index is kept: in the library's folder, or, if nothing can be written there, in the
 * user's cache. A file that is damaged or of another analysis counts as absent.
 */
final class IndexFile {
  static final String NAME = "rumorista-index.tsv";

  private static final String SIGNATURE = "# rumorista index 1\t";
  private static final String END = "# end\t"; // a file that was cut off lacks it

  private final Path folder;
  private final Path beside;
  private final Path cached;
  private final String analysisVersion;

  IndexFile(Path folder, Path home, String analysisVersion) {
    this.folder = real(folder);
    this.beside = this.folder.resolve(NAME);
    this.cached = home.resolve("cache").resolve("libraries").resolve(hash(this.folder) + ".tsv");
    this.analysisVersion = analysisVersion.replaceAll("\\s+", " ");
  }

  /** The rows of both places by file; of two for one file, the cache's. */
  Map<String, IndexRow> read() {
    Map<String, IndexRow> rows = new HashMap<>(read(beside));
    rows.putAll(read(cached));
    return rows;
  }

  private Map<String, IndexRow> read(Path file) {
    Map<String, IndexRow> rows = new HashMap<>();
    if (!Files.isRegularFile(file)) {
      return rows;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 3
          || !lines.getFirst().equals(SIGNATURE + analysisVersion)
          || !lines.getLast().equals(END + (lines.size() - 3))) {
        return rows;
      }
      for (String line : lines.subList(2, lines.size() - 1)) {
        IndexRow row = IndexRow.parse(line);
        if (row != null) {
          rows.put(row.file(), row);
        }
      }
    } catch (IOException e) {
      return new HashMap<>(); // made again
    }
    return rows;
  }

  /**
   * Writes the rows whole or not at all, also when the thread is being interrupted.
   *
   * @return what is in the way if neither place can be written; {@code null} if all is well
   */
  @Nullable String write(Collection<IndexRow> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(SIGNATURE + analysisVersion);
    lines.add(String.join("\t", IndexRow.COLUMNS));
    rows.stream()
        .sorted(Comparator.comparing(IndexRow::file))
        .forEach(row -> lines.add(row.toLine()));
    lines.add(END + rows.size());
    boolean interrupted = Thread.interrupted();
    try {
      if (isReadOnly(folder)) {
        return writeCached(lines);
      }
      write(beside, lines);
      Files.deleteIfExists(cached);
      return null;
    } catch (IOException | RumoristaException e) {
      return writeCached(lines);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether nobody has the right to write: an administrator could all the same, but shall not. */
  private static boolean isReadOnly(Path folder) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    return view != null
        && Collections.disjoint(
            view.readAttributes().permissions(),
            Set.of(
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_WRITE));
  }

  private @Nullable String writeCached(List<String> lines) {
    try {
      Files.createDirectories(cached.getParent());
      write(cached, lines);
      return null;
    } catch (IOException | RumoristaException e) {
      return "%s: its index can be kept neither there nor as %s (%s), so it is made every time"
          .formatted(folder, cached, e.getMessage());
    }
  }

  private static void write(Path file, List<String> lines) throws IOException {
    try (OutputFile output = OutputFile.create(file, true)) {
      Files.write(output.path(), lines);
      output.commit();
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  private static String hash(Path folder) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(folder.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
