package rumorista.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import rumorista.CueSheet;
import rumorista.Prompt;
import rumorista.RumoristaException;
import rumorista.Timeline;
import rumorista.look.See;
import rumorista.media.Muxer.SourceAudio;

/**
 * All that is asked for, as plain data.
 *
 * @param film whose sound is made; {@code null} for sound alone
 * @param seconds length of the sound if there is no film; {@code null} for that of the timeline or
 *     the cue sheet, else {@value #SECONDS}
 * @param prompt what should be heard and what should not; both may be empty
 * @param see what becomes of what is seen; {@code null} decides by whether there is a prompt
 * @param timeline when things happen, instead of watching; {@code null} to watch
 * @param cues a cue sheet, instead of planning; {@code null} to plan
 * @param takes how many results, 1 to {@value #MOST_TAKES}
 * @param seed of the first take; the next takes count on
 * @param output a film or a sound, by its extension; {@code null} for a file beside the film
 * @param force whether existing files may be overwritten; the film never is
 * @param sourceAudio what becomes of the film's own sound
 */
public record Request(
    @Nullable Path film,
    @Nullable Double seconds,
    Prompt prompt,
    @Nullable See see,
    @Nullable Timeline timeline,
    @Nullable CueSheet cues,
    int takes,
    long seed,
    @Nullable Path output,
    boolean force,
    SourceAudio sourceAudio) {
  /** Length of a sound if nothing else says it. */
  public static final int SECONDS = 5;

  static final int MOST_TAKES = 100;
  private static final double SHORTEST_SECONDS = 0.1;
  private static final double LONGEST_SECONDS = 24 * 3600;

  public Request {
    if (takes < 1 || takes > MOST_TAKES) {
      throw RumoristaException.invalidInput("takes is %d; wanted 1 to %d", takes, MOST_TAKES);
    }
    if (seconds != null && !(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
      throw RumoristaException.invalidInput(
          "seconds is %s; wanted %s to %.0f", seconds, SHORTEST_SECONDS, LONGEST_SECONDS);
    }
    if (film != null && !Files.exists(film)) {
      throw RumoristaException.invalidInput("%s: no such file", film);
    }
    if (film != null && Files.isDirectory(film)) {
      throw RumoristaException.invalidInput("%s: is a directory; wanted a film", film);
    }
  }

  /** The sound of a film. */
  public static Request film(Path film) {
    return sound().of(film, null);
  }

  /** A sound without film. */
  public static Request sound(double seconds) {
    return sound().of(null, seconds);
  }

  private static Request sound() {
    return new Request(
        null, null, new Prompt("", ""), null, null, null, 1, 0, null, false, SourceAudio.REPLACE);
  }

  private Request of(@Nullable Path otherFilm, @Nullable Double otherSeconds) {
    return new Request(
        otherFilm,
        otherSeconds,
        prompt,
        see,
        timeline,
        cues,
        takes,
        seed,
        output,
        force,
        sourceAudio);
  }

  /** The same with words for effects and ambience. */
  public Request effects(String words) {
    return with(new Prompt(words, prompt.negative()));
  }

  /** The same without what these words name. */
  public Request without(String words) {
    return with(new Prompt(prompt.text(), words));
  }

  private Request with(Prompt other) {
    return new Request(
        film, seconds, other, see, timeline, cues, takes, seed, output, force, sourceAudio);
  }

  /** The same with so many takes. */
  public Request takes(int number) {
    return new Request(
        film, seconds, prompt, see, timeline, cues, number, seed, output, force, sourceAudio);
  }

  /** The same with a seed. */
  public Request seed(long number) {
    return new Request(
        film, seconds, prompt, see, timeline, cues, takes, number, output, force, sourceAudio);
  }

  /** The same, led by a timeline. */
  public Request following(@Nullable Timeline other) {
    return new Request(
        film, seconds, prompt, see, other, cues, takes, seed, output, force, sourceAudio);
  }

  /** The same, led by a cue sheet. */
  public Request following(CueSheet sheet) {
    return new Request(
        film, seconds, prompt, see, timeline, sheet, takes, seed, output, force, sourceAudio);
  }

  /** The same, written to a file. */
  public Request to(Path file) {
    return new Request(
        film, seconds, prompt, see, timeline, cues, takes, seed, file, force, sourceAudio);
  }
}
