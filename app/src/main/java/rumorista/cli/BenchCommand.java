package rumorista.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rumorista.evaluate.Bench;
import rumorista.provenance.Keys;

/** Measures how long every step of the work takes. */
@Command(
    name = "bench",
    description = "Measures how long every step of making a sound takes.",
    mixinStandardHelpOptions = true,
    subcommands = BenchWatermarkCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {"  rumorista bench clip.mp4", "  rumorista bench --seconds 10 --runs 5 --json"})
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Parameters(
      arity = "0..1",
      paramLabel = "FILM",
      description = "A film to watch and to give sound to; without one, only sound is made.")
  private @Nullable Path film;

  @Mixin private EvaluateFlags flags = new EvaluateFlags();

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "What is made; an empty text goes by what is seen. Default: ${DEFAULT-VALUE}.")
  private String prompt = "heavy rain falling";

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Length without a film. Default: ${DEFAULT-VALUE}.")
  private double seconds = 10;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Medians are of so many runs. Default: ${DEFAULT-VALUE}.")
  private int runs = 3;

  @Override
  public Integer call() {
    Bench.Setting setting =
        new Bench.Setting(flags.setup.setup(Keys.home()), film, prompt, seconds, flags.seed);
    PrintWriter output = spec.commandLine().getOut();
    List<Bench.Step> steps = Bench.run(setting, runs);
    if (flags.json) {
      steps.forEach(step -> output.println(step.toJson()));
    } else {
      output.println("| step | median, s | real-time factor |");
      output.println("|---|---|---|");
      for (Bench.Step step : steps) {
        output.println(
            String.format(
                Locale.ROOT,
                "| %s | %.3f | %.3f |",
                step.name(),
                step.seconds(),
                step.realTimeFactor()));
      }
      output.printf(Locale.ROOT, "%nLargest resident set: %s%n", Bench.largestResidentSet());
    }
    output.flush();
    return 0;
  }
}
