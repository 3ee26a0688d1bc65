package rumorista;

/**
 * A sound with a beginning, a body and an end: tearing, creaking, a pass-by, a held note.
 *
 * @param start in seconds
 * @param end in seconds
 * @param curve how its level changes meanwhile
 */
public record SustainedCue(
    String id,
    Stem stem,
    double start,
    double end,
    LevelCurve curve,
    Subject subject,
    Staging staging)
    implements Cue {
  public SustainedCue {
    Cue.checkSpan(id, start, end);
  }

  @Override
  public SustainedCue with(Subject other) {
    return new SustainedCue(id, stem, start, end, curve, other, staging);
  }

  @Override
  public SustainedCue with(Staging other) {
    return new SustainedCue(id, stem, start, end, curve, subject, other);
  }
}
