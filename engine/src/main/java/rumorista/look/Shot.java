package rumorista.look;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stretch of film between two cuts.
 *
 * @param start in seconds of the film
 * @param end in seconds of the film
 * @param things that are seen in it, the surest first
 * @param motion how much of the picture moves on average, 0 to 1
 * @param sounds what probably sounds in it, what happens before what lies under it
 */
public record Shot(
    double start, double end, List<Thing> things, double motion, List<Sounding> sounds) {
  public double seconds() {
    return end - start;
  }

  /** The words for all that sounds, as a prompt; empty if nothing does. */
  public String words() {
    return sounds.stream().map(Sounding::words).collect(Collectors.joining(", "));
  }

  /** The same with one thing more, which sounds if nothing else does. */
  Shot with(Thing thing, Words table) {
    List<Thing> more = new ArrayList<>(things);
    more.add(thing);
    more.sort(Comparator.comparingDouble(Thing::confidence).reversed());
    List<Sounding> said = sounds.isEmpty() ? table.of(List.of(thing)) : sounds;
    return new Shot(start, end, List.copyOf(more), motion, said);
  }

  Shot sounding(List<Sounding> other) {
    return new Shot(start, end, things, motion, List.copyOf(other));
  }
}
