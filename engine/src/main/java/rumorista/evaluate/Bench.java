package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.generate.Release;
import rumorista.generate.Request;
import rumorista.generate.Rumorista;
import rumorista.generate.Setup;
import rumorista.look.FilmAnalysis;
import rumorista.media.Muxer.SourceAudio;
import rumorista.watermark.MarkKey;

/** How long the steps of making a sound take: medians over several runs after one to warm up. */
public final class Bench {
  private Bench() {}

  /**
   * What is made.
   *
   * @param setup that it is made with
   * @param film to watch and to give the sound to; {@code null} if sound alone is made
   * @param prompt may be empty if there is a film
   * @param seconds of sound without a film
   */
  public record Setting(
      Setup setup, @Nullable Path film, String prompt, double seconds, long seed) {
    Request request() {
      Request empty = film == null ? Request.sound(seconds) : Request.film(film);
      return empty.effects(prompt).seed(seed);
    }
  }

  /**
   * One step.
   *
   * @param seconds it takes, the median
   * @param realTimeFactor the same by second of sound
   */
  public record Step(String name, double seconds, double realTimeFactor) {
    /** One line of JSON. */
    public String toJson() {
      return String.format(
          Locale.ROOT,
          "{\"step\":\"%s\",\"seconds\":%.4f,\"real_time_factor\":%.4f}",
          name,
          seconds,
          realTimeFactor);
    }
  }

  /** Opens the setup once, then makes the sound {@code runs} times. */
  public static List<Step> run(Setting setting, int runs) {
    if (runs < 1) {
      throw invalidInput("runs is %d; wanted one or more", runs);
    }
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Stopwatch loading = new Stopwatch(times);
    Rumorista rumorista = Rumorista.open(setting.setup, Progress.NONE);
    rumorista.generatorName(); // waits until it is there
    loading.lap("loading");
    double length = once(setting, rumorista, new Stopwatch(new LinkedHashMap<>()));
    for (int i = 0; i < runs; i++) {
      Stopwatch watch = new Stopwatch(times);
      length = once(setting, rumorista, watch);
      watch.total("all but loading");
    }
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<String, List<Double>> time : times.entrySet()) {
      double median = median(time.getValue());
      steps.add(new Step(time.getKey(), median, median / length));
    }
    return steps;
  }

  /** Makes the sound; returns its length in seconds. */
  private static double once(Setting setting, Rumorista rumorista, Stopwatch watch) {
    Request request = setting.request();
    FilmAnalysis analysis = rumorista.analyze(request, Progress.NONE);
    watch.lap("watching");
    Rumorista.Sketch sketch = rumorista.sketch(request, analysis, setting.seed, Progress.NONE);
    watch.lap("planning");
    Waveform made;
    try (SoundStream sound = sketch.master()) {
      made = sound.readAll();
    }
    watch.lap("generating and mixing");
    release(made, setting, sketch.work(request));
    watch.lap("releasing");
    return made.seconds();
  }

  /** Marks, writes, listens, signs: into a passing folder, with keys and a ledger of its own. */
  private static void release(Waveform sound, Setting setting, Release.Work work) {
    try {
      Path folder = Files.createTempDirectory("rumorista-bench");
      try {
        Release.Policy policy =
            new Release.Policy(folder, List.of(MarkKey.PUBLIC), true, false, "bench");
        Path output = folder.resolve(setting.film == null ? "out.wav" : "out.mkv");
        Release.Target target =
            new Release.Target(output, false, setting.film, SourceAudio.REPLACE);
        new Release(policy).release(SoundStream.of(sound), target, work, Progress.NONE);
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The most memory that this process has held so far, as Linux tells it. */
  public static String largestResidentSet() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.substring("VmHWM:".length()).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Measures from lap to lap. */
  private static final class Stopwatch {
    private final Map<String, List<Double>> times;
    private final long start = System.nanoTime();
    private long last = start;

    Stopwatch(Map<String, List<Double>> times) {
      this.times = times;
    }

    void lap(String name) {
      long now = System.nanoTime();
      add(name, now - last);
      last = now;
    }

    void total(String name) {
      add(name, System.nanoTime() - start);
    }

    private void add(String name, long nanos) {
      times.computeIfAbsent(name, step -> new ArrayList<>()).add(nanos / 1e9);
    }
  }
}
