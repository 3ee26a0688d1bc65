package rumorista.look;

import rumorista.Timeline;

/**
 * What was seen in a film.
 *
 * @param sight shots, things, open mouths and where the frame moves
 * @param activity visual onsets and how loud what moves probably is
 */
public record FilmAnalysis(Sight sight, Timeline activity) {
  /** Length of the film. */
  public double seconds() {
    return sight.seconds();
  }
}
