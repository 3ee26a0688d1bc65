package rumorista.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rumorista.Progress;
import rumorista.evaluate.SaidWords;
import rumorista.generate.FilmAnalyzer;
import rumorista.look.Sight;

/** Measures whether the words for what is seen hold the thing that sounds. */
@Command(
    name = "words",
    mixinStandardHelpOptions = true,
    description = "Do the words for what is seen hold the thing that sounds?")
final class EvaluateWordsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder with the films, in it or below.")
  private Path data = Path.of("");

  @Option(
      names = "--sounding",
      paramLabel = "TSV",
      description =
          "A header line, then lines of film, tab, words of which one has to be said, parted by"
              + " bars. Default: the shipped ones.")
  private @Nullable Path sounding;

  @Mixin private LookFlags look = new LookFlags();

  @Mixin private EyeFlag eye = new EyeFlag();

  @Option(names = "--json", description = "Print one JSON object, with what was said of each.")
  private boolean json;

  @Override
  public Integer call() {
    FilmAnalyzer analyzer = new FilmAnalyzer(eye.path());
    Function<Path, Sight> sight = film -> analyzer.analyze(film, look::open, Progress.NONE).sight();
    return EvaluateFlags.print(spec, SaidWords.run(sight, data, sounding), json);
  }
}
