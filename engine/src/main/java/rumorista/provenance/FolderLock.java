package rumorista.provenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/** Keeps others, threads and processes, out of a folder while it is held. */
final class FolderLock implements AutoCloseable {
  private static final String FILE = ".lock";
  private static final long PATIENCE = 60; // seconds
  private static final long PAUSE = 10; // milliseconds

  /** A file lock keeps processes apart; the threads of one need a lock of their own. */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel channel;

  private FolderLock(ReentrantLock threads, FileChannel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /**
   * Waits for the folder.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if it cannot be written, or another process
   *     holds it for a minute; {@code CANCELLED} if the thread is interrupted
   */
  static FolderLock take(Path folder) {
    Path file = real(folder).resolve(FILE);
    ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    FileChannel channel = null;
    boolean taken = false;
    try {
      if (!threads.tryLock(PATIENCE, TimeUnit.SECONDS)) {
        throw busy(folder);
      }
      channel =
          FileChannel.open(
              file, KeyFiles.creating(StandardOpenOption.CREATE), KeyFiles.secret(folder));
      FileLock lock = channel.tryLock();
      while (lock == null && System.nanoTime() < deadline) {
        Thread.sleep(PAUSE);
        lock = channel.tryLock();
      }
      if (lock == null) {
        throw busy(folder);
      }
      taken = true;
      return new FolderLock(threads, channel);
    } catch (IOException e) {
      throw RumoristaException.invalidInput(
          "%s: cannot be locked (%s): check its rights", folder, FileBytes.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RumoristaException(RumoristaException.Kind.CANCELLED, "interrupted", e);
    } finally {
      if (!taken) {
        release(threads, channel);
      }
    }
  }

  /** One folder, by whatever names. */
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw FileBytes.unreadable(folder, e);
    }
  }

  private static RumoristaException busy(Path folder) {
    return RumoristaException.invalidInput(
        "%s: another process has held it for %d s: wait for it or end it", folder, PATIENCE);
  }

  private static void release(ReentrantLock threads, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // The system gives the lock back when the process ends.
    } finally {
      if (threads.isHeldByCurrentThread()) {
        threads.unlock();
      }
    }
  }

  @Override
  public void close() {
    release(threads, channel);
  }
}
