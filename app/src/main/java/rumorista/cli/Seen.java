package rumorista.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.Passage;
import rumorista.Prompt;
import rumorista.Timeline;
import rumorista.look.Sight;
import rumorista.look.Words;

/**
 * What is going to be imagined: what was asked for, and what was seen.
 *
 * @param passages of the film, one after another
 * @param words for what was seen, each once; {@code null} if nobody looked
 */
record Seen(List<Passage> passages, @Nullable List<String> words) {
  private static final String NOTHING = "nothing that sounds";

  /**
   * @param looked what was seen; {@code null} if nobody looked
   * @param timeline when it sounds
   */
  static Seen of(Plan plan, @Nullable Sight looked, @Nullable Timeline timeline) {
    if (looked == null) {
      return new Seen(List.of(new Passage(0, 0, plan.prompt())), null);
    }
    Words table = Words.read(plan.flags().look.words);
    Sight sight = timeline == null ? looked : looked.with(timeline, table);
    return new Seen(sight.passages(plan.prompt(), plan.see()), sight.words());
  }

  /** What was asked for in all passages together. */
  Prompt prompt() {
    Set<String> texts = new LinkedHashSet<>();
    passages.stream().map(p -> p.prompt().text()).filter(t -> !t.isBlank()).forEach(texts::add);
    String text = String.join("; ", texts);
    String fitted = text.substring(0, Math.min(text.length(), Prompt.MAX_LENGTH));
    return passages.size() == 1
        ? passages.getFirst().prompt()
        : new Prompt(fitted, passages.getFirst().prompt().negative());
  }

  /** For people. */
  String describe() {
    return "seeing: " + (words == null || words.isEmpty() ? NOTHING : String.join("; ", words));
  }
}
