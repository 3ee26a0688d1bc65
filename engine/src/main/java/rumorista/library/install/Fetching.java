package rumorista.library.install;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.RumoristaException;

/** Fetches originals eight at a time and cuts each as soon as it is there. */
final class Fetching {
  private static final int CONNECTIONS = 8;
  private static final int CUTTERS = 2; // at a time; each holds a whole sound
  private static final int POLL_MILLIS = 100;
  private static final int FAILURES_IN_A_ROW = 16; // then the server counts as lost

  private final Download download;
  private final URI base;
  private final Path folder;
  private final Path parts;
  private final Semaphore cutters = new Semaphore(CUTTERS);

  Fetching(Download download, URI base, Path folder, Path parts) {
    this.download = download;
    this.base = base;
    this.folder = folder;
    this.parts = parts;
  }

  /**
   * How it ended for one original.
   *
   * @param failure {@code null} if its recordings are there
   */
  private record Result(@Nullable String failure, boolean isOffline) {}

  /**
   * Fetches all originals.
   *
   * @return one line for each that could not be had
   */
  List<String> run(Map<OpenRecording.Origin, List<OpenRecording>> originals, Progress progress) {
    long total = originals.keySet().stream().mapToLong(OpenRecording.Origin::bytes).sum();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            CONNECTIONS, Thread.ofPlatform().daemon().name("fetch-", 0).factory());
    try {
      CompletionService<Result> results = new ExecutorCompletionService<>(threads);
      originals.forEach(
          (origin, recordings) -> results.submit(() -> fetchAndCut(origin, recordings)));
      return collect(results, originals.size(), total, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RumoristaException(RumoristaException.Kind.CANCELLED, "interrupted", e);
    } finally {
      threads.shutdownNow();
      download.cancel();
      threads.close();
    }
  }

  private List<String> collect(
      CompletionService<Result> results, int count, long total, Progress progress)
      throws InterruptedException {
    List<String> failures = new ArrayList<>();
    int inRow = 0;
    int done = 0;
    while (done < count) {
      progress.report("fetching sounds", Math.min(1, (double) download.received() / total));
      Future<Result> next = results.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (next == null) {
        continue;
      }
      Result result = result(next);
      done++;
      inRow = result.failure() == null ? 0 : inRow + 1;
      if (result.failure() != null) {
        failures.add(result.failure());
      }
      boolean isLost = result.isOffline() && inRow == done;
      if (isLost || (inRow >= FAILURES_IN_A_ROW && result.isOffline())) {
        throw invalidInput(
            "%s: cannot be reached (%s): check the connection and do the same again; what was"
                + " fetched is kept",
            base, result.failure());
      }
    }
    return failures;
  }

  private static Result result(Future<Result> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RumoristaException known -> throw known;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private Result fetchAndCut(OpenRecording.Origin origin, List<OpenRecording> recordings)
      throws InterruptedException {
    Path part = parts.resolve(origin.partName());
    return switch (download.fetch(origin, part)) {
      case Download.Outcome.Failed failed ->
          new Result("%s: %s".formatted(origin.address(), failed.reason()), failed.isOffline());
      case Download.Outcome.Fetched fetched -> {
        cutters.acquire();
        try {
          yield new Result(cut(origin, recordings, fetched.file()), false);
        } finally {
          cutters.release();
          delete(part);
        }
      }
    };
  }

  private @Nullable String cut(
      OpenRecording.Origin origin, List<OpenRecording> recordings, Path original) {
    String failure = null;
    for (OpenRecording recording : recordings) {
      try {
        Cutter.cut(original, recording, folder.resolve(recording.file()));
      } catch (RumoristaException e) {
        if (e.kind() != RumoristaException.Kind.UNREADABLE_MEDIA) {
          throw e;
        }
        failure = "%s: cannot be decoded (%s)".formatted(origin.address(), e.getMessage());
      }
    }
    return failure;
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException ignored) {
      // Fetched again and replaced by the next run.
    }
  }
}
