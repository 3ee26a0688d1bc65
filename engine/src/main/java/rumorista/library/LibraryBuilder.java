package rumorista.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.AudioReader;
import rumorista.media.SoundWriter;
import rumorista.text.SentenceEncoder;

/**
 * Picks a small sound library out of a large corpus: some recordings of every kind, only such whose
 * licence asks for no more than credit, cut to a few seconds and made equally loud.
 */
public final class LibraryBuilder {
  private static final Set<String> FREE = Set.of("CC0/PD", "CC-BY", "permissive/other-free");
  private static final double LONGEST_SECONDS = 6;
  private static final double SHORTEST_SECONDS = 0.15;
  private static final float SILENT = 0.003f;
  private static final float PEAK = 0.7f;
  private static final double FADE_SECONDS = 0.05;
  private static final int SAMPLE_RATE = 32_000;
  private static final List<String> COLUMNS =
      List.of(
          "file",
          "seconds",
          "class",
          "caption",
          "name",
          "source",
          "licence",
          "licence_class",
          "attribution");

  private LibraryBuilder() {}

  /**
   * Writes recordings, manifest and the captions' meanings into {@code out}.
   *
   * @param heldOut sources that are left out
   * @param bytes how large the recordings may become together
   * @return how many recordings there are
   */
  public static int build(
      Path data, Set<String> heldOut, Path out, long bytes, Consumer<String> lines)
      throws IOException {
    Map<String, List<Recording>> kinds = candidates(Manifest.read(data), heldOut);
    List<Recording> chosen = new ArrayList<>();
    long used = 0;
    for (int round = 0; used < bytes && !kinds.isEmpty(); round++) {
      for (List<Recording> kind : kinds.values()) {
        if (!kind.isEmpty() && used < bytes) {
          Recording copy = copy(kind.removeFirst(), out, chosen.size());
          chosen.add(copy);
          used += Files.size(copy.file());
        }
      }
      kinds.values().removeIf(List::isEmpty);
      lines.accept(
          "round %d: %d recordings, %d KB".formatted(round + 1, chosen.size(), used / 1000));
    }
    writeManifest(out, chosen);
    Set<String> texts = new LinkedHashSet<>();
    for (Recording recording : chosen) {
      texts.add(recording.caption());
      texts.add(recording.words());
    }
    new SentenceEncoder().write(out.resolve(SentenceEncoder.MEMORY), texts);
    return chosen.size();
  }

  /** What may be chosen, by kind, in the order in which it is. */
  private static Map<String, List<Recording>> candidates(
      List<Recording> recordings, Set<String> heldOut) {
    Map<String, List<Recording>> kinds =
        recordings.stream()
            .filter(r -> FREE.contains(r.licenceClass()) && !heldOut.contains(r.source()))
            .filter(r -> r.seconds() >= SHORTEST_SECONDS)
            .collect(Collectors.groupingBy(Recording::label, TreeMap::new, Collectors.toList()));
    kinds.replaceAll((label, kind) -> inTurns(kind));
    return kinds;
  }

  /**
   * Captions and sources take turns, the caption that stands for most of the kind first; within a
   * turn, free of duty before credit and long before short.
   */
  private static List<Recording> inTurns(List<Recording> kind) {
    Map<String, Long> common =
        kind.stream().collect(Collectors.groupingBy(Recording::caption, Collectors.counting()));
    Map<String, Integer> turns = new HashMap<>();
    return kind.stream()
        .sorted(
            Comparator.comparing((Recording r) -> !r.licenceClass().equals("CC0/PD"))
                .thenComparing(r -> -Math.min(LONGEST_SECONDS, r.seconds())))
        .map(r -> Map.entry(r, turns.merge(r.caption() + "|" + r.source(), 1, Integer::sum)))
        .sorted(
            Comparator.comparing((Map.Entry<Recording, Integer> entry) -> entry.getValue())
                .thenComparing(entry -> -common.getOrDefault(entry.getKey().caption(), 0L)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Recording copy(Recording original, Path out, int number) throws IOException {
    float[] samples = trim(AudioReader.readAll(original.file(), SAMPLE_RATE, 1).samples()[0]);
    Path file =
        out.resolve(original.label()).resolve("%s-%03d.opus".formatted(original.label(), number));
    Files.createDirectories(out.resolve(original.label()));
    SoundWriter.write(SoundStream.of(Waveform.mono(samples, SAMPLE_RATE)), file);
    return new Recording(
        file,
        (double) samples.length / SAMPLE_RATE,
        original.label(),
        original.caption(),
        original.name(),
        original.source(),
        original.licence(),
        original.licenceClass(),
        original.attribution());
  }

  /**
   * Without silence at its ends, not too long, faded out where it was cut, and as loud as the
   * others.
   */
  private static float[] trim(float[] samples) {
    float peak = 1e-6f;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    int from = 0;
    int to = samples.length;
    while (from < to - 1 && Math.abs(samples[from]) < SILENT * peak) {
      from++;
    }
    while (to > from + 1 && Math.abs(samples[to - 1]) < SILENT * peak) {
      to--;
    }
    boolean cut = to - from > LONGEST_SECONDS * SAMPLE_RATE;
    float[] result =
        Arrays.copyOfRange(samples, from, cut ? from + (int) (LONGEST_SECONDS * SAMPLE_RATE) : to);
    int fade = (int) Math.min(FADE_SECONDS * SAMPLE_RATE, result.length);
    for (int i = 0; i < result.length; i++) {
      float fadeOut = cut ? Math.min(1, (float) (result.length - i) / fade) : 1;
      result[i] *= PEAK / peak * fadeOut;
    }
    return result;
  }

  private static void writeManifest(Path out, List<Recording> chosen) throws IOException {
    List<String> lines = new ArrayList<>(List.of(String.join("\t", COLUMNS)));
    for (Recording r : chosen) {
      lines.add(
          String.join(
              "\t",
              out.relativize(r.file()).toString(),
              "%.3f".formatted(r.seconds()),
              r.label(),
              r.caption(),
              r.name().replace('\t', ' '),
              r.source(),
              r.licence(),
              r.licenceClass(),
              r.attribution().replace('\t', ' ')));
    }
    Files.write(out.resolve(Manifest.FILE_NAME), lines);
  }
}
