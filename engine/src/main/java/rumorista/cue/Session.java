package rumorista.cue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.Stem;
import rumorista.Timeline;
import rumorista.library.Recording;

/**
 * What one take of one request remembers: its seed, its length, the recordings that were chosen and
 * drawn on. One thread uses it at a time.
 */
public final class Session {
  private final long seed;
  private final double seconds;
  private final @Nullable Path film;
  private final @Nullable Timeline activity;
  private final Casting casting;
  private final Progress progress;
  private final Map<Stem, Set<Recording>> drawn = new EnumMap<>(Stem.class);

  /**
   * @param seed of the take
   * @param seconds length of the sound
   * @param film for generators that see; {@code null} if there is none
   * @param activity what happens in the film; {@code null} if nobody watched
   * @param casting chooses recordings
   */
  public Session(
      long seed,
      double seconds,
      @Nullable Path film,
      @Nullable Timeline activity,
      Casting casting,
      Progress progress) {
    this.seed = seed;
    this.seconds = seconds;
    this.film = film;
    this.activity = activity;
    this.casting = casting;
    this.progress = progress;
  }

  public long seed() {
    return seed;
  }

  /** Length of the sound. */
  public double seconds() {
    return seconds;
  }

  /** The film; {@code null} if there is none. */
  public @Nullable Path film() {
    return film;
  }

  /** What happens in the film; {@code null} if nobody watched. */
  public @Nullable Timeline activity() {
    return activity;
  }

  /** Which recordings answer what. */
  public Casting casting() {
    return casting;
  }

  public Progress progress() {
    return progress;
  }

  /** Remembers that a stem draws on a recording. */
  public void draws(Stem stem, Recording recording) {
    drawn.computeIfAbsent(stem, s -> new LinkedHashSet<>()).add(recording);
  }

  /** The recordings that a stem draws on, as far as it has been pulled. */
  public List<Recording> drawnOn(Stem stem) {
    return List.copyOf(drawn.getOrDefault(stem, Set.of()));
  }
}
