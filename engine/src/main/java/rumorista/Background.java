package rumorista;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work beside other work, on daemon threads of its own: in the common pool, of one thread on two
 * cores, it would stand in the way of what waits for it. Native libraries crash a process that ends
 * while they are being loaded, so whoever ends it calls {@link #settle} first.
 */
public final class Background {
  /** What goes on, each by a token of its own; what has ended is not kept. */
  private static final Map<Object, CompletableFuture<?>> GOING_ON = new ConcurrentHashMap<>();

  private Background() {}

  /** Begins something. */
  public static <T extends @Nullable Object> CompletableFuture<T> begin(
      String name, Supplier<T> task) {
    CompletableFuture<T> work =
        CompletableFuture.supplyAsync(
            task, run -> Thread.ofPlatform().daemon().name(name).start(run));
    Object token = new Object();
    GOING_ON.put(token, work);
    return work.whenComplete((result, failure) -> GOING_ON.remove(token));
  }

  /** Waits until everything that was begun has ended, well or not. */
  public static void settle() {
    for (CompletableFuture<?> work : GOING_ON.values()) {
      work.exceptionally(failure -> null).join();
    }
  }
}
