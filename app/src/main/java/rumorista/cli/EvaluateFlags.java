package rumorista.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import rumorista.Progress;
import rumorista.evaluate.Figure;
import rumorista.evaluate.Studio;
import rumorista.generate.Rumorista;
import rumorista.provenance.Keys;

/** What every kind of evaluation needs to know. */
final class EvaluateFlags {
  private static final String HOME = System.getProperty("rumorista.home", "");

  @Option(
      names = "--tagger",
      paramLabel = "DIR",
      description = "The directory of the audio tagger. Default: models/tagger.")
  Path tagger = Path.of(HOME, "models", "tagger");

  @Mixin SetupFlags setup = new SetupFlags();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "The first seed. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--json",
      description = "Print one JSON object a figure, with its parts, instead of a table.")
  boolean json;

  @Option(names = "--quiet", description = "Tell nothing of the progress.")
  boolean quiet;

  /** Opens the studio, measures and prints. */
  int run(CommandSpec command, Function<Studio, List<Figure>> evaluation) {
    Rumorista rumorista = Rumorista.open(setup.setup(Keys.home()), Progress.NONE);
    return print(command, evaluation.apply(new Studio(rumorista, progress(command))));
  }

  /** A line for every step, unless nothing is to be told. */
  Progress progress(CommandSpec command) {
    return progress(command, quiet);
  }

  /** The same for commands with flags of their own. */
  static Progress progress(CommandSpec command, boolean quiet) {
    var lines = command.commandLine().getErr();
    return (stage, fraction) -> {
      if (Thread.currentThread().isInterrupted()) {
        throw new rumorista.RumoristaException(
            rumorista.RumoristaException.Kind.CANCELLED, "interrupted");
      }
      if (!quiet) {
        lines.printf("%s: %.0f %%%n", stage, 100 * fraction);
        lines.flush();
      }
    };
  }

  /** Prints figures as was asked for. */
  int print(CommandSpec command, List<Figure> figures) {
    return print(command, figures, json);
  }

  /** The same for commands with flags of their own. */
  static int print(CommandSpec command, List<Figure> figures, boolean json) {
    var output = command.commandLine().getOut();
    if (json) {
      figures.forEach(figure -> output.println(figure.toJson()));
    } else {
      output.print(Figure.toMarkdown(figures));
    }
    output.flush();
    return 0;
  }
}
