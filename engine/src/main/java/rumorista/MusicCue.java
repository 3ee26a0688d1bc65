package rumorista;

import java.util.List;

/**
 * A piece of music.
 *
 * @param start in seconds
 * @param end in seconds
 * @param hits instants at which the music should mark something, in seconds
 */
public record MusicCue(
    String id, double start, double end, List<Double> hits, Subject subject, Staging staging)
    implements Cue {
  public MusicCue {
    Cue.checkSpan(id, start, end);
    hits = List.copyOf(hits);
  }

  @Override
  public Stem stem() {
    return Stem.MUSIC;
  }

  @Override
  public MusicCue with(Subject other) {
    return new MusicCue(id, start, end, hits, other, staging);
  }

  @Override
  public MusicCue with(Staging other) {
    return new MusicCue(id, start, end, hits, subject, other);
  }
}
