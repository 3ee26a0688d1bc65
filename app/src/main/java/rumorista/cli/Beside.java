package rumorista.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that goes on beside other work, on a thread of its own: in the common pool, of one thread on
 * two cores, it would stand in the way of what it waits for.
 */
final class Beside<T extends @Nullable Object> {
  private final CompletableFuture<T> work;

  private Beside(CompletableFuture<T> work) {
    this.work = work;
  }

  static <T extends @Nullable Object> Beside<T> begin(String name, Supplier<T> task) {
    return new Beside<>(
        CompletableFuture.supplyAsync(
            task, run -> Thread.ofPlatform().daemon().name(name).start(run)));
  }

  /** Its result, or what it threw. */
  T join() {
    try {
      return work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
