package rumorista.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.measure.Tagger;
import rumorista.measure.TaggerCard;
import rumorista.model.tagger.TaggerInput;
import rumorista.model.tagger.TaggerNetwork;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorScope;

/** {@code rumorista train tagger}: from a folder of recordings to an audio tagger. */
public final class TaggerTraining {
  private TaggerTraining() {}

  /**
   * What a tagger learns from, and what not.
   *
   * @param folder recordings with a manifest
   * @param keptApart a {@linkplain KeptApart list} of recordings that are only tested on
   * @param heldOut sources that are only tested on
   */
  public record Data(Path folder, @Nullable Path keptApart, Set<String> heldOut) {}

  /**
   * Trains, or goes on training, and writes {@value Tagger#WEIGHTS}, {@value TaggerCard#FILE_NAME}
   * and {@value TaggerScores#FILE_NAME}: what it says of every recording that was kept apart.
   *
   * @param lines is told of the progress, line by line
   */
  public static void run(
      Data data, Path cacheFile, TrainingOptions options, Consumer<String> lines) {
    List<Recording> recordings = Manifest.read(data.folder);
    FeatureCache cache =
        FeatureCache.open(cacheFile, recordings, TaggerInput.mel(), new EveryTenth(lines));
    Map<Integer, Boolean> apart = KeptApart.read(data.folder, recordings, data.keptApart);
    TaggerSplit split = TaggerSplit.of(recordings, data.heldOut, apart);
    List<String> kinds =
        split.learned().stream().map(i -> recordings.get(i).label()).distinct().sorted().toList();
    lines.accept(
        "%d recordings of %d kinds to learn from, %d of them borrowed; %d kept apart"
            .formatted(
                split.learned().size(),
                kinds.size(),
                split.borrowed().size(),
                split.keptApart().size()));
    TaggerExamples examples = new TaggerExamples(cache, recordings, kinds, split.learned());
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(options.seed());
      TaggerNetwork network = new TaggerNetwork(kinds.size());
      Trainer trainer = new Trainer(new TaggerTask(network, examples, options), options);
      long steps = trainer.run(new TrainingLog(options, lines));
      StateDict.save(options.out().resolve(Tagger.WEIGHTS), trainer.average(), true);
      TaggerCard card = TaggerCard.of(kinds).trained(training(options, steps, split));
      Path cardFile = options.out().resolve(TaggerCard.FILE_NAME);
      card.write(cardFile);
      TaggerScores scores = new TaggerScores(Tagger.load(options.out()), cache, recordings, split);
      scores.write(options.out().resolve(TaggerScores.FILE_NAME));
      card.unheard(scores.figures(), scores.usual()).write(cardFile);
      scores.lines().forEach(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> training(
      TrainingOptions options, long steps, TaggerSplit split) {
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("steps", steps);
    training.put("learned_from", split.learned().size());
    training.put("borrowed", split.borrowed().size());
    training.put("kept_apart", split.keptApart().size());
    options.record(training);
    return training;
  }
}
