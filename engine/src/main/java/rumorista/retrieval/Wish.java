package rumorista.retrieval;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import rumorista.library.Anatomy.Role;

/**
 * One thing that a prompt asks for.
 *
 * @param words as they were written
 * @param candidates the kinds that may be meant, the likeliest first; empty if none is near enough
 * @param role how it should sound in time
 * @param qualities stems and concepts of its words, for choosing among recordings
 * @param ambience whether it is the surroundings rather than something that happens
 * @param music whether music is asked for; candidates are then the instruments that were named
 * @param nearest the nearest three kinds if there are no candidates
 */
public record Wish(
    String words,
    List<Candidate> candidates,
    Role role,
    Set<String> qualities,
    boolean ambience,
    boolean music,
    List<String> nearest) {
  public Wish {
    candidates = List.copyOf(candidates);
    qualities = Collections.unmodifiableSet(new TreeSet<>(qualities));
    nearest = List.copyOf(nearest);
  }

  /** A kind and how surely it is meant; 1 is the best there can be. */
  public record Candidate(String kind, double score) {}

  /** Whether a kind is known for it. */
  public boolean understood() {
    return !candidates.isEmpty() || music;
  }

  /** The likeliest kind; empty if there is none. */
  public String kind() {
    return candidates.isEmpty() ? "" : candidates.getFirst().kind();
  }
}
