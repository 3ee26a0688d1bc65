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
import picocli.CommandLine.Spec;
import rumorista.RumoristaException;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.cue.CueSheets;
import rumorista.generate.Outputs;
import rumorista.generate.Release;
import rumorista.generate.Request;
import rumorista.generate.Rumorista;
import rumorista.generate.Take;
import rumorista.generate.Timelines;
import rumorista.media.AudioReader;
import rumorista.media.MediaInfo;
import rumorista.media.OutputFile;
import rumorista.plot.Plot;

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
      "  See what sounds when, correct that by hand, and use it:",
      "    rumorista generate clip.mp4 --write-cues cues.csv -o first.mp4",
      "    rumorista generate clip.mp4 --cues cues.csv -o second.mp4"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final int PLOT_RATE = 32_000; // Hz

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Mixin private GenerateFlags flags = new GenerateFlags();

  @Override
  public Integer call() {
    Request request = flags.request();
    Release.Policy policy = flags.policy();
    checkOutputs(request);
    ProgressDisplay progress =
        ProgressDisplay.of(
            spec.commandLine().getErr(), flags.quiet, Boolean.getBoolean("rumorista.terminal"));
    progress.say(describe(request));
    Rumorista rumorista = Rumorista.open(flags.setup.setup(flags.home.path()), progress);
    try {
      String notice = rumorista.notice();
      if (notice != null) {
        progress.say(notice);
      }
      List<Take> takes =
          rumorista.generate(
              request,
              policy,
              progress,
              take -> {
                progress.clear();
                tell(take, progress);
                print(take);
              });
      keep(takes.getFirst());
      return ExitCode.OK.number();
    } finally {
      progress.clear();
    }
  }

  /** Mistakes in names of files are found before any work is done. */
  private void checkOutputs(Request request) {
    if (flags.writeTimeline != null) {
      if (request.film() == null && request.timeline() == null) {
        throw RumoristaException.invalidInput(
            "--write-timeline: without a film or a --timeline there is none to write");
      }
      Timelines.checkName(flags.writeTimeline);
    }
    if (flags.writeCues != null) {
      CueSheets.checkName(flags.writeCues);
    }
    for (Path path : flags.writtenBeside()) {
      Outputs.check(path, request.film(), flags.force);
    }
  }

  /** For example {@code "watching clip.mp4 (10.0 s, 1280 x 720), seed 7"}. */
  private static String describe(Request request) {
    Path film = request.film();
    if (film == null) {
      return "making sound, seed %d".formatted(request.seed());
    }
    MediaInfo media = MediaInfo.probe(film);
    if (!media.hasPicture()) {
      throw RumoristaException.unreadableMedia("%s: has no picture to watch; wanted a film", film);
    }
    String length =
        Double.isFinite(media.seconds())
            ? String.format(Locale.ROOT, "%.1f s, ", media.seconds())
            : "";
    return "watching %s (%s%d x %d), seed %d"
        .formatted(film.getFileName(), length, media.width(), media.height(), request.seed());
  }

  private static void tell(Take take, ProgressDisplay progress) {
    List<String> seen = take.seen();
    if (take.number() == 1 && seen != null) {
      progress.say("seeing: " + (seen.isEmpty() ? "nothing that sounds" : String.join("; ", seen)));
    }
    if (take.number() == 1) {
      take.remarks().forEach(progress::say);
    }
  }

  /** Writes what was asked for beside the first take. */
  private void keep(Take take) {
    Timeline activity = take.activity();
    if (flags.writeTimeline != null && activity != null) {
      try (OutputFile file = OutputFile.create(flags.writeTimeline, flags.force)) {
        Timelines.write(activity, file.path());
        file.commit();
      }
    }
    if (flags.writeCues != null) {
      try (OutputFile file = OutputFile.create(flags.writeCues, flags.force)) {
        CueSheets.write(take.cues(), flags.writeCues, file.path());
        file.commit();
      }
    }
    if (flags.plot != null) {
      plot(flags.plot, take.file(), activity);
    }
  }

  private void plot(Path picture, Path output, @Nullable Timeline timeline) {
    try (OutputFile file = OutputFile.create(picture, flags.force)) {
      Waveform heard = AudioReader.readAll(output, PLOT_RATE, 1);
      Plot.write(file.path(), flags.film, heard, timeline);
      file.commit();
    }
  }

  private void print(Take take) {
    PrintWriter output = spec.commandLine().getOut();
    if (flags.json) {
      output.println(TakeReport.json(take));
    } else if (!flags.quiet) {
      output.println(TakeReport.text(take));
    }
    output.flush();
  }
}
