package rumorista.library;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rumorista.text.SentenceEncoder;

/**
 * Recordings that can be asked for in words. What a recording is called decides; an unwanted
 * meaning counts against it. Immutable.
 */
public final class SoundLibrary {
  private static final double TOLERATED = 0.4; // likeness to what is unwanted that costs nothing
  private static final double AVERSION = 2;
  private static final double LABEL_SHARE = 0.35; // of a likeness, the rest is the caption's

  private final List<Recording> recordings;
  private final SentenceEncoder sentences;

  public SoundLibrary(List<Recording> recordings, SentenceEncoder sentences) {
    this.recordings = List.copyOf(recordings);
    this.sentences = sentences;
  }

  /** A recording and how well it answers a question; 1 is the best there can be. */
  public record Match(Recording recording, double score) {}

  public List<Recording> recordings() {
    return recordings;
  }

  /**
   * All recordings, the best answer first.
   *
   * @param wanted what should be heard
   * @param unwanted what should not; may be empty
   */
  public List<Match> rank(String wanted, String unwanted) {
    float[] towards = sentences.encode(wanted);
    float[] away = sentences.encode(unwanted);
    Map<String, Double> scores = new LinkedHashMap<>();
    return recordings.stream()
        .map(r ->
            new Match(
                r,
                scores.computeIfAbsent(
                    r.caption() + "|" + r.label(), key -> score(r, towards, away))))
        .sorted(Comparator.comparingDouble(Match::score).reversed())
        .collect(Collectors.toList());
  }

  private double score(Recording recording, float[] towards, float[] away) {
    return likeness(recording, towards)
        - AVERSION * Math.max(0, likeness(recording, away) - TOLERATED);
  }

  private double likeness(Recording recording, float[] meaning) {
    return (1 - LABEL_SHARE)
            * SentenceEncoder.similarity(meaning, sentences.encode(recording.caption()))
        + LABEL_SHARE * SentenceEncoder.similarity(meaning, sentences.encode(recording.words()));
  }
}
