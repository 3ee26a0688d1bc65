package rumorista.look;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rumorista.Passage;
import rumorista.Prompt;
import rumorista.Timeline;
import rumorista.signal.Events;

/**
 * What is seen of a film.
 *
 * @param seconds its length
 * @param shots one after another, without gaps
 * @param openMouths when a mouth is open
 * @param motion where the frame moves
 */
public record Sight(double seconds, List<Shot> shots, List<Span> openMouths, MotionTrack motion) {
  /** What the eye sees where something hits something, again and again. */
  public static final String BLOWS = "blows";

  private static final int FEWEST_BLOWS = 2; // in a shot
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

  /**
   * The same with the blows that an eye has seen: they speak for themselves where nothing else is
   * said to sound.
   *
   * @param watched when it sounds, as the eye sees it
   * @param words from things to sounds
   */
  public Sight with(Timeline watched, Words words) {
    List<Shot> struck = new ArrayList<>();
    for (Shot shot : shots) {
      Thing blows = blows(shot, watched);
      struck.add(blows == null ? shot : shot.with(blows, words));
    }
    return new Sight(seconds, struck, openMouths, motion);
  }

  /** As sure as the attacks are sharp on average; {@code null} if they are few. */
  private @Nullable Thing blows(Shot shot, Timeline watched) {
    int from = (int) Math.ceil(shot.start() * watched.rate());
    int to = Math.min(watched.length(), (int) Math.ceil(shot.end() * watched.rate()));
    int[] attacks =
        IntStream.range(from, to).filter(i -> watched.onset()[i] > Events.AUDIBLE).toArray();
    if (attacks.length < FEWEST_BLOWS) {
      return null;
    }
    double sure =
        Arrays.stream(attacks)
            .mapToDouble(i -> Math.min(1, watched.onset()[i]))
            .average()
            .orElse(0);
    double last = (attacks[attacks.length - 1] + 1) / watched.rate();
    double first = attacks[0] / watched.rate();
    return new Thing(BLOWS, sure, first, Math.min(last, shot.end()), motion.positionAt(first), 1);
  }

  /** All that is said, each once, in the order of the film. */
  public List<String> words() {
    Set<String> words = new LinkedHashSet<>();
    shots.stream().map(Shot::words).filter(text -> !text.isEmpty()).forEach(words::add);
    return List.copyOf(words);
  }
}
