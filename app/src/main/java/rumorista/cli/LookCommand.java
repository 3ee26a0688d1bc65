package rumorista.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rumorista.RumoristaException;
import rumorista.Timeline;
import rumorista.generate.FilmAnalyzer;
import rumorista.generate.Outputs;
import rumorista.look.FilmAnalysis;
import rumorista.look.Sight;
import rumorista.media.OutputFile;
import rumorista.plot.SightPlot;

/** Tells what is seen in a film, and what that sounds like. */
@Command(
    name = "look",
    description = "Tells what is seen in a film, when, and what that sounds like.",
    mixinStandardHelpOptions = true,
    versionProvider = RumoristaCommand.Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "    rumorista look clip.mp4 --plot seen.png",
      "  Correct by hand when things happen, and use it:",
      "    rumorista look clip.mp4 --json > seen.json",
      "    rumorista generate clip.mp4 --timeline seen.json"
    })
final class LookCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Parameters(paramLabel = "FILM", description = "The film.")
  private Path film = Path.of("");

  @Option(
      names = "--plot",
      paramLabel = "PNG",
      description = "Draw it: film strip, things as bars, timeline.")
  private @Nullable Path plot;

  @Option(names = "--force", description = "Overwrite an existing picture.")
  private boolean force;

  @Mixin private EyeFlag eye = new EyeFlag();

  @Mixin private LookFlags look = new LookFlags();

  @Option(names = "--json", description = "Print one JSON object, with the timeline.")
  private boolean json;

  @Option(names = "--quiet", description = "Tell nothing of the progress.")
  private boolean quiet;

  @Override
  public Integer call() {
    if (!Files.exists(film)) {
      throw RumoristaException.invalidInput("%s: no such file", film);
    }
    if (plot != null) {
      Outputs.check(plot, film, force);
    }
    boolean terminal = Boolean.getBoolean("rumorista.terminal");
    ProgressDisplay progress =
        ProgressDisplay.of(spec.commandLine().getErr(), quiet || json, terminal);
    look.check();
    try {
      FilmAnalysis analysis = new FilmAnalyzer(eye.path()).analyze(film, look::open, progress);
      Sight sight = analysis.sight();
      Timeline timeline = analysis.activity();
      if (plot != null) {
        try (OutputFile file = OutputFile.create(plot, force)) {
          SightPlot.write(file.path(), film, sight, timeline);
          file.commit();
        }
      }
      progress.clear();
      PrintWriter output = spec.commandLine().getOut();
      output.println(
          json ? SightReport.json(film, sight, timeline) : SightReport.text(film, sight, timeline));
      output.flush();
      return ExitCode.OK.number();
    } finally {
      progress.clear();
    }
  }
}
