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
import rumorista.Device;
import rumorista.GenerationOptions;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.SoundStream;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.generate.Foley;
import rumorista.generate.Release;
import rumorista.media.Muxer.SourceAudio;
import rumorista.watermark.MarkKey;

/** How long the steps of making a sound take: medians over several runs after one to warm up. */
public final class Bench {
  private Bench() {}

  /**
   * What is made.
   *
   * @param eye that watches
   * @param film to watch and to give the sound to; {@code null} if sound alone is made
   * @param seconds of sound without a film
   */
  public record Setting(
      Path model,
      @Nullable Path library,
      Path eye,
      Device device,
      @Nullable Path film,
      String prompt,
      double seconds,
      int steps,
      double guidance,
      long seed) {}

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

  /** Loads the model once, then makes the sound {@code runs} times. */
  public static List<Step> run(Setting setting, int runs) {
    if (runs < 1) {
      throw invalidInput("runs is %d; wanted one or more", runs);
    }
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Stopwatch loading = new Stopwatch(times);
    Foley foley = Foley.load(setting.model, setting.library, setting.device);
    loading.lap("loading");
    double length = once(setting, foley, new Stopwatch(new LinkedHashMap<>()));
    for (int i = 0; i < runs; i++) {
      Stopwatch watch = new Stopwatch(times);
      length = once(setting, foley, watch);
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
  private static double once(Setting setting, Foley foley, Stopwatch watch) {
    Prompt prompt = new Prompt(setting.prompt, "");
    Timeline timeline = null;
    double length = setting.seconds;
    if (setting.film != null) {
      Timeline motion = Foley.watch(setting.film, setting.eye, Progress.NONE);
      length = motion.seconds();
      watch.lap("watching");
      timeline = foley.compose(prompt, motion);
      watch.lap("composing");
    }
    GenerationOptions options =
        new GenerationOptions(setting.steps, setting.guidance, setting.seed);
    Waveform made;
    try (SoundStream sound = foley.imagine(prompt, timeline, length, options, Progress.NONE)) {
      watch.lap("retrieving");
      made = sound.readAll();
    }
    watch.lap("imagining and sounding");
    release(made, setting, new Release.Work(prompt, setting.seed, foley.origin()));
    watch.lap("releasing");
    return length;
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
