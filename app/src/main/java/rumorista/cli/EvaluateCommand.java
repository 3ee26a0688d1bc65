package rumorista.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.evaluate.EyeFigures;
import rumorista.evaluate.Figure;
import rumorista.evaluate.Films;
import rumorista.evaluate.NegativePrompts;
import rumorista.evaluate.Prompts;
import rumorista.evaluate.RoundTrip;
import rumorista.evaluate.Seeds;
import rumorista.evaluate.TimelineFollowed;
import rumorista.generate.Foley;
import rumorista.measure.Tagger;
import rumorista.model.eye.Eye;
import rumorista.train.FlowTraining;

/** Measures how good a model is, each figure beside its baseline. */
@Command(
    name = "evaluate",
    description = "Measures how good a model is, each figure beside its baseline.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "FIGURE",
    subcommands = {
      EvaluateFaultsCommand.class,
      EvaluateTaggerCommand.class,
      EvaluateThingsCommand.class,
      EvaluateWordsCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  rumorista evaluate prompts --takes 4",
      "  rumorista evaluate timeline --data corpus",
      "  rumorista evaluate films my-films --json",
      "  rumorista evaluate faults --data corpus --sounds made",
      "  rumorista evaluate eye my-films --worn"
    })
final class EvaluateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Recordings to measure on. */
  static final class DataFlags {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        required = true,
        description = "A folder of recordings with a manifest.tsv.")
    Path data = Path.of("");

    @Option(
        names = "--held-out",
        paramLabel = "SOURCE",
        split = ",",
        defaultValue = FlowTraining.HELD_OUT,
        description =
            "The sources in it that nothing was trained on, separated by commas."
                + " Default: ${DEFAULT-VALUE}")
    Set<String> heldOut = new TreeSet<>();

    @Option(
        names = "--most",
        paramLabel = "N",
        description = "How many recordings at most. Default: ${DEFAULT-VALUE}.")
    int most = 60;
  }

  @Command(
      name = "prompts",
      mixinStandardHelpOptions = true,
      description = "Is what was asked for heard? 29 everyday sounds, text only.")
  int prompts(
      @Mixin EvaluateFlags flags,
      @Option(names = "--takes", defaultValue = "4", description = "Sounds a prompt. Default: 4.")
          int takes) {
    Tagger tagger = Tagger.load(flags.tagger);
    return flags.run(spec, studio -> Prompts.run(studio, tagger, takes, flags.seed));
  }

  @Command(
      name = "negative",
      mixinStandardHelpOptions = true,
      description = "Is it heard less with its own name as the negative prompt?")
  int negative(
      @Mixin EvaluateFlags flags,
      @Option(names = "--takes", defaultValue = "2", description = "Sounds a prompt. Default: 2.")
          int takes) {
    Tagger tagger = Tagger.load(flags.tagger);
    return flags.run(spec, studio -> NegativePrompts.run(studio, tagger, takes, flags.seed));
  }

  @Command(
      name = "timeline",
      mixinStandardHelpOptions = true,
      description = "Does the sound do what its timeline says?")
  int timeline(@Mixin EvaluateFlags flags, @Mixin DataFlags data) {
    return flags.run(
        spec,
        studio -> TimelineFollowed.run(studio, data.data, data.heldOut, data.most, flags.seed));
  }

  @Command(
      name = "round-trip",
      mixinStandardHelpOptions = true,
      description = "What does the way into the latent and back do to recordings?")
  int roundTrip(@Mixin EvaluateFlags flags, @Mixin DataFlags data) {
    Tagger tagger = Tagger.load(flags.tagger);
    Foley foley = flags.setup.foley();
    return flags.run(
        spec, studio -> RoundTrip.run(studio, foley, tagger, data.data, data.heldOut, data.most));
  }

  @Command(
      name = "films",
      mixinStandardHelpOptions = true,
      description = "Does the sound made for films happen when their real sound does?")
  int films(
      @Mixin EvaluateFlags flags,
      @Parameters(
              paramLabel = "DIR",
              description =
                  "Films with their own sound; prompts.tsv beside them may hold lines of file"
                      + " name, tab, prompt.")
          Path folder) {
    return flags.run(spec, studio -> Films.run(studio, folder, flags.seed));
  }

  @Command(
      name = "eye",
      mixinStandardHelpOptions = true,
      description = "Does the eye see when films sound? On films, bad copies and made films.")
  int eye(
      @Mixin EvaluateFlags flags,
      @Parameters(
              paramLabel = "DIR",
              arity = "0..1",
              description = "Films with their own sound. Without them, give --data.")
          @Nullable Path folder,
      @Option(names = "--worn", description = "Measure on bad copies of the films as well.")
          boolean worn,
      @Option(
              names = "--data",
              paramLabel = "DIR",
              description = "Recordings with a manifest.tsv: measure on films made for them.")
          @Nullable Path data,
      @Option(
              names = "--held-out",
              paramLabel = "SOURCE",
              split = ",",
              defaultValue = FlowTraining.HELD_OUT,
              description = "The sources in --data to take. Default: ${DEFAULT-VALUE}")
          Set<String> heldOut,
      @Option(
              names = "--most",
              paramLabel = "N",
              defaultValue = "100",
              description = "How many films are made of either kind. Default: ${DEFAULT-VALUE}")
          int most) {
    if (folder == null && data == null) {
      throw RumoristaException.invalidInput(
          "nothing to measure on: give a folder of films, or --data");
    }
    Eye eye = Eye.load(flags.setup.eye.path());
    Progress progress = flags.progress(spec);
    List<Figure> figures = new ArrayList<>();
    if (folder != null) {
      figures.addAll(EyeFigures.films(eye, folder, worn, progress));
    }
    if (data != null) {
      figures.addAll(EyeFigures.procedural(eye, data, heldOut, most, flags.seed, progress));
    }
    return flags.print(spec, figures);
  }

  @Command(
      name = "seeds",
      mixinStandardHelpOptions = true,
      description = "Does the same seed make the same sound, and another one another?")
  int seeds(@Mixin EvaluateFlags flags) {
    return flags.run(spec, studio -> Seeds.run(studio, flags.seed));
  }
}
