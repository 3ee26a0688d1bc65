package rumorista.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rumorista.GenerationOptions;
import rumorista.Progress;
import rumorista.SoundStream;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.generate.Foley;
import rumorista.generate.Release;
import rumorista.generate.Timelines;
import rumorista.look.Eyes;
import rumorista.look.Onlooker;
import rumorista.look.See;
import rumorista.look.Sight;
import rumorista.media.AudioReader;
import rumorista.media.OutputFile;
import rumorista.plot.Plot;
import rumorista.provenance.Origin;

/** Gives a film its sound: flags in, films or sounds out. */
@Command(
    name = "generate",
    description = "Gives a film its sound, or makes a sound from words.",
    mixinStandardHelpOptions = true,
    versionProvider = RumoristaCommand.Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  A film with sound; only the sound; no film at all; four tries at once:",
      "    rumorista generate clip.mp4 --prompt \"heavy rain falling\" --negative music -o out.mp4",
      "    rumorista generate clip.mp4 -o out.wav",
      "    rumorista generate --seconds 5 --prompt \"a dog barking\" -o dog.wav",
      "    rumorista generate clip.mp4 --takes 4 --seed 7",
      "  See when the film moves, correct that by hand, and use it:",
      "    rumorista generate clip.mp4 --write-timeline moves.csv -o first.mp4",
      "    rumorista generate clip.mp4 --timeline moves.csv -o second.mp4"
    })
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Mixin private GenerateFlags flags = new GenerateFlags();

  @Override
  public Integer call() {
    Plan plan = Plan.of(flags);
    ProgressDisplay progress =
        ProgressDisplay.of(
            spec.commandLine().getErr(), flags.quiet, Boolean.getBoolean("rumorista.terminal"));
    progress.say(plan.describe());
    Foley.prepare();
    // Watching, looking and loading take about as long: they go side by side.
    try (Beside<@Nullable Timeline> motion =
            Beside.begin("watching", progress, ours -> watch(plan, ours));
        Beside<@Nullable Sight> sight =
            Beside.begin("looking", Progress.NONE, ours -> look(plan, ours))) {
      Foley foley = Foley.load(flags.model, flags.library, flags.device);
      foley.show(flags.film);
      if (foley.licence().contains("-NC-")) {
        progress.say("the weights are under " + foley.licence() + ": not for commercial use");
      }
      Sight looked = sight.join();
      Timeline watched = motion.join();
      Seen seen = Seen.of(plan, looked, watched != null ? watched : plan.timeline());
      if (plan.see() != See.OFF) {
        progress.say(seen.describe());
      }
      Timeline timeline = timeline(plan, seen, foley, watched);
      Origin.Model model = foley.origin();
      for (int take = 1; take <= flags.takes; take++) {
        Result result = generate(plan, seen, take, timeline, foley, model, progress);
        progress.clear();
        print(result);
      }
      return ExitCode.OK.number();
    } finally {
      progress.clear();
    }
  }

  private @Nullable Timeline watch(Plan plan, Progress progress) {
    return plan.timeline() == null && flags.film != null
        ? plan.requireWhole(Foley.watch(flags.film, flags.eye.path(), progress))
        : null;
  }

  private @Nullable Sight look(Plan plan, Progress progress) {
    if (flags.film == null || plan.see() == See.OFF) {
      return null;
    }
    try (Eyes eyes = flags.look.open()) {
      return new Onlooker(eyes).look(flags.film, progress);
    }
  }

  private @Nullable Timeline timeline(
      Plan plan, Seen seen, Foley foley, @Nullable Timeline watched) {
    Timeline timeline = watched == null ? plan.timeline() : foley.compose(seen.passages(), watched);
    if (timeline != null && flags.writeTimeline != null) {
      try (OutputFile file = OutputFile.create(flags.writeTimeline, flags.force)) {
        Timelines.write(timeline, file.path());
        file.commit();
      }
    }
    return timeline;
  }

  private Result generate(
      Plan plan,
      Seen seen,
      int take,
      @Nullable Timeline timeline,
      Foley foley,
      Origin.Model model,
      ProgressDisplay progress) {
    long begun = System.nanoTime();
    Release.Target target = plan.target(take);
    double seconds = plan.seconds(timeline);
    GenerationOptions options = plan.options(take, foley.usualOptions(flags.seed));
    Progress ofTake = (stage, fraction) -> progress.report(plan.ofTake(take) + stage, fraction);
    Release.Released released;
    try (SoundStream sound = foley.imagine(seen.passages(), timeline, seconds, options, ofTake)) {
      Release.Work work = new Release.Work(seen.prompt(), options.seed(), model);
      released = new Release(plan.policy()).release(sound, target, work, ofTake);
    }
    if (flags.plot != null && take == 1) {
      plot(flags.plot, target.output(), timeline, foley);
    }
    double work = (System.nanoTime() - begun) / 1e9;
    return new Result(
        target.output(),
        take,
        seconds,
        seen,
        options,
        foley.name(),
        work / seconds,
        foley.credits(),
        released.watermarkId(),
        released.warning());
  }

  private void plot(Path picture, Path output, @Nullable Timeline timeline, Foley foley) {
    try (OutputFile file = OutputFile.create(picture, flags.force)) {
      Waveform heard = AudioReader.readAll(output, foley.sampleRate(), 1);
      Plot.write(file.path(), flags.film, heard, timeline);
      file.commit();
    }
  }

  private void print(Result result) {
    PrintWriter output = spec.commandLine().getOut();
    if (flags.json) {
      output.println(result.toJson());
    } else if (!flags.quiet) {
      output.println(result.toText());
    }
    output.flush();
  }
}
