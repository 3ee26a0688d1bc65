package rumorista.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rumorista.GenerationOptions;
import rumorista.Prompt;
import rumorista.RumoristaException;
import rumorista.Timeline;
import rumorista.generate.Models;
import rumorista.generate.Release;
import rumorista.generate.Timelines;
import rumorista.look.See;
import rumorista.media.MediaInfo;
import rumorista.media.Muxer.SourceAudio;
import rumorista.watermark.MarkKey;

/**
 * What is going to be done: the flags, checked. Every mistake that can be found without heavy work
 * is found here.
 *
 * @param flags as the user gave them
 * @param prompt what should be heard
 * @param media what the film holds; {@code null} if there is no film
 * @param timeline the one made by hand; {@code null} if the film is to be watched, or text alone is
 *     to do
 * @param outputs where the takes go
 * @param modelSees whether the model looks at the film itself
 */
record Plan(
    GenerateFlags flags,
    Prompt prompt,
    @Nullable MediaInfo media,
    @Nullable Timeline timeline,
    Outputs outputs,
    boolean modelSees) {
  private static final double MOST_MISSING_SECONDS = 0.5;
  private static final double MOST_MISSING_PART = 0.1;
  private static final int MOST_TAKES = 100;
  private static final double SHORTEST_SECONDS = 0.1;
  private static final double LONGEST_SECONDS = 3 * 3600;

  /**
   * Checks the flags.
   *
   * @throws RumoristaException INVALID_INPUT for a mistake, UNREADABLE_MEDIA if the film is none
   */
  static Plan of(GenerateFlags flags) {
    Prompt prompt = new Prompt(flags.prompt, flags.negative);
    options(flags, GenerationOptions.STEPS, GenerationOptions.GUIDANCE, flags.seed);
    checkNumbers(flags);
    checkInputs(flags);
    markKeys(flags);
    Outputs outputs = Outputs.plan(flags.film, flags.output, flags.takes, flags.force);
    checkCombinations(flags, outputs);
    Timeline timeline = flags.timeline == null ? null : Timelines.read(flags.timeline);
    MediaInfo media = flags.film == null ? null : probe(flags.film);
    boolean modelSees = Models.spec(flags.model).sees();
    return new Plan(flags, prompt, media, timeline, outputs, modelSees);
  }

  private static void checkNumbers(GenerateFlags flags) {
    if (flags.takes < 1 || flags.takes > MOST_TAKES) {
      throw RumoristaException.invalidInput("takes is %d; wanted 1 to %d", flags.takes, MOST_TAKES);
    }
    Double seconds = flags.seconds;
    if (seconds != null && !(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
      throw RumoristaException.invalidInput(
          "seconds is %s; wanted %s to %.0f", seconds, SHORTEST_SECONDS, LONGEST_SECONDS);
    }
  }

  private static void checkInputs(GenerateFlags flags) {
    if (flags.film == null && flags.timeline == null && flags.prompt.isBlank()) {
      throw RumoristaException.invalidInput(
          "nothing to go by: give a film, a --prompt or a --timeline");
    }
    if (flags.film != null && !Files.exists(flags.film)) {
      throw RumoristaException.invalidInput("%s: no such file", flags.film);
    }
    if (flags.film != null && Files.isDirectory(flags.film)) {
      throw RumoristaException.invalidInput("%s: is a directory; wanted a film", flags.film);
    }
    if (flags.library != null && !Files.isDirectory(flags.library)) {
      throw RumoristaException.invalidInput("%s: no such directory", flags.library);
    }
  }

  private static void checkCombinations(GenerateFlags flags, Outputs outputs) {
    if (flags.seconds != null && flags.film != null) {
      throw RumoristaException.invalidInput(
          "--seconds is for sounds without a film: %s has a length of its own", flags.film);
    }
    if (flags.sourceAudio != null && !outputs.isFilm()) {
      throw RumoristaException.invalidInput(
          "--source-audio is for films as output, not for %s", outputs.takes().getFirst());
    }
    if (flags.see != null && flags.film == null) {
      throw RumoristaException.invalidInput(
          "--see is for films: without one there is nothing to be seen");
    }
    flags.look.check();
    Path written = flags.writeTimeline;
    if (written != null) {
      if (flags.film == null && flags.timeline == null) {
        throw RumoristaException.invalidInput(
            "--write-timeline: without a film or a --timeline there is none to write");
      }
      Timelines.checkName(written);
      Outputs.check(written, flags.film, flags.force);
    }
  }

  private static MediaInfo probe(Path film) {
    MediaInfo media = MediaInfo.probe(film);
    if (!media.hasPicture()) {
      throw RumoristaException.unreadableMedia("%s: has no picture to watch", film);
    }
    return media;
  }

  /**
   * What becomes of what is seen: by default it takes the place of a prompt that is not there,
   * unless the model sees for itself.
   */
  See see() {
    if (flags.film == null) {
      return See.OFF;
    }
    See see = flags.see;
    boolean told = !prompt.text().isBlank() || modelSees;
    return see != null ? see : told ? See.OFF : See.REPLACE;
  }

  /** For example {@code "watching clip.mp4 (10.0 s, 1280 x 720), seed 7"}. */
  String describe() {
    Path film = flags.film;
    if (film == null || media == null) {
      return String.format(
          Locale.ROOT, "imagining %.1f s of sound, seed %d", seconds(timeline), flags.seed);
    }
    String length =
        Double.isFinite(media.seconds())
            ? String.format(Locale.ROOT, "%.1f s, ", media.seconds())
            : "";
    return "watching %s (%s%d x %d), seed %d"
        .formatted(film.getFileName(), length, media.width(), media.height(), flags.seed);
  }

  /**
   * Checks that what was watched is the whole film: half a download has a whole film's length
   * written in front.
   *
   * @throws RumoristaException UNREADABLE_MEDIA if more than a tenth and more than half a second is
   *     missing
   */
  Timeline requireWhole(Timeline watched) {
    double wanted = media == null ? Double.NaN : media.seconds();
    if (wanted - watched.seconds() > Math.max(MOST_MISSING_SECONDS, MOST_MISSING_PART * wanted)) {
      throw RumoristaException.unreadableMedia(
          "%s: breaks off after %.1f of %.1f s; wanted the whole film: get it again",
          flags.film, watched.seconds(), wanted);
    }
    return watched;
  }

  /** How long the sound is to be: the film decides, then the user, then the timeline. */
  double seconds(@Nullable Timeline used) {
    if (media != null && Double.isFinite(media.seconds())) {
      return media.seconds();
    }
    if (flags.seconds != null) {
      return flags.seconds;
    }
    return used != null ? used.seconds() : Defaults.SECONDS;
  }

  /**
   * How a take is made.
   *
   * @param usual what suits the model
   */
  GenerationOptions options(int take, GenerationOptions usual) {
    return options(flags, usual.steps(), usual.guidance(), flags.seed + take - 1);
  }

  private static GenerationOptions options(
      GenerateFlags flags, int usualSteps, double usualGuidance, long seed) {
    Integer steps = flags.steps;
    Double guidance = flags.guidance;
    return new GenerationOptions(
        steps != null ? steps : usualSteps, guidance != null ? guidance : usualGuidance, seed);
  }

  /** How sounds are let go. */
  Release.Policy policy() {
    return new Release.Policy(
        flags.home.path(),
        markKeys(flags),
        flags.allowUnmarked,
        flags.disclosePrompt,
        RumoristaCommand.Version.number());
  }

  private static List<MarkKey> markKeys(GenerateFlags flags) {
    if (flags.mark == GenerateFlags.Mark.PUBLIC) {
      return List.of(MarkKey.PUBLIC);
    }
    byte[] secret = flags.home.keys().markKey();
    if (secret == null) {
      throw RumoristaException.invalidInput(
          "--mark %s: there is no mark key %s; `rumorista key new` makes one",
          flags.mark.name().toLowerCase(Locale.ROOT), flags.home.keys().markKeyFile());
    }
    MarkKey own = MarkKey.of(secret);
    return flags.mark == GenerateFlags.Mark.BOTH ? List.of(MarkKey.PUBLIC, own) : List.of(own);
  }

  /** Where a take goes. */
  Release.Target target(int take) {
    return new Release.Target(
        outputs.takes().get(take - 1),
        flags.force,
        outputs.isFilm() ? flags.film : null,
        flags.sourceAudio == null ? SourceAudio.REPLACE : flags.sourceAudio);
  }

  /** What to put before the stages of a take. */
  String ofTake(int take) {
    return flags.takes == 1 ? "" : "take %d of %d: ".formatted(take, flags.takes);
  }
}
