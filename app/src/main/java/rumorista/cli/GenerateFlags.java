package rumorista.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rumorista.Prompt;
import rumorista.RumoristaException;
import rumorista.cue.CueSheets;
import rumorista.generate.Outputs;
import rumorista.generate.Release;
import rumorista.generate.Request;
import rumorista.generate.Timelines;
import rumorista.look.See;
import rumorista.media.MediaInfo;
import rumorista.media.Muxer.SourceAudio;
import rumorista.watermark.MarkKey;

/** What the user may say to {@code generate}, as it was said. */
final class GenerateFlags {
  /** Whose watermark. */
  enum Mark {
    PUBLIC,
    PRIVATE,
    BOTH
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "FILM",
      description =
          "The film; it may have sound already. Without one, --seconds of sound are made.")
  @Nullable Path film;

  @Option(names = "--prompt", paramLabel = "TEXT", description = "What should be heard.")
  String prompt = "";

  @Option(names = "--negative", paramLabel = "TEXT", description = "What should not be heard.")
  String negative = "";

  @Option(
      names = "--see",
      paramLabel = "add|replace|off",
      description =
          "What becomes of what is seen in the film: added to the prompt, put in its place, or left"
              + " out. Default: without a prompt replace, with one off.")
  @Nullable See see;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "A film (.mp4 .m4v .mov .mkv .webm) or only the sound (.wav .flac .mp3 .m4a .opus)."
              + " Default: clip.sound.mp4 beside clip.mp4; without a film rumorista.wav.")
  @Nullable Path output;

  @Option(names = "--force", description = "Overwrite existing files (never the input).")
  boolean force;

  @Option(
      names = "--takes",
      paramLabel = "N",
      description = "Make N sounds: out.take1.mp4 ... Take k has the seed SEED + k - 1.")
  int takes = 1;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "The same seed gives the same sound. Default: a new one, which is printed.")
  long seed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "Length of the sound when there is no film."
              + " Default: that of --timeline, else "
              + Request.SECONDS
              + ".")
  @Nullable Double seconds;

  @Option(
      names = "--source-audio",
      paramLabel = "replace|mix|keep",
      description =
          "What becomes of the film's own sound: replaced (default), mixed in, or kept as a"
              + " second track.")
  @Nullable SourceAudio sourceAudio;

  @Option(
      names = "--timeline",
      paramLabel = "FILE",
      description =
          "When things happen and how loud, by hand instead of by watching: .json"
              + " {\"rate\": 31.25, \"loudness\": [...], \"onset\": [...]} or .csv"
              + " seconds,loudness,onset.")
  @Nullable Path timeline;

  @Option(
      names = "--plot",
      paramLabel = "PNG",
      description = "Draw the first take: film strip, spectrogram and timeline.")
  @Nullable Path plot;

  @Option(
      names = "--write-timeline",
      paramLabel = "FILE",
      description = "Write the timeline that was used, as .json or .csv.")
  @Nullable Path writeTimeline;

  @Option(
      names = "--cues",
      paramLabel = "FILE",
      description =
          "A cue sheet (.json or .csv) that says what sounds when, instead of watching; see"
              + " docs/MODELS.md.")
  @Nullable Path cues;

  @Option(
      names = "--write-cues",
      paramLabel = "FILE",
      description = "Write the cue sheet of the first take, as .json or .csv, to be edited.")
  @Nullable Path writeCues;

  @Mixin SetupFlags setup = new SetupFlags();

  @Option(
      names = "--mark",
      paramLabel = "public|private|both",
      description =
          "Whose watermark the sound carries: one that anybody can detect (default), one that only"
              + " your mark key finds (`rumorista key new`), or both.")
  Mark mark = Mark.PUBLIC;

  @Option(
      names = "--disclose-prompt",
      description = "Write the prompt into the signed manifest; otherwise only its hash is.")
  boolean disclosePrompt;

  @Option(
      names = "--allow-unmarked",
      description =
          "For operators: release a sound that cannot be marked (too short, too sparse). Ledger and"
              + " manifest say so. Otherwise it is not released.")
  boolean allowUnmarked;

  @Mixin HomeFlag home = new HomeFlag();

  @Option(names = "--json", description = "Print one JSON object a result.")
  boolean json;

  @Option(names = "--quiet", description = "Print nothing but errors (and what --json asks for).")
  boolean quiet;

  /** The request that is asked for. */
  Request request() {
    Prompt words = new Prompt(prompt.isBlank() ? "" : prompt, negative);
    if (film == null && timeline == null && cues == null && prompt.isBlank()) {
      throw RumoristaException.invalidInput(
          "nothing to go by: give a film, a --prompt, --cues or a --timeline");
    }
    if (seconds != null && film != null) {
      throw RumoristaException.invalidInput(
          "--seconds is for sounds without a film: %s has a length of its own", film);
    }
    if (see != null && film == null) {
      throw RumoristaException.invalidInput(
          "--see is for films: without one there is nothing to be seen");
    }
    Request request =
        new Request(
            film,
            seconds,
            words,
            see,
            timeline == null ? null : Timelines.read(timeline),
            cues == null ? null : CueSheets.read(cues, filmSeconds()),
            takes,
            seed,
            output,
            force,
            sourceAudio == null ? SourceAudio.REPLACE : sourceAudio);
    Outputs outputs = Outputs.plan(film, output, takes, force);
    if (sourceAudio != null && !outputs.isFilm()) {
      throw RumoristaException.invalidInput(
          "--source-audio is for films as output, not for %s", outputs.takes().getFirst());
    }
    return request;
  }

  private double filmSeconds() {
    Double given = seconds;
    return film != null ? MediaInfo.probe(film).seconds() : given != null ? given : Request.SECONDS;
  }

  /** Files that are written beside the result. */
  List<Path> writtenBeside() {
    return Stream.of(plot, writeTimeline, writeCues).filter(Objects::nonNull).toList();
  }

  /** How sounds are let go. */
  Release.Policy policy() {
    return new Release.Policy(
        home.path(), markKeys(), allowUnmarked, disclosePrompt, RumoristaCommand.Version.number());
  }

  private List<MarkKey> markKeys() {
    if (mark == Mark.PUBLIC) {
      return List.of(MarkKey.PUBLIC);
    }
    byte[] secret = home.keys().markKey();
    if (secret == null) {
      throw RumoristaException.invalidInput(
          "--mark %s: there is no mark key %s; `rumorista key new` makes one",
          mark.name().toLowerCase(Locale.ROOT), home.keys().markKeyFile());
    }
    MarkKey own = MarkKey.of(secret);
    return mark == Mark.BOTH ? List.of(MarkKey.PUBLIC, own) : List.of(own);
  }
}
