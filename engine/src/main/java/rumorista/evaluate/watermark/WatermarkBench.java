package rumorista.evaluate.watermark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.evaluate.GeneratedClips;
import rumorista.evaluate.Studio;
import rumorista.generate.Foley;
import rumorista.generate.Rumorista;
import rumorista.media.AudioReader;
import rumorista.media.SoundWriter;
import rumorista.watermark.Audibility;
import rumorista.watermark.Detection;
import rumorista.watermark.MarkKey;
import rumorista.watermark.Search;
import rumorista.watermark.Strength;
import rumorista.watermark.Watermark;

/**
 * Measures what the watermark withstands, what is heard of it, and how often it is seen in vain.
 */
public final class WatermarkBench {
  private static final int KEYS_AT_ONCE = 10;

  private WatermarkBench() {}

  /**
   * What is measured.
   *
   * @param folders of recordings
   * @param lengths of clips, in seconds
   * @param clips of every length
   * @param stretchedClips how many of them are also stretched, which takes long to find again
   * @param strength of the mark, in dB; {@code null} chooses for every clip as a release does, by
   *     what is found after the codec of films
   * @param attacks regular expression of the names of attacks
   * @param rumorista makes sounds to be marked; {@code null} leaves these out
   * @param foley whose own codec is an attack too; {@code null} leaves that out
   * @param generated sounds that are made, each a kind of its own
   */
  public record Setting(
      List<Path> folders,
      List<Double> lengths,
      int clips,
      int stretchedClips,
      @Nullable Double strength,
      String attacks,
      @Nullable Rumorista rumorista,
      @Nullable Foley foley,
      int generated,
      long seed) {}

  /** Marks, attacks and detects; every trial goes to the report as it is made. */
  public static Report attacks(Setting setting, Consumer<Trial> trials) {
    Report report = new Report();
    Path folder = temporaryFolder();
    Path sounds = temporaryFolder();
    try {
      for (double seconds : setting.lengths) {
        List<Path> folders = new ArrayList<>(setting.folders);
        folders.addAll(generated(setting, sounds, seconds));
        List<Clip> clips = Clip.choose(folders, seconds, setting.clips, setting.seed);
        for (int i = 0; i < clips.size(); i++) {
          for (Trial trial : trials(clips.get(i), i, seconds, setting, folder)) {
            report.add(trial);
            trials.accept(trial);
          }
        }
      }
    } finally {
      empty(folder, true);
      empty(sounds, true);
    }
    return report;
  }

  private static List<Path> generated(Setting setting, Path folder, double seconds) {
    if (setting.rumorista == null || setting.generated == 0) {
      return List.of();
    }
    Studio studio = new Studio(setting.rumorista, Progress.NONE);
    return GeneratedClips.write(studio, folder, setting.generated, seconds);
  }

  private static List<Trial> trials(
      Clip clip, int number, double seconds, Setting setting, Path folder) {
    Waveform sound = clip.read(seconds);
    int id = Math.floorMod(number * 7_919 + (int) setting.seed, Watermark.LARGEST_ID + 1);
    Marked marked = mark(sound, id, setting.strength, folder);
    boolean sparse = Clip.isSparse(sound);
    return Attack.all(setting.foley).stream()
        .filter(attack -> attack.applies(seconds) && attack.name().matches(setting.attacks))
        .filter(attack -> !attack.stretches() || number < setting.stretchedClips)
        .map(attack -> {
          Path file = attack.change().apply(marked.sound, folder);
          Search search = attack.stretches() ? Search.THOROUGH : Search.PLAIN;
          Detection detection = detect(file, List.of(MarkKey.PUBLIC), search);
          empty(folder, false);
          OptionalInt found = detection.id();
          return new Trial(
              seconds,
              clip.file().getFileName().toString(),
              clip.kind(),
              sparse,
              marked.audibility,
              attack.name(),
              detection.marked(),
              detection.z(),
              found.isPresent() && found.getAsInt() == id,
              found.isPresent() && found.getAsInt() != id);
        })
        .toList();
  }

  private record Marked(Waveform sound, double audibility) {}

  private static Marked mark(Waveform sound, int id, @Nullable Double strength, Path folder) {
    List<MarkKey> keys = List.of(MarkKey.PUBLIC);
    if (strength != null) {
      Waveform marked = Watermark.embed(sound, keys, id, strength);
      return new Marked(marked, Audibility.noiseToMask(sound, marked));
    }
    // The last that is made is the one that counts.
    AtomicReference<Waveform> last = new AtomicReference<>(sound);
    Strength.Trial chosen =
        Strength.choose(candidate -> {
          Waveform marked = Watermark.embed(sound, keys, id, candidate);
          last.set(marked);
          Path film = folder.resolve("film.m4a");
          SoundWriter.write(SoundStream.of(marked), film);
          Detection detection = detect(film, keys, Search.PLAIN);
          empty(folder, false);
          return new Strength.Trial(candidate, detection, Audibility.noiseToMask(sound, marked));
        });
    return new Marked(last.get(), chosen.noiseToMask());
  }

  private static Detection detect(Path file, List<MarkKey> keys, Search search) {
    try (AudioReader reader = AudioReader.open(file, Clip.DETECTOR_RATE, 2)) {
      return Watermark.detect(reader, keys, search);
    }
  }

  /**
   * How often unmarked sound, and sound marked with another key, looks marked.
   *
   * @param hits how often
   * @param trials pairs of sound and key
   * @param largestZ correlation that came about by chance
   */
  public record FalsePositives(int hits, int trials, double largestZ) {
    private FalsePositives and(FalsePositives other) {
      return new FalsePositives(
          hits + other.hits, trials + other.trials, Math.max(largestZ, other.largestZ));
    }

    /** A line of text. */
    public String toText() {
      return String.format(
          Locale.ROOT,
          "%d false positives in %d pairs of sound and key; largest z %.2f",
          hits,
          trials,
          largestZ);
    }
  }

  /**
   * Looks in every clip, unmarked and marked, for keys that are not there: several at once, but
   * each by the threshold that it would have alone.
   */
  public static FalsePositives falsePositives(
      Setting setting, int trials, Consumer<FalsePositives> progress) {
    double seconds = setting.lengths.getFirst();
    List<Clip> clips = Clip.choose(setting.folders, seconds, setting.clips, setting.seed);
    FalsePositives result = new FalsePositives(0, 0, 0);
    int keysEach = Math.ceilDiv(trials, 2 * clips.size());
    for (int i = 0; i < clips.size(); i++) {
      Waveform sound = clips.get(i).readForDetection(seconds);
      double strength = setting.strength == null ? Strength.DEFAULT : setting.strength;
      Waveform marked = Watermark.embed(sound, List.of(MarkKey.PUBLIC), i, strength);
      for (Waveform candidate : List.of(sound, marked)) {
        for (int at = 0; at < keysEach; at += KEYS_AT_ONCE) {
          int first = i * keysEach + at;
          List<MarkKey> others =
              IntStream.range(first, first + Math.min(KEYS_AT_ONCE, keysEach - at))
                  .mapToObj(WatermarkBench::key)
                  .toList();
          result = result.and(looked(candidate, others));
        }
      }
      progress.accept(result);
    }
    return result;
  }

  private static FalsePositives looked(Waveform sound, List<MarkKey> others) {
    Detection detection = Watermark.detect(SoundStream.of(sound), others, Search.PLAIN);
    double alone = detection.lnFalsePositiveBound() - Math.log(others.size());
    boolean hit = alone <= Math.log(Detection.ALLOWED_FALSE_POSITIVES);
    return new FalsePositives(hit ? 1 : 0, others.size(), detection.z());
  }

  private static MarkKey key(long number) {
    return MarkKey.of(ByteBuffer.allocate(MarkKey.LENGTH).putLong(number).putLong(~number).array());
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("rumorista-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void empty(Path folder, boolean also) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (also || !file.equals(folder)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new RumoristaException(
          RumoristaException.Kind.INVALID_INPUT, folder + ": cannot be emptied", e);
    }
  }

  /** Writes a header and every trial as tab-separated values. */
  public static Consumer<Trial> log(PrintWriter writer) {
    writer.println(Trial.HEADER);
    return trial -> {
      writer.println(trial.toLine());
      writer.flush();
    };
  }
}
