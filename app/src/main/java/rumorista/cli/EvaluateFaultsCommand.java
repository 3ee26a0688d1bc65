package rumorista.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rumorista.evaluate.faults.FaultFigures;

/** Measures the click and seam detectors, and counts faults in generated sounds. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = "Are clicks and seams found where they were put, and where none were?")
final class EvaluateFaultsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder of recordings with a manifest.tsv.")
  private Path data = Path.of("");

  @Option(
      names = "--sounds",
      paramLabel = "DIR",
      description = "Generated sounds: their faults a minute are printed beside the recordings'.")
  private @Nullable Path sounds;

  @Option(
      names = "--tuning",
      description = "Take the sources by which the thresholds were chosen, not the others.")
  private boolean tuning;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "How many recordings at most. Default: ${DEFAULT-VALUE}.")
  private int most = 400;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Decides where faults are put. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--json", description = "Print one JSON object a figure, with its parts.")
  private boolean json;

  @Option(names = "--quiet", description = "Tell nothing of the progress.")
  private boolean quiet;

  @Override
  public Integer call() {
    return EvaluateFlags.print(
        spec,
        FaultFigures.run(data, tuning, sounds, most, seed, EvaluateFlags.progress(spec, quiet)),
        json);
  }
}
