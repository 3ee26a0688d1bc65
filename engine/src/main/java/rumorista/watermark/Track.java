package rumorista.watermark;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One mark as it goes on through a sound: what was read of it, and where it is. */
final class Track {
  /** Logarithm of the odds from which on a message is believed rather than the next. */
  static final double CERTAIN = 7;

  private static final double LONGEST_GAP = 3; // seconds between stretches that are taken for one

  private final Match first;
  private final List<Match> matches = new ArrayList<>();
  private final List<Localiser.Stretch> stretches = new ArrayList<>();

  Track(Match first) {
    this.first = first;
    matches.add(first);
  }

  Match first() {
    return first;
  }

  void add(Match match) {
    matches.add(match);
  }

  List<Match> matches() {
    return matches;
  }

  void addStretches(List<Localiser.Stretch> found) {
    for (Localiser.Stretch stretch : found) {
      Localiser.Stretch last = stretches.isEmpty() ? null : stretches.getLast();
      if (last != null && stretch.from() - last.to() < LONGEST_GAP) {
        stretches.set(
            stretches.size() - 1,
            new Localiser.Stretch(last.from(), stretch.to(), Math.max(last.z(), stretch.z())));
      } else {
        stretches.add(stretch);
      }
    }
  }

  OptionalInt id() {
    boolean certain = matches.stream().anyMatch(match -> match.valid() && match.lead() >= CERTAIN);
    return certain ? Payload.id(first.message()) : OptionalInt.empty();
  }

  List<Segment> segments(MarkKey key) {
    return stretches.stream()
        .map(stretch -> new Segment(stretch.from(), stretch.to(), key, id(), stretch.z()))
        .toList();
  }
}
