package rumorista.evaluate.watermark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.AudioReader;
import rumorista.media.SoundWriter;
import rumorista.watermark.Detection;
import rumorista.watermark.MarkKey;
import rumorista.watermark.MarkedSound;
import rumorista.watermark.Search;
import rumorista.watermark.Strength;
import rumorista.watermark.Watermark;

/**
 * What becomes of the mark in soundtracks of placed recordings: in stereo, in the mono downmix, in
 * one channel alone and through codecs, and what share of them cannot be marked at all.
 */
public final class PlacedBench {
  private static final int DETECTOR_RATE = 16_000;
  private static final List<MarkKey> KEYS = List.of(MarkKey.PUBLIC);

  private PlacedBench() {}

  /**
   * What is measured.
   *
   * @param folder of recordings with a manifest
   * @param clips of every scene, length and level of the room
   * @param roomLevels RMS levels in dBFS of the noise under a scene; negative infinity for none
   */
  public record Setting(
      Path folder, List<Double> lengths, int clips, List<Double> roomLevels, long seed) {}

  private record Row(String scene, double seconds, double roomLevel) {}

  /** What one row adds up to. */
  private static final class Sums {
    private Tally marked = Tally.NONE;
    private double strength;
    private final Map<String, Tally> found = new LinkedHashMap<>();
    private final Map<String, List<Double>> z = new LinkedHashMap<>();

    void add(String form, Detection detection) {
      found.merge(
          form,
          Tally.NONE.and(detection.marked()),
          (before, now) -> before.and(detection.marked()));
      z.computeIfAbsent(form, name -> new ArrayList<>()).add(detection.z());
    }

    private String cell(String form) {
      List<Double> sorted = z.getOrDefault(form, List.of()).stream().sorted().toList();
      Tally tally = found.getOrDefault(form, Tally.NONE);
      return sorted.isEmpty()
          ? "-"
          : String.format(
              Locale.ROOT,
              "%d/%d, z %.1f",
              tally.hits(),
              tally.trials(),
              sorted.get(sorted.size() / 2));
    }
  }

  /** Marks and looks; every finished row goes to {@code rows} as a line of a Markdown table. */
  public static void measure(Setting setting, Consumer<String> rows) {
    rows.accept(
        "| scene | length | room tone, dBFS | can be marked | strength, dB | "
            + String.join(" | ", forms())
            + " |");
    rows.accept("|" + " --- |".repeat(5 + forms().size()));
    Path file = temporaryFile();
    try {
      for (PlacedScene scene : PlacedScene.ALL) {
        for (double seconds : setting.lengths) {
          for (double roomLevel : setting.roomLevels) {
            rows.accept(row(setting, scene, new Row(scene.name(), seconds, roomLevel), file));
          }
        }
      }
    } finally {
      delete(file);
    }
  }

  private static String row(Setting setting, PlacedScene scene, Row row, Path file) {
    Sums sums = new Sums();
    for (int i = 0; i < setting.clips; i++) {
      Waveform sound = scene.make(setting.folder, row.seconds, row.roomLevel, setting.seed + i);
      Chosen chosen = mark(sound, i + 1);
      sums.marked = sums.marked.and(chosen.releasable());
      if (chosen.releasable()) {
        sums.strength += chosen.trial.strength();
        look(chosen.sound, file, sums);
      }
    }
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "| %s | %.0f s | %s | %d/%d | %.1f |",
            row.scene,
            row.seconds,
            Double.isInfinite(row.roomLevel) ? "none" : "%.0f".formatted(row.roomLevel),
            sums.marked.hits(),
            sums.marked.trials(),
            sums.strength / Math.max(1, sums.marked.hits())));
    forms().forEach(form -> line.append(' ').append(sums.cell(form)).append(" |"));
    return line.toString();
  }

  private static List<String> forms() {
    return List.of("stereo", "mono downmix", "left", "right", "AAC 128k", "Opus 64k", "MP3 128k");
  }

  private static void look(Waveform sound, Path file, Sums sums) {
    float[][] channels = sound.samples();
    sums.add("stereo", detect(sound));
    sums.add("mono downmix", detect(Distortion.mono(sound)));
    sums.add("left", detect(Waveform.mono(channels[0], sound.sampleRate())));
    sums.add("right", detect(Waveform.mono(channels[1], sound.sampleRate())));
    sums.add("AAC 128k", coded(sound, file, ".m4a", 128_000));
    sums.add("Opus 64k", coded(sound, file, ".opus", 64_000));
    sums.add("MP3 128k", coded(sound, file, ".mp3", 128_000));
  }

  private static Detection detect(Waveform sound) {
    return Watermark.detect(SoundStream.of(sound), KEYS, Search.PLAIN);
  }

  /** Of the mono downmix of what a codec leaves. */
  private static Detection coded(Waveform sound, Path file, String extension, int bitsPerSecond) {
    Path output = file.resolveSibling(file.getFileName() + extension);
    try {
      SoundWriter.writeCoded(SoundStream.of(sound), output, bitsPerSecond);
      try (AudioReader reader = AudioReader.open(output, DETECTOR_RATE, 1)) {
        return Watermark.detect(reader, KEYS, Search.PLAIN);
      }
    } finally {
      delete(output);
    }
  }

  private record Chosen(Waveform sound, Strength.Trial trial) {
    boolean releasable() {
      return trial.detection().marked() && !trial.audible();
    }
  }

  /** The mark that a release would choose. */
  private static Chosen mark(Waveform sound, int id) {
    Waveform[] last = {sound};
    Strength.Trial trial =
        Strength.choose(
            Strength.DEFAULT,
            Strength.MOST,
            Strength.WANTED_ALONE_Z,
            strength -> {
              try (MarkedSound marked =
                  Watermark.embed(SoundStream.of(sound), KEYS, id, strength)) {
                last[0] = marked.readAll();
                return new Strength.Trial(
                    strength, detect(Distortion.mono(last[0])), marked.noiseToMask());
              }
            });
    return new Chosen(last[0], trial);
  }

  private static Path temporaryFile() {
    try {
      return Files.createTempFile("rumorista-bench", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
