package rumorista.look;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of film between two cuts.
 *
 * @param start in seconds of the film
 * @param end in seconds of the film
 * @param things that are seen in it, the surest first
 * @param motion how much of the picture moves on average, 0 to 1
 * @param words for what probably sounds in it: a prompt; empty if nothing does
 */
public record Shot(double start, double end, List<Thing> things, double motion, String words) {
  public double seconds() {
    return end - start;
  }

  /** The same with one thing more, whose words are said if nothing else is. */
  Shot with(Thing thing, Words table) {
    List<Thing> more = new ArrayList<>(things);
    more.add(thing);
    more.sort(Comparator.comparingDouble(Thing::confidence).reversed());
    String said = words.isEmpty() ? table.of(List.of(thing)) : words;
    return new Shot(start, end, List.copyOf(more), motion, said);
  }

  Shot saying(String other) {
    return new Shot(start, end, things, motion, other);
  }
}
