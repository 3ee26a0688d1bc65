package rumorista.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import rumorista.library.Recording;
import rumorista.measure.Hearing;
import rumorista.measure.Tagger;

/** What a new tagger says of the recordings that were kept apart, and of those it borrowed. */
final class TaggerScores {
  static final String FILE_NAME = "scores.tsv";

  private static final int LONGEST = 1000; // frames: 10 s
  private static final int TOP = 3;

  private final Hearing newSources = new Hearing();
  private final Hearing oldSources = new Hearing();
  private final List<String> rows = new ArrayList<>();
  private final double[] sums;

  TaggerScores(Tagger tagger, FeatureCache cache, List<Recording> recordings, TaggerSplit split) {
    this.sums = new double[tagger.kinds().size()];
    Set<String> learned = new HashSet<>();
    split.learned().forEach(i -> learned.add(recordings.get(i).source()));
    List<Integer> scored =
        Stream.concat(split.keptApart().stream(), split.borrowed().stream()).sorted().toList();
    for (int i : scored) {
      Recording recording = recordings.get(i);
      List<String> kind = List.of(recording.label());
      float[] tags = tagger.tag(cache.levels(i, 0, Math.min(LONGEST, cache.frames(i))));
      for (int k = 0; k < tags.length; k++) {
        sums[k] += tags[k];
      }
      int rank = tagger.rank(tags, kind);
      boolean borrowed = split.borrowed().contains(i);
      if (!borrowed && tagger.kinds().contains(recording.label())) {
        (learned.contains(recording.source()) ? oldSources : newSources)
            .add(recording.label(), rank);
      }
      rows.add(
          String.format(
              Locale.ROOT,
              "%s\t%s\t%.4f\t%d\t%s\t%s",
              recording.label() + "/" + recording.file().getFileName(),
              recording.label(),
              tagger.probability(tags, kind),
              rank + 1,
              String.join(",", tagger.top(tags, TOP)),
              borrowed ? "yes" : "no"));
    }
  }

  /**
   * One line a recording: file, kind, score, rank, the most probable kinds, and if learned from.
   */
  void write(Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.writeString(
        partial, "file\tkind\tscore\trank\ttop\tlearned_from\n" + String.join("\n", rows) + "\n");
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The mean probability of each kind over all these recordings. */
  List<Double> usual() {
    return Arrays.stream(sums).mapToObj(sum -> Math.round(sum / rows.size() * 1e6) / 1e6).toList();
  }

  /** For the card: the figures of sources that nothing was learned from, then of the others. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>(newSources.figures());
    figures.put("other_recordings_of_sources_learned_from", oldSources.figures());
    return figures;
  }

  List<String> lines() {
    return List.of(
        "sources that nothing was learned from: " + newSources,
        "other recordings of sources learned from: " + oldSources);
  }
}
