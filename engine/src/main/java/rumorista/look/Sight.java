package rumorista.look;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rumorista.Passage;
import rumorista.Prompt;

/**
 * What is seen of a film.
 *
 * @param seconds its length
 * @param shots one after another, without gaps
 * @param openMouths when a mouth is open
 */
public record Sight(double seconds, List<Shot> shots, List<Span> openMouths) {
  private static final double SHORTEST = 0.6; // seconds of a passage of its own

  /**
   * What to imagine when: neighbouring shots that ask for the same are one passage, and so is what
   * is too short to be heard by itself.
   *
   * @param asked by the user
   * @param see what becomes of the user's words and of what is seen
   */
  public List<Passage> passages(Prompt asked, See see) {
    List<Passage> passages = new ArrayList<>();
    for (Shot shot : shots) {
      Prompt prompt = new Prompt(see.text(asked.text(), shot.words()), asked.negative());
      boolean same =
          !passages.isEmpty()
              && (passages.getLast().prompt().equals(prompt) || shot.seconds() < SHORTEST);
      if (same) {
        Passage before = passages.removeLast();
        passages.add(new Passage(before.start(), shot.end(), before.prompt()));
      } else {
        passages.add(new Passage(shot.start(), shot.end(), prompt));
      }
    }
    return passages.isEmpty() ? List.of(new Passage(0, seconds, asked)) : passages;
  }

  /** All that is said, each once, in the order of the film. */
  public List<String> words() {
    Set<String> words = new LinkedHashSet<>();
    shots.stream().map(Shot::words).filter(text -> !text.isEmpty()).forEach(words::add);
    return List.copyOf(words);
  }
}
