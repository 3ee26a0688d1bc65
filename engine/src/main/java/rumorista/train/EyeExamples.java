package rumorista.train;

import rumorista.model.eye.EyeSpec;
import rumorista.render.Plays;
import rumorista.render.ProceduralFilm;

/** Films for the eye to learn from. Every example is a function of the seed and its number. */
final class EyeExamples {
  private final EyeSpec spec;
  private final Plays plays;

  EyeExamples(EyeSpec spec, Plays plays) {
    this.spec = spec;
    this.plays = plays;
  }

  /** Example number {@code index} under {@code seed}. */
  EyeExample make(long seed, long index) {
    Plays.Play play = plays.of(seed, index);
    int size = spec.columns() * spec.rows();
    float[] pictures = new float[spec.windowFrames() * size];
    try (ProceduralFilm film = play.film(spec.columns(), spec.rows(), true)) {
      for (int i = 0; i < spec.windowFrames(); i++) {
        float[] picture = film.readGrey();
        if (picture != null) {
          System.arraycopy(picture, 0, pictures, i * size, size);
        }
      }
    }
    return EyeExample.of(
        pictures,
        play.score(),
        play.sharp(),
        spec.windowFrames() * EyeSpec.INSTANTS_PER_FRAME,
        spec.rate());
  }
}
