package rumorista.library;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.Waveform;
import rumorista.media.AudioReader;
import rumorista.media.SoundInfo;

/** Decodes and analyses files for an index, two at a time. */
final class Listening {
  /** Of a longer file only the beginning is analysed. */
  static final int LONGEST_SECONDS = 180;

  private static final int SAMPLE_RATE = 48_000;
  private static final int THREADS = 2;
  private static final int PATIENCE = 100; // milliseconds between two reports of progress
  private static final List<String> NO_TEXTS = List.of("", "", "", "");

  /** A file to listen to. */
  record Task(String name, Recording recording, long bytes, long modified) {}

  private final LibraryIndex.Analysis analysis;
  private final boolean readsTags;

  /**
   * @param readsTags whether what the file says is to be kept, for want of a manifest
   */
  Listening(LibraryIndex.Analysis analysis, boolean readsTags) {
    this.analysis = analysis;
    this.readsTags = readsTags;
  }

  /** Adds a row for each task, as they come. */
  void run(List<Task> tasks, Map<String, IndexRow> rows, Progress progress) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("index-", 0).factory());
    try {
      CompletionService<IndexRow> results = new ExecutorCompletionService<>(threads);
      tasks.forEach(task -> results.submit(() -> listen(task)));
      int done = 0;
      while (done < tasks.size()) {
        progress.report("indexing sounds", (double) done / tasks.size());
        Future<IndexRow> result = results.poll(PATIENCE, TimeUnit.MILLISECONDS);
        if (result != null) {
          IndexRow row = result.get();
          rows.put(row.file(), row);
          done++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RumoristaException(RumoristaException.Kind.CANCELLED, "interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause()); // a mistake in the analysis
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  private IndexRow listen(Task task) {
    SoundInfo info;
    Waveform sound;
    try {
      info = SoundInfo.probe(task.recording().file());
      sound = beginning(task.recording());
    } catch (RumoristaException | IllegalStateException e) {
      return failed(task, String.valueOf(e.getMessage()));
    }
    if (sound.length() == 0) {
      return failed(task, "%s: holds no sound".formatted(task.recording().file()));
    }
    double seconds =
        sound.seconds() < LONGEST_SECONDS
            ? sound.seconds()
            : Math.max(info.seconds(), sound.seconds());
    Recording recording = readsTags ? SoundTags.complete(task.recording(), info) : task.recording();
    return new IndexRow(
        task.name(),
        task.bytes(),
        task.modified(),
        seconds,
        info.channels(),
        info.sampleRate(),
        "",
        readsTags
            ? List.of(
                recording.caption(),
                recording.licence(),
                recording.licenceClass(),
                recording.attribution())
            : NO_TEXTS,
        analysis.analyse(recording, sound));
  }

  private static IndexRow failed(Task task, String reason) {
    return new IndexRow(task.name(), task.bytes(), task.modified(), 0, 0, 0, reason, NO_TEXTS, "");
  }

  private static Waveform beginning(Recording recording) {
    try (AudioReader reader = AudioReader.open(recording.file(), SAMPLE_RATE, 2)) {
      return new Beginning(reader, LONGEST_SECONDS).readAll();
    }
  }
}
