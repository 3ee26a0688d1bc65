package rumorista.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import rumorista.Device;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.cue.Shelves;
import rumorista.library.LibraryBuilder;
import rumorista.model.VocoderSpec;
import rumorista.model.eye.EyeSpec;
import rumorista.provenance.Keys;
import rumorista.train.EyePreview;
import rumorista.train.EyeTraining;
import rumorista.train.FlowTraining;
import rumorista.train.SceneTraining;
import rumorista.train.TaggerTraining;
import rumorista.train.TrainingOptions;
import rumorista.train.VocoderComparison;
import rumorista.train.VocoderTraining;

/** Makes models: every weight that is shipped comes from one of these. */
@Command(
    name = "train",
    description = "Trains networks and builds sound libraries; see docs/TRAINING.md.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = RumoristaCommand.Version.class)
final class TrainCommand implements Runnable {
  private static final int COMPARED = 24; // held-out recordings that the vocoder is tried on

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** What is learned from, and what is not. */
  static final class Corpus {
    @Option(
        names = "--data",
        paramLabel = "FOLDER",
        required = true,
        description = "Recordings with a manifest.tsv.")
    Path data = Path.of("");

    @Option(
        names = "--held-out",
        paramLabel = "SOURCE",
        split = ",",
        defaultValue = FlowTraining.HELD_OUT,
        description = "Sources that are not learned from. Default: ${DEFAULT-VALUE}")
    Set<String> heldOut = new TreeSet<>();
  }

  /** What a tagger learns from. */
  static final class TaggerData {
    @Option(
        names = "--data",
        paramLabel = "FOLDER",
        required = true,
        description = "Recordings with a manifest.tsv.")
    Path data = Path.of("");

    @Option(
        names = "--kept-apart",
        paramLabel = "TSV",
        description =
            "Recordings that are not learned from, such as models/tagger/kept-apart.tsv: lines of"
                + " file, tab, and yes or no for whether a kind without others may borrow it.")
    @Nullable Path keptApart;

    @Option(
        names = "--held-out",
        paramLabel = "SOURCE",
        split = ",",
        description = "Sources that are not learned from. Default: none")
    Set<String> heldOut = new TreeSet<>();
  }

  /** How long and how. */
  static final class Schedule {
    @Option(
        names = "--out",
        paramLabel = "FOLDER",
        required = true,
        description = "Checkpoints, curve and weights; a run that is there goes on.")
    Path out = Path.of("");

    @Option(
        names = "--minutes",
        paramLabel = "N",
        defaultValue = "150",
        description = "Stop after N minutes. Default: ${DEFAULT-VALUE}")
    double minutes;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Of weights, examples and noise. Default: ${DEFAULT-VALUE}")
    long seed;

    TrainingOptions options(long steps, int batch, double rate, Device device) {
      return new TrainingOptions(out, minutes, steps, batch, rate, seed, device, false);
    }
  }

  /** How numbers are multiplied. */
  static final class Products {
    @Option(
        names = "--precision",
        paramLabel = "fp32|bf16",
        defaultValue = "fp32",
        description =
            "Of products. bf16 takes two thirds of the time where the processor multiplies it"
                + " (avx512_bf16), and longer elsewhere. Default: ${DEFAULT-VALUE}")
    Precision precision = Precision.FP32;

    boolean narrow() {
      return precision == Precision.BF16;
    }
  }

  @Command(name = "flow", description = "Trains the network that imagines sounds.")
  void flow(
      @Mixin Corpus corpus,
      @Mixin Schedule schedule,
      @Option(
              names = "--steps",
              paramLabel = "N",
              defaultValue = "6000",
              description =
                  "Steps of the whole training; the learning rate falls towards its end."
                      + " Default: ${DEFAULT-VALUE}")
          long steps,
      @Option(
              names = "--batch",
              paramLabel = "N",
              defaultValue = "8",
              description = "Examples a step. Default: ${DEFAULT-VALUE}")
          int batch,
      @Option(
              names = "--rate",
              paramLabel = "R",
              defaultValue = "8e-4",
              description = "Highest learning rate. Default: ${DEFAULT-VALUE}")
          double rate,
      @Option(
              names = "--device",
              paramLabel = "cpu|cuda",
              defaultValue = "cpu",
              description = "Where the network learns. Default: ${DEFAULT-VALUE}")
          Device device,
      @Mixin Products products) {
    FlowTraining.run(
        FlowTraining.standard(),
        corpus.data,
        schedule.out.resolve("features.bin"),
        corpus.heldOut,
        schedule.options(steps, batch, rate, device).in(products.narrow()),
        this::say);
  }

  @Command(name = "vocoder", description = "Trains the network that finds phases.")
  void vocoder(
      @Mixin Corpus corpus,
      @Mixin Schedule schedule,
      @Option(
              names = "--steps",
              paramLabel = "N",
              defaultValue = "3300",
              description = "Steps of the whole training. Default: ${DEFAULT-VALUE}")
          long steps) {
    VocoderTraining.run(
        VocoderSpec.standard(),
        FlowTraining.standard(),
        corpus.data,
        schedule.out.resolve("sounds.pcm"),
        corpus.heldOut,
        schedule.options(steps, 8, 2e-3, Device.CPU),
        this::say);
    VocoderComparison.run(
        VocoderSpec.standard(),
        corpus.data,
        corpus.heldOut,
        schedule.out.resolve(VocoderTraining.WEIGHTS),
        COMPARED,
        this::say);
  }

  @Command(name = "tagger", description = "Trains the audio tagger that evaluations listen with.")
  void tagger(
      @Mixin TaggerData data,
      @Mixin Schedule schedule,
      @Option(
              names = "--steps",
              paramLabel = "N",
              defaultValue = "2600",
              description = "Steps of the whole training. Default: ${DEFAULT-VALUE}")
          long steps,
      @Option(
              names = "--batch",
              paramLabel = "N",
              defaultValue = "32",
              description = "Examples a step. Default: ${DEFAULT-VALUE}")
          int batch,
      @Option(
              names = "--rate",
              paramLabel = "R",
              defaultValue = "2e-3",
              description = "Highest learning rate. Default: ${DEFAULT-VALUE}")
          double rate) {
    TaggerTraining.run(
        new TaggerTraining.Data(data.data, data.keptApart, data.heldOut),
        schedule.out.resolve("features.bin"),
        schedule.options(steps, batch, rate, Device.CPU),
        this::say);
  }

  /** What an eye learns from. */
  static final class EyeData {
    @Option(
        names = "--data",
        paramLabel = "FOLDER",
        required = true,
        description =
            "Recordings with a manifest.tsv, for which films are made; or films with their own"
                + " sound.")
    Path data = Path.of("");

    @Option(
        names = "--films",
        paramLabel = "FOLDER",
        description = "Films with their own sound, beside recordings: every second example.")
    @Nullable Path films;

    @Option(
        names = "--start",
        paramLabel = "DIR",
        description = "An eye to begin with, such as models/eye. Default: from nothing.")
    @Nullable Path start;

    @Option(
        names = "--held-out",
        paramLabel = "SOURCE",
        split = ",",
        defaultValue = FlowTraining.HELD_OUT,
        description = "Sources that are not learned from. Default: ${DEFAULT-VALUE}")
    Set<String> heldOut = new TreeSet<>();
  }

  @Command(name = "eye", description = "Trains the network that sees when a film sounds.")
  void eye(
      @Mixin EyeData data,
      @Mixin Schedule schedule,
      @Option(
              names = "--steps",
              paramLabel = "N",
              defaultValue = "4000",
              description = "Steps of the whole training. Default: ${DEFAULT-VALUE}")
          long steps,
      @Option(
              names = "--batch",
              paramLabel = "N",
              defaultValue = "8",
              description = "Films a step. Default: ${DEFAULT-VALUE}")
          int batch,
      @Option(
              names = "--rate",
              paramLabel = "R",
              defaultValue = "1e-3",
              description = "Highest learning rate. Default: ${DEFAULT-VALUE}")
          double rate,
      @Mixin Products products,
      @Option(
              names = "--preview",
              description = "Only write a film of every kind of scene, with its sound, to look at.")
          boolean preview) {
    if (preview) {
      EyePreview.write(data.data, data.heldOut, schedule.out, schedule.seed, this::say);
      return;
    }
    EyeTraining.run(
        EyeSpec.standard(),
        EyeTraining.Data.of(data.data, data.films, data.heldOut, data.start),
        schedule.options(steps, batch, rate, Device.CPU).in(products.narrow()),
        this::say);
  }

  @Command(name = "scenes", description = "Trains the head that tells rain from fire.")
  void scenes(
      @Mixin Schedule schedule,
      @Option(
              names = "--films",
              paramLabel = "N",
              defaultValue = "400",
              description = "Films of a scene to render. Default: ${DEFAULT-VALUE}")
          int films,
      @Option(
              names = "--steps",
              paramLabel = "N",
              defaultValue = "4000",
              description = "Steps of the whole training. Default: ${DEFAULT-VALUE}")
          long steps) {
    if (films < 1) {
      throw RumoristaException.invalidInput("films is %d; wanted 1 or more", films);
    }
    SceneTraining.run(films, schedule.options(steps, 64, 5e-3, Device.CPU), this::say);
  }

  @Command(
      name = "library",
      description = "Cuts the shipped sound library out of packages; see models/library/README.md.")
  void library(
      @Option(
              names = "--packages",
              paramLabel = "FOLDER",
              required = true,
              description = "What models/library/fetch has unpacked.")
          Path packages,
      @Option(
              names = "--out",
              paramLabel = "FOLDER",
              required = true,
              description = "The library, with its recipe.tsv.")
          Path out) {
    try {
      LibraryBuilder.build(packages, out, this::say);
      Shelves.seal(out, Keys.home(), Progress.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void say(String line) {
    PrintWriter output = spec.commandLine().getOut();
    output.println(line);
    output.flush();
  }
}
