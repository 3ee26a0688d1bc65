package rumorista.retrieval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rumorista.library.Anatomy.Role;
import rumorista.library.Recording;
import rumorista.retrieval.Answer.Match;
import rumorista.retrieval.Wish.Candidate;

/**
 * Ranks the recordings of a library for what a prompt asks for: by kind first, then by how well the
 * words agree, then by how surely a tagger hears the kind. Immutable.
 */
public final class Retrieval {
  private static final double MOST_PENALTY = 0.35; // of a substitute that still fits
  private static final double WORDS_SHARE = 0.45;
  private static final double QUALITY_SHARE = 0.5;
  private static final double UNKNOWN_QUALITY = 0.6;
  private static final double BY_WORDS_ALONE = 0.7;
  private static final double LEAST_WORDS = 0.5; // of a wish's words, where the kind is unknown
  private static final double SURPLUS = 0.25; // against words that were not asked for
  private static final double LONG_ENOUGH_SECONDS = 3; // for what goes on
  private static final int NAMED = 3;

  private final RecordingIndex index;

  public Retrieval(List<Recording> recordings) {
    index = new RecordingIndex(recordings);
  }

  /** The kinds of which there are recordings. */
  public Set<String> kinds() {
    return Set.copyOf(index.kinds());
  }

  /** The recordings that answer a wish and that a veto allows. */
  public Answer answer(Wish wish, Veto veto) {
    Map<Recording, Match> matches = new LinkedHashMap<>();
    List<Candidate> wanted =
        wish.candidates().stream().filter(candidate -> veto.allows(candidate.kind())).toList();
    for (Candidate candidate : wanted) {
      collect(wish, candidate, index.ofKind(candidate.kind()), veto, matches);
    }
    if (matches.isEmpty() && (wanted.size() == wish.candidates().size() || !wanted.isEmpty())) {
      byWords(wish, veto, matches);
    }
    boolean fits = !matches.isEmpty();
    List<Candidate> substitutes = List.of();
    if (!fits) {
      substitutes = substitutes(wish, veto);
      for (Candidate substitute : substitutes) {
        collect(wish, substitute, index.ofKind(substitute.kind()), veto, matches);
      }
      fits = !matches.isEmpty() && substitutes.getFirst().score() >= 1 - MOST_PENALTY;
    }
    List<Match> ranked =
        matches.values().stream()
            .sorted(
                Comparator.comparingDouble(Match::score)
                    .reversed()
                    .thenComparing(match -> match.recording().file()))
            .toList();
    return new Answer(ranked, fits, fits ? List.of() : nearest(wish, substitutes, veto));
  }

  private static void collect(
      Wish wish,
      Candidate candidate,
      Collection<RecordingIndex.Entry> entries,
      Veto veto,
      Map<Recording, Match> matches) {
    Set<String> typical = typical(candidate.kind());
    for (RecordingIndex.Entry entry : entries) {
      Recording recording = entry.recording();
      if (veto.allows(recording)) {
        double words = agreement(wish.qualities(), typical, entry.qualities());
        double quality = Double.isNaN(recording.quality()) ? UNKNOWN_QUALITY : recording.quality();
        double score =
            candidate.score()
                * entry.sure()
                * (1 - WORDS_SHARE + WORDS_SHARE * words)
                * (1 - QUALITY_SHARE + QUALITY_SHARE * quality)
                * lengthFactor(wish, recording);
        matches.merge(
            recording,
            new Match(recording, candidate.kind(), score),
            (a, b) -> a.score() >= b.score() ? a : b);
      }
    }
  }

  /** What goes on is better answered by a recording that does, too; 1 if its length is unknown. */
  private static double lengthFactor(Wish wish, Recording recording) {
    boolean any = wish.role() != Role.TEXTURE || recording.seconds() <= 0;
    return any ? 1 : 0.5 + 0.5 * Math.min(1, recording.seconds() / LONG_ENOUGH_SECONDS);
  }

  private static Set<String> typical(String kind) {
    Kind known = KindTable.shared().kind(kind);
    Lexicons lexicons = Lexicons.shared();
    return known == null
        ? Set.of()
        : lexicons.qualities(lexicons.of(Language.EN), Words.split(known.typical()));
  }

  /**
   * How well a recording's words agree with those of a wish, 0 to 1: what was asked for counts
   * most, what is typical of the kind less, and what is neither counts against it.
   */
  private static double agreement(Set<String> asked, Set<String> typical, Set<String> described) {
    double weight = 0;
    double sum = 0;
    Set<String> all = new HashSet<>(asked);
    all.addAll(typical);
    for (String quality : all) {
      double each = (asked.contains(quality) ? 2 : 0) + (typical.contains(quality) ? 0.5 : 0);
      weight += each;
      sum += described.contains(quality) ? each : 0;
    }
    long surplus = described.stream().filter(quality -> !all.contains(quality)).count();
    double agreed = weight == 0 ? 0 : sum / weight;
    return Math.max(0, agreed - SURPLUS * surplus / Math.max(1, described.size()));
  }

  /** Recordings of no known kind that share enough words with a wish. */
  private void byWords(Wish wish, Veto veto, Map<Recording, Match> matches) {
    Set<String> asked = new HashSet<>(wish.qualities());
    asked.removeIf(quality -> quality.startsWith("{"));
    for (RecordingIndex.Entry entry : index.withAny(asked)) {
      long shared = asked.stream().filter(entry.qualities()::contains).count();
      double share = (double) shared / asked.size();
      if (share >= LEAST_WORDS && veto.allows(entry.recording())) {
        Recording recording = entry.recording();
        matches.put(recording, new Match(recording, recording.label(), BY_WORDS_ALONE * share));
      }
    }
  }

  /** Kinds of which there are recordings and that sound like what is asked for, the best first. */
  private List<Candidate> substitutes(Wish wish, Veto veto) {
    List<Candidate> found = new ArrayList<>();
    for (Candidate candidate : wish.candidates()) {
      if (veto.allows(candidate.kind())) {
        KindTable.shared()
            .substitutes(candidate.kind())
            .forEach((kind, penalty) ->
                found.add(new Candidate(kind, candidate.score() * (1 - penalty))));
      }
    }
    wish.nearest().forEach(kind -> found.add(new Candidate(kind, PromptReader.LEAST_SIMILARITY)));
    return found.stream()
        .filter(c -> veto.allows(c.kind()) && !index.ofKind(c.kind()).isEmpty())
        .sorted(Comparator.comparingDouble(Candidate::score).reversed())
        .limit(NAMED)
        .toList();
  }

  /** Kinds of the library that sound or mean most nearly what is missing, as words. */
  private List<String> nearest(Wish wish, List<Candidate> substitutes, Veto veto) {
    Set<String> kinds = new LinkedHashSet<>();
    substitutes.forEach(substitute -> kinds.add(substitute.kind()));
    kinds.addAll(wish.nearest());
    if (kinds.size() < NAMED) {
      kinds.addAll(Meanings.alike(wish.kind()));
    }
    return kinds.stream()
        .filter(kind -> veto.allows(kind) && !index.ofKind(kind).isEmpty())
        .limit(NAMED)
        .map(kind -> kind.replace('_', ' '))
        .toList();
  }
}
