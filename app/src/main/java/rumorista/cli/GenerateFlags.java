package rumorista.cli;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rumorista.Device;
import rumorista.GenerationOptions;
import rumorista.look.See;
import rumorista.media.Muxer.SourceAudio;

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
              + Defaults.SECONDS
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
      names = "--steps",
      paramLabel = "N",
      description =
          "Solver steps: more is slower and finer. Default: what suits the model (small: "
              + GenerationOptions.STEPS
              + ").")
  @Nullable Integer steps;

  @Option(
      names = "--guidance",
      paramLabel = "G",
      description =
          "How strictly the prompt is followed; 1 is plain. Default: what suits the model (small: "
              + GenerationOptions.GUIDANCE
              + ").")
  @Nullable Double guidance;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A model's directory; `rumorista models` lists them. Default: models/small.")
  Path model = Defaults.modelsDirectory().resolve("small");

  @Mixin EyeFlag eye = new EyeFlag();

  @Option(
      names = "--library",
      paramLabel = "DIR",
      description = "Your own sound library, which the model may draw on.")
  @Nullable Path library;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      description = "Where the model runs. Default: cpu.")
  Device device = Device.CPU;

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

  @Mixin LookFlags look = new LookFlags();

  @Mixin HomeFlag home = new HomeFlag();

  @Option(names = "--json", description = "Print one JSON object a result.")
  boolean json;

  @Option(names = "--quiet", description = "Print nothing but errors (and what --json asks for).")
  boolean quiet;
}
