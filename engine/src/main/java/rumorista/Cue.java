package rumorista;

/**
 * One thing that should sound. A cue has random numbers of its own, derived from the seed of the
 * take and its id: changing one cue changes the samples of no other.
 */
public sealed interface Cue permits EventCue, SustainedCue, TextureCue, LineCue, MusicCue {
  /** Identifies the cue in its sheet. */
  String id();

  Stem stem();

  /** When it begins, in seconds; of an event its onset. */
  double start();

  /** When it ends, in seconds; an event's own decay may last longer. */
  double end();

  Subject subject();

  Staging staging();

  /** The same with another subject. */
  Cue with(Subject subject);

  /** The same with another staging. */
  Cue with(Staging staging);

  /** Throws unless a span makes sense. */
  static void checkSpan(String id, double start, double end) {
    if (!(start >= 0 && end >= start && Double.isFinite(end))) {
      throw RumoristaException.invalidInput(
          "cue %s goes from %s to %s s; wanted a start of 0 or later and an end not before it",
          id, start, end);
    }
  }
}
