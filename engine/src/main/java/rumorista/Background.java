package rumorista;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work beside other work, on daemon threads of its own: in the common pool, of one thread on two
 * cores, it would stand in the way of what waits for it. Native libraries crash a process that ends
 * while they are being loaded, so whoever ends it calls {@link #settle} first.
 */
public final class Background {
  private static final Queue<CompletableFuture<?>> BEGUN = new ConcurrentLinkedQueue<>();

  private Background() {}

  /** Begins something. */
  public static <T extends @Nullable Object> CompletableFuture<T> begin(
      String name, Supplier<T> task) {
    CompletableFuture<T> work =
        CompletableFuture.supplyAsync(
            task, run -> Thread.ofPlatform().daemon().name(name).start(run));
    BEGUN.add(work);
    return work;
  }

  /** Waits until everything that was begun has ended, well or not. */
  public static void settle() {
    for (CompletableFuture<?> work = BEGUN.poll(); work != null; work = BEGUN.poll()) {
      work.exceptionally(failure -> null).join();
    }
  }
}
