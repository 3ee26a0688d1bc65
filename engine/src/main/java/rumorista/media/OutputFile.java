package rumorista.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * A file that appears whole or not at all: written under a passing name beside its target, then renamed. What is not
 * committed is deleted, also when the JVM is told to stop.
 */
public final class OutputFile implements AutoCloseable {
  private static final Set<Path> UNCOMMITTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> UNCOMMITTED.forEach(OutputFile::delete), "delete unfinished output"));
  }

  private final Path target;
  private final Path temporary;
  private final boolean force;

  private OutputFile(Path target, Path temporary, boolean force) {
    this.target = target;
    this.temporary = temporary;
    this.force = force;
  }

  /**
   * Makes an empty file beside the target, with the target's extension.
   *
   * @param force whether an existing target may be replaced
   * @throws RumoristaException {@code INVALID_INPUT} if the target cannot be written, or exists and may not be replaced
   */
  public static OutputFile create(Path target, boolean force) {
    Path real = followLink(target.toAbsolutePath());
    Path parent = real.getParent();
    if (Files.isDirectory(real) || parent == null) {
      throw RumoristaException.invalidInput("%s: a directory; wanted a file to write: add a file name", target);
    }
    refuseExisting(target, real, force);
    if (!Files.isDirectory(parent)) {
      throw RumoristaException.invalidInput(
          "%s: its directory %s does not exist: create it or choose another", target, parent);
    }
    Path temporary = parent.resolve(temporaryName(real));
    try {
      UNCOMMITTED.add(temporary);
      Files.createFile(temporary);
      return new OutputFile(real, temporary, force);
    } catch (IOException e) {
      UNCOMMITTED.remove(temporary);
      throw RumoristaException.invalidInput(
          "%s: nothing can be written into %s (%s): choose another directory or its rights",
          target, parent, reason(e));
    }
  }

  /**
   * Keeps a film from being overwritten by its own soundtrack.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if both are the same file, by whatever names
   */
  public static void refuseSameFile(Path input, Path output) {
    try {
      if (Files.exists(input) && Files.exists(output) && Files.isSameFile(input, output)) {
        throw RumoristaException.invalidInput(
            "%s: both input and output; wanted two files: choose another output", output);
      }
    } catch (IOException e) {
      throw RumoristaException.invalidInput("%s: cannot be told from %s (%s)", output, input, reason(e));
    }
  }

  /** Where to write; not yet the target. */
  public Path path() {
    return temporary;
  }

  /**
   * Renames the file to its target, in one step.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if that fails, or the target has come to exist meanwhile
   */
  public void commit() {
    refuseExisting(target, target, force);
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw RumoristaException.invalidInput("%s: cannot be put in place (%s)", target, reason(e));
    }
    UNCOMMITTED.remove(temporary);
  }

  /** Deletes the file if it was not committed. */
  @Override
  public void close() {
    if (UNCOMMITTED.contains(temporary)) {
      delete(temporary);
      UNCOMMITTED.remove(temporary);
    }
  }

  private static void refuseExisting(Path named, Path real, boolean force) {
    if (!force && Files.exists(real)) {
      throw RumoristaException.invalidInput("%s: exists already: choose another name, or force it", named);
    }
    if (Files.exists(real) && !Files.isRegularFile(real)) {
      throw RumoristaException.invalidInput("%s: not a regular file; wanted one: choose another name", named);
    }
  }

  private static Path followLink(Path path) {
    try {
      return Files.isSymbolicLink(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      throw RumoristaException.invalidInput("%s: a link to nowhere: remove it or choose another name", path);
    }
  }

  private static String temporaryName(Path target) {
    String random = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    String extension = Extension.of(target);
    return ".rumorista-" + random + (extension.isEmpty() ? "" : "." + extension);
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName().replace("Exception", "");
    @Nullable String message = e.getMessage();
    return message == null ? name : name + ": " + message;
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException ignored) {
      // Nothing can be done about a file that the system will not let go, and its writer has failed already.
    }
  }
}
