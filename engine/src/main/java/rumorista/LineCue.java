package rumorista;

/**
 * A line of dialogue.
 *
 * @param start in seconds
 * @param end in seconds
 * @param speaker who says it; the subject's words are what is said
 */
public record LineCue(
    String id, double start, double end, String speaker, Subject subject, Staging staging)
    implements Cue {
  public LineCue {
    Cue.checkSpan(id, start, end);
  }

  @Override
  public Stem stem() {
    return Stem.DIALOGUE;
  }

  @Override
  public LineCue with(Subject other) {
    return new LineCue(id, start, end, speaker, other, staging);
  }

  @Override
  public LineCue with(Staging other) {
    return new LineCue(id, start, end, speaker, subject, other);
  }
}
