package rumorista.library;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.RumoristaException;

/**
 * The sound libraries of a user: installed ones are folders with a manifest in {@code
 * HOME/libraries}; a folder elsewhere is registered by a file {@code NAME.folder} that holds its
 * path.
 */
public final class Libraries {
  /** The end of the name of a file that registers a folder. */
  static final String REGISTRATION = ".folder";

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

  /**
   * A library at hand.
   *
   * @param registered whether it is a folder of the user's own, and not under Rumorista's home
   */
  public record Installed(String name, Path folder, boolean registered) {}

  private Libraries() {}

  /** The folder in which installed libraries lie. */
  public static Path folder(Path home) {
    return home.resolve("libraries");
  }

  /** The installed and the registered libraries by name; one whose folder is gone is left out. */
  public static List<Installed> installed(Path home) {
    Path parent = folder(home);
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    List<Installed> libraries = new ArrayList<>();
    try (Stream<Path> children = Files.list(parent)) {
      for (Path child : children.sorted().toList()) {
        Installed library = read(child);
        if (library != null) {
          libraries.add(library);
        }
      }
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read (%s)", parent, e.getMessage());
    }
    return List.copyOf(libraries);
  }

  private static @Nullable Installed read(Path child) throws IOException {
    String name = String.valueOf(child.getFileName());
    if (name.startsWith(".")) {
      return null;
    }
    if (Files.isDirectory(child)) {
      return Files.isRegularFile(child.resolve(Manifest.FILE_NAME))
          ? new Installed(name, child, false)
          : null;
    }
    if (!name.endsWith(REGISTRATION)) {
      return null;
    }
    try {
      Path folder = Path.of(Files.readString(child).strip());
      String shown = name.substring(0, name.length() - REGISTRATION.length());
      return Files.isDirectory(folder) ? new Installed(shown, folder, true) : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /**
   * Opens several libraries.
   *
   * @param folders in order of preference
   * @return the libraries in the same order; a folder given twice is opened once
   * @throws RumoristaException as of {@link LibraryIndex#open}
   */
  public static List<LibraryIndex> open(
      List<Path> folders, Path home, LibraryIndex.Analysis analysis, Progress progress) {
    return folders.stream()
        .map(folder -> folder.toAbsolutePath().normalize())
        .distinct()
        .map(folder -> LibraryIndex.open(folder, home, analysis, progress))
        .toList();
  }

  /**
   * Remembers a folder of the user's own under its name, so that it need not be given each time.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if it is no sound library, or the name is
   *     taken
   */
  public static Installed register(Path library, Path home) {
    Path folder = library.toAbsolutePath().normalize();
    SoundFolder.open(folder);
    String name =
        String.valueOf(folder.getFileName())
            .replaceAll("[^A-Za-z0-9_.-]+", "-")
            .toLowerCase(Locale.ROOT);
    if (!name.matches(NAME)) {
      throw invalidInput("%s: has no name that a library can go by: rename the folder", folder);
    }
    for (Installed other : installed(home)) {
      if (other.name().equals(name) && !other.folder().equals(folder)) {
        throw invalidInput(
            "%s: a library %s is there already (%s): rename the folder or remove the other",
            folder, name, other.folder());
      }
    }
    try {
      Files.createDirectories(folder(home));
      Files.writeString(folder(home).resolve(name + REGISTRATION), folder + "\n");
    } catch (IOException e) {
      throw invalidInput("%s: cannot be written (%s)", folder(home), e.getMessage());
    }
    return new Installed(name, folder, true);
  }

  /**
   * Removes an installed library with all its files, or forgets a registered folder, whose files
   * stay.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if there is none of that name
   */
  public static void remove(String name, Path home) {
    Path folder = folder(home).resolve(name.matches(NAME) ? name : "-");
    Path registration = folder.resolveSibling(name.matches(NAME) ? name + REGISTRATION : "-");
    try {
      if (Files.deleteIfExists(registration)) {
        return;
      }
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw invalidInput(
            "library %s: is not installed; installed are: %s",
            name, String.join(", ", installed(home).stream().map(Installed::name).toList()));
      }
      Path leaving = folder.resolveSibling(".removing-" + name);
      delete(leaving); // what an earlier removal left
      Files.move(folder, leaving);
      delete(leaving);
    } catch (IOException e) {
      throw invalidInput("%s: cannot be removed (%s)", folder, e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
