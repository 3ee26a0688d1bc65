package rumorista.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rumorista.Background;
import rumorista.Progress;
import rumorista.RumoristaException;

/** Work that goes on beside other work, and stops at its next report when nobody wants it. */
final class Beside<T extends @Nullable Object> implements AutoCloseable {
  private final CompletableFuture<T> work;
  private final AtomicBoolean unwanted;

  private Beside(CompletableFuture<T> work, AtomicBoolean unwanted) {
    this.work = work;
    this.unwanted = unwanted;
  }

  static <T extends @Nullable Object> Beside<T> begin(
      String name, Progress progress, Function<Progress, T> task) {
    AtomicBoolean unwanted = new AtomicBoolean();
    Progress stoppable =
        (stage, fraction) -> {
          if (unwanted.get()) {
            throw new RumoristaException(RumoristaException.Kind.CANCELLED, "no longer wanted");
          }
          progress.report(stage, fraction);
        };
    return new Beside<>(Background.begin(name, () -> task.apply(stoppable)), unwanted);
  }

  /** Its result, or what it threw. */
  T join() {
    try {
      return work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Stops it, if it still goes on, and waits for that. */
  @Override
  public void close() {
    unwanted.set(true);
    work.handle((result, failure) -> "ended").join();
  }
}
