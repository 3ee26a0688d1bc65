package rumorista.model.mmaudio;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.model.ModelSpec;

/**
 * What is seen in a film, stretch by stretch, and remembered: a few hundred kilobytes for eight
 * seconds. Not thread-safe.
 */
final class FilmFeatures {
  private final Path film;
  private final ModelSpec.MmAudio spec;
  private final Eyes eyes;
  private final Map<Stretch, Seen> known = new HashMap<>();
  private @Nullable FilmPictures pictures;

  private record Stretch(double start, Lengths lengths) {}

  /**
   * @param clip {@code [picture][clipWidth]}
   * @param sync {@code [segment][8 * syncWidth]}
   */
  record Seen(float[][] clip, float[][] sync) {}

  FilmFeatures(Path film, ModelSpec.MmAudio spec, Eyes eyes) {
    this.film = film;
    this.spec = spec;
    this.eyes = eyes;
  }

  Path film() {
    return film;
  }

  /** What is seen from {@code start} seconds on. */
  Seen look(double start, Lengths lengths, Progress progress) {
    Stretch stretch = new Stretch(start, lengths);
    Seen seen = known.get(stretch);
    if (seen == null) {
      seen = see(start, lengths, progress);
      known.put(stretch, seen);
    }
    return seen;
  }

  private Seen see(double start, Lengths lengths, Progress progress) {
    FilmPictures open = pictures;
    if (open == null || !open.reaches(start)) {
      close();
      open = new FilmPictures(film, spec);
      pictures = open;
    }
    int segments = lengths.segments();
    int shown = (segments - 1) * Synchformer.STEP + Synchformer.SEGMENT;
    FilmPictures.Stretch stretch = open.stretch(start, lengths.pictures(), shown);
    return new Seen(
        eyes.what(stretch.clip(), progress), eyes.when(stretch.sync(), segments, progress));
  }

  /** Lets go of the film; what was seen stays known. */
  void close() {
    if (pictures != null) {
      pictures.close();
      pictures = null;
    }
  }
}
