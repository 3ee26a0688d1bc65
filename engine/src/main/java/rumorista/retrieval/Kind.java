package rumorista.retrieval;

import rumorista.library.Anatomy.Role;

/**
 * A kind of sound that people ask for, such as {@code footsteps_gravel}.
 *
 * @param name as in the class column of a manifest
 * @param role how it usually sounds
 * @param pitchSemitones by how much repeats may vary
 * @param struck whether it sounds when things are seen to move or to hit each other
 * @param gapSeconds the usual time between repeats when nothing is seen
 * @param typical the plainest English words for it
 */
public record Kind(
    String name,
    Role role,
    double pitchSemitones,
    boolean struck,
    double gapSeconds,
    String typical) {
  /** The name as words. */
  public String words() {
    return name.replace('_', ' ');
  }
}
