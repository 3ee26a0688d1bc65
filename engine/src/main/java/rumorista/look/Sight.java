package rumorista.look;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rumorista.Passage;

/**
 * What is seen of a film.
 *
 * @param seconds its length
 * @param shots one after another, without gaps
 * @param openMouths when a mouth is open
 */
public record Sight(double seconds, List<Shot> shots, List<Span> openMouths) {
  /** What to imagine when: neighbouring shots that say the same are one passage. */
  public List<Passage> passages() {
    List<Passage> passages = new ArrayList<>();
    for (Shot shot : shots) {
      boolean same =
          !passages.isEmpty() && passages.getLast().text().equals(shot.words());
      double start = same ? passages.removeLast().start() : shot.start();
      passages.add(new Passage(start, shot.end(), shot.words()));
    }
    return passages;
  }

  /** All that is said, each once, in the order of the film. */
  public List<String> words() {
    Set<String> words = new LinkedHashSet<>();
    shots.stream().map(Shot::words).filter(text -> !text.isEmpty()).forEach(words::add);
    return List.copyOf(words);
  }
}
