package rumorista;

/**
 * A sound that goes on without a shape of its own: rain, wind, a crowd, an engine.
 *
 * @param start in seconds
 * @param end in seconds
 * @param curve how its level changes meanwhile
 */
public record TextureCue(
    String id,
    Stem stem,
    double start,
    double end,
    LevelCurve curve,
    Subject subject,
    Staging staging)
    implements Cue {
  public TextureCue {
    Cue.checkSpan(id, start, end);
  }

  @Override
  public TextureCue with(Subject other) {
    return new TextureCue(id, stem, start, end, curve, other, staging);
  }

  @Override
  public TextureCue with(Staging other) {
    return new TextureCue(id, stem, start, end, curve, subject, other);
  }
}
