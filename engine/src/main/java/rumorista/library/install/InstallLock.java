package rumorista.library.install;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time install. */
final class InstallLock implements AutoCloseable {
  private final FileChannel channel;

  private InstallLock(FileChannel channel) {
    this.channel = channel;
  }

  static InstallLock take(Path folder) {
    Path file = folder.resolve(".lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw invalidInput(
            "%s: another process is installing a library: wait for it or end it", folder);
      }
      return new InstallLock(channel);
    } catch (IOException e) {
      throw invalidInput("%s: cannot be locked (%s)", folder, e.getMessage());
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // The system gives the lock back when the process ends.
    }
  }
}
