package rumorista.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rumorista.Device;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.evaluate.watermark.PlacedBench;
import rumorista.evaluate.watermark.Trial;
import rumorista.evaluate.watermark.WatermarkBench;
import rumorista.evaluate.watermark.WatermarkSpeed;
import rumorista.generate.Foley;
import rumorista.generate.Rumorista;
import rumorista.generate.Setup;

/** Measures what the watermark withstands, and prints the table of docs/WATERMARK.md. */
@Command(
    name = "watermark",
    description =
        "Measures what the watermark withstands, how audible it is, how often it is found in vain"
            + " and how fast it is.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  rumorista bench watermark --data corpus --clips 40 --seconds 3",
      "  rumorista bench watermark --data corpus --data speech --attacks 'AAC.*|none.*'",
      "  rumorista bench watermark --data corpus --placed --clips 20",
      "",
      "Tempo and pitch need the program rubberband, Vorbis needs sox."
    })
final class BenchWatermarkCommand implements Callable<Integer> {
  /** In dBFS: none, and as quiet as rooms are. */
  private static final List<Double> ROOM_LEVELS = List.of(Double.NEGATIVE_INFINITY, -60.0, -55.0);

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description =
          "A folder of recordings with a manifest.tsv, or of sounds and films of one kind; may be"
              + " given several times.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      split = ",",
      description = "Lengths of clips. Default: 3,5,10.")
  private List<Double> lengths = new ArrayList<>(List.of(3.0, 5.0, 10.0));

  @Option(
      names = "--clips",
      paramLabel = "N",
      description = "Clips of every length. Default: ${DEFAULT-VALUE}.")
  private int clips = 200;

  @Option(
      names = "--stretched",
      paramLabel = "N",
      description =
          "How many of them are also stretched, which takes long to find again. Default:"
              + " ${DEFAULT-VALUE}.")
  private int stretched = 40;

  @Option(
      names = "--attacks",
      paramLabel = "REGEX",
      description = "Which attacks are made. Default: all.")
  private String attacks = ".*";

  @Option(
      names = "--false-positives",
      paramLabel = "N",
      description =
          "Pairs of sound and wrong key that are looked at, of the first length. Default:"
              + " ${DEFAULT-VALUE}.")
  private int falsePositives = 10_000;

  @Option(
      names = "--strength",
      paramLabel = "DB",
      description = "Strength of the mark. Default: for every clip what a release would choose.")
  private @Nullable Double strength;

  @Option(
      names = "--generated",
      paramLabel = "N",
      description =
          "Add so many sounds that the model makes, each a kind of its own, and the model's own"
              + " codec as an attack; 0 leaves the model out. Default: ${DEFAULT-VALUE}.")
  private int generated = 29;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "The directory of that model. Default: models/flow.")
  private Path model = Defaults.modelsDirectory().resolve("flow");

  @Option(
      names = "--placed",
      description =
          "Instead of all that, mark soundtracks of single recordings placed in silence and over"
              + " room tone, and look for the mark in stereo, in mono and in either channel.")
  private boolean placed;

  @Option(names = "--no-speed", description = "Leave out how long marking and detecting take.")
  private boolean withoutSpeed;

  @Option(names = "--seed", paramLabel = "SEED", description = "Which clips are chosen.")
  private long seed = 1;

  @Option(
      names = "--trials",
      paramLabel = "TSV",
      description = "Write every trial into this file as it is made.")
  private @Nullable Path trials;

  private static Rumorista rumorista() {
    return Rumorista.open(Setup.shipped(Defaults.modelsDirectory()), Progress.NONE);
  }

  @Override
  public Integer call() {
    PrintWriter output = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    if (placed) {
      PlacedBench.measure(
          new PlacedBench.Setting(folders.getFirst(), lengths, clips, ROOM_LEVELS, seed),
          row -> {
            output.println(row);
            output.flush();
          });
      return 0;
    }
    WatermarkBench.Setting setting =
        new WatermarkBench.Setting(
            folders,
            lengths,
            clips,
            stretched,
            strength,
            attacks,
            generated == 0 ? null : rumorista(),
            generated == 0
                ? null
                : Foley.load(model, Defaults.modelsDirectory().resolve("library"), Device.CPU),
            generated,
            seed);
    try (PrintWriter log =
        trials == null
            ? new PrintWriter(PrintWriter.nullWriter())
            : new PrintWriter(Files.newBufferedWriter(trials))) {
      int[] count = new int[1];
      var report =
          WatermarkBench.attacks(
              setting,
              WatermarkBench.log(log)
                  .andThen((Trial trial) -> progress(errors, ++count[0], "trials")));
      output.println(report.toMarkdown());
    } catch (IOException e) {
      throw RumoristaException.invalidInput("%s: cannot be written (%s)", trials, e);
    }
    if (falsePositives > 0) {
      output.println(
          WatermarkBench.falsePositives(
                  setting, falsePositives, soFar -> progress(errors, soFar.trials(), "wrong keys"))
              .toText());
    }
    if (!withoutSpeed) {
      WatermarkSpeed.measure().forEach(step -> output.println(step.toText()));
    }
    output.flush();
    return 0;
  }

  private static void progress(PrintWriter errors, int count, String what) {
    if (count % 500 == 0) {
      errors.printf("%d %s%n", count, what);
      errors.flush();
    }
  }
}
