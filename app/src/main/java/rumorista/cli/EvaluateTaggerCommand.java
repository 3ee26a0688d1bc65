package rumorista.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.evaluate.TaggedSounds;
import rumorista.evaluate.TaggedSounds.Tagged;
import rumorista.evaluate.TaggerAgreement;
import rumorista.measure.Tagger;
import rumorista.measure.TaggerCard;

/** Measures how far the audio tagger can be believed, or scores a folder of sounds with it. */
@Command(
    name = "tagger",
    mixinStandardHelpOptions = true,
    description = "How far can the tagger be believed? Or: what does it hear in these sounds?")
final class EvaluateTaggerCommand implements Callable<Integer> {
  private static final int TOP = 5;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  @Option(
      names = "--tagger",
      paramLabel = "DIR",
      description = "The directory of the audio tagger. Default: models/tagger.")
  private Path tagger = Defaults.modelsDirectory().resolve("tagger");

  @Option(
      names = "--judged",
      paramLabel = "DIR",
      description =
          "Sounds with verdicts.tsv: prints the AUC per sound and the mean of each group.")
  private @Nullable Path judged;

  @Option(
      names = "--sounds",
      paramLabel = "DIR",
      description =
          "Sounds whose names begin with a kind and . or -: prints score and rank of each, and the"
              + " mean.")
  private @Nullable Path sounds;

  @Option(
      names = "--fit",
      description =
          "Fit the score to the verdicts of every second kind of --judged, and write that and the"
              + " agreement on the other kinds into the tagger's card.")
  private boolean fit;

  @Option(names = "--json", description = "Print one JSON object a figure.")
  private boolean json;

  @Option(names = "--quiet", description = "Tell nothing of the progress.")
  private boolean quiet;

  @Override
  public Integer call() {
    if (judged == null && sounds == null) {
      throw RumoristaException.invalidInput("nothing to listen to: give --judged or --sounds");
    }
    Tagger loaded = Tagger.load(tagger);
    Progress progress = EvaluateFlags.progress(spec, quiet);
    if (judged != null) {
      TaggerAgreement agreement = TaggerAgreement.of(loaded, judged, progress);
      if (fit) {
        write(loaded.card().agreeing(agreement.record(), agreement.fit()));
        agreement = agreement.by(agreement.fit());
      }
      EvaluateFlags.print(spec, agreement.figures(), json);
    }
    if (sounds != null) {
      print(TaggedSounds.run(loaded, sounds, progress));
    }
    return 0;
  }

  private void write(TaggerCard card) {
    try {
      card.write(tagger.resolve(TaggerCard.FILE_NAME));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(List<Tagged> all) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("file\tkind\tscore\trank\ttop");
    for (Tagged one : all) {
      String top = String.join(",", one.top());
      out.printf(
          Locale.ROOT,
          "%s\t%s\t%.4f\t%d\t%s%n",
          one.file(),
          one.kind(),
          one.score(),
          one.rank(),
          top);
    }
    out.printf(
        Locale.ROOT,
        "mean score %.3f, top 1 %.3f, top 5 %.3f (%d sounds)%n",
        all.stream().mapToDouble(Tagged::score).average().orElse(Double.NaN),
        all.stream().mapToInt(one -> one.rank() == 1 ? 1 : 0).average().orElse(Double.NaN),
        all.stream().mapToInt(one -> one.rank() <= TOP ? 1 : 0).average().orElse(Double.NaN),
        all.size());
    out.flush();
  }
}
