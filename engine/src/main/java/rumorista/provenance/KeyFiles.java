package rumorista.provenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import rumorista.RumoristaException;

/**
 * Files that only their owner may read. Where the file system knows no such rights (Windows), those
 * of the user's folder have to do.
 */
final class KeyFiles {
  private static final int LARGEST = 1 << 20; // bytes

  private KeyFiles() {}

  /**
   * Makes a folder for its owner alone; one that is there stays as it is.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if it cannot be made
   */
  static void createFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, attributes(folder, "rwx------"));
      }
    } catch (IOException e) {
      throw RumoristaException.invalidInput(
          "%s: cannot be made (%s): check the rights, or set RUMORISTA_HOME to another folder",
          folder, FileBytes.reason(e));
    }
  }

  /**
   * Reads a file that others must not be able to read.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if they can, or it cannot be read
   */
  static String readSecret(Path file) {
    refuseOpen(file);
    return readPublic(file);
  }

  /**
   * Reads a small text.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if it is missing, cannot be read or is large
   */
  static String readPublic(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw RumoristaException.invalidInput(
            "%s: has %d bytes; wanted a key or certificate", file, Files.size(file));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw RumoristaException.invalidInput("%s: does not exist", file);
    } catch (IOException e) {
      throw FileBytes.unreadable(file, e);
    }
  }

  /**
   * Writes a file whole or not at all, for its owner alone.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if it is there already, or cannot be written
   */
  static void write(Path file, String text) {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      if (Files.exists(file) || folder == null) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.deleteIfExists(temporary); // left behind by a crash
      try (FileChannel channel =
          FileChannel.open(temporary, creating(StandardOpenOption.CREATE_NEW), secret(folder))) {
        FileBytes.write(channel, 0, text.getBytes(StandardCharsets.US_ASCII));
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw RumoristaException.invalidInput(
          "%s: cannot be written (%s)", file, FileBytes.reason(e));
    }
  }

  static Set<OpenOption> creating(StandardOpenOption create) {
    return Set.of(StandardOpenOption.WRITE, create);
  }

  /** The rights of a file that only its owner may read and write. */
  static FileAttribute<?>[] secret(Path folder) {
    return attributes(folder, "rw-------");
  }

  private static FileAttribute<?>[] attributes(Path place, String rights) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  private static void refuseOpen(Path file) {
    try {
      if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")
          || !Files.exists(file)) {
        return;
      }
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      EnumSet<PosixFilePermission> owner =
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE);
      if (!owner.containsAll(rights)) {
        throw RumoristaException.invalidInput(
            "%s: others may read or write this key (%s); wanted rw-------: chmod 600 it, and make a"
                + " new key if someone may have seen it",
            file, PosixFilePermissions.toString(rights));
      }
    } catch (IOException e) {
      throw FileBytes.unreadable(file, e);
    }
  }
}
