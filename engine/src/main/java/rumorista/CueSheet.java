package rumorista;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that should sound in a film: a person can read it, edit it and give it back.
 *
 * @param seconds length of the film
 * @param cues ordered by start
 */
public record CueSheet(double seconds, List<Cue> cues) {
  public CueSheet {
    if (!(seconds > 0 && Double.isFinite(seconds))) {
      throw RumoristaException.invalidInput(
          "a cue sheet is %s s long; wanted more than 0", seconds);
    }
    Set<String> ids = new HashSet<>();
    for (Cue cue : cues) {
      if (!ids.add(cue.id())) {
        throw RumoristaException.invalidInput(
            "two cues have the id %s; wanted an id of its own for each", cue.id());
      }
    }
    cues = cues.stream().sorted(Comparator.comparingDouble(Cue::start)).toList();
  }

  /** The cues of one stem. */
  public List<Cue> of(Stem stem) {
    return cues.stream().filter(cue -> cue.stem() == stem).toList();
  }

  /** The same with {@code cue} in place of the one with its id. */
  public CueSheet with(Cue cue) {
    return new CueSheet(
        seconds, cues.stream().map(old -> old.id().equals(cue.id()) ? cue : old).toList());
  }
}
