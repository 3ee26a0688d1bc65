package rumorista;

/**
 * A sound with an onset and its natural decay: a knock, a bark, a step.
 *
 * @param start the onset, in seconds
 * @param number counts the events of its thing: neighbours are answered by different recordings
 * @param phrase whether a whole recording is played in its own rhythm instead of one event
 */
public record EventCue(
    String id,
    Stem stem,
    double start,
    int number,
    boolean phrase,
    Subject subject,
    Staging staging)
    implements Cue {
  public EventCue {
    Cue.checkSpan(id, start, start);
  }

  @Override
  public double end() {
    return start;
  }

  @Override
  public EventCue with(Subject other) {
    return new EventCue(id, stem, start, number, phrase, other, staging);
  }

  @Override
  public EventCue with(Staging other) {
    return new EventCue(id, stem, start, number, phrase, subject, other);
  }
}
