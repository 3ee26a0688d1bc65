package rumorista.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.measure.EverydaySound;
import rumorista.measure.Hearing;
import rumorista.measure.Judge;
import rumorista.model.judge.JudgeNetwork;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorScope;

/** {@code rumorista train judge}: from a folder of recordings to a classifier that judges. */
public final class JudgeTraining {
  private JudgeTraining() {}

  /**
   * Trains, or goes on training, and writes {@code judge.safetensors} and {@code judge.json}, which
   * says how well it hears recordings that it has not learned from.
   *
   * @param data folder with a manifest
   * @param heldOut sources that are only tested on
   * @param lines is told of the progress, line by line
   */
  public static void run(
      Path data,
      Path cacheFile,
      Set<String> heldOut,
      TrainingOptions options,
      Consumer<String> lines) {
    List<Recording> recordings = Manifest.read(data);
    FeatureCache cache =
        FeatureCache.open(cacheFile, recordings, MelSpectrogram.standard(), new EveryTenth(lines));
    JudgeSplit split = JudgeSplit.of(recordings, heldOut);
    List<Integer> backgrounds =
        IntStream.range(0, recordings.size())
            .filter(i -> EverydaySound.indexOf(recordings.get(i).label()) < 0)
            .filter(i -> !heldOut.contains(recordings.get(i).source()))
            .boxed()
            .toList();
    lines.accept(
        "%d recordings to learn from, %d unheard; borrowed: %s"
            .formatted(split.heard().size(), split.unheard().size(), split.borrowed()));
    JudgeExamples examples = new JudgeExamples(cache, recordings, split.heard(), backgrounds);
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(options.seed());
      JudgeNetwork network = new JudgeNetwork(EverydaySound.all().size());
      Trainer trainer = new Trainer(new JudgeTask(network, examples, options), options);
      long steps = trainer.run(new TrainingLog(options, lines));
      StateDict.save(options.out().resolve(Judge.WEIGHTS), trainer.average(), true);
      report(options, steps, cache, recordings, split, heldOut, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(
      TrainingOptions options,
      long steps,
      FeatureCache cache,
      List<Recording> recordings,
      JudgeSplit split,
      Set<String> heldOut,
      Consumer<String> lines)
      throws IOException {
    Judge judge = Judge.fresh(options.out());
    Hearing sameSource = new Hearing();
    Hearing otherSources = new Hearing();
    Hearing heldOutSources = new Hearing();
    for (int i : split.unheard()) {
      Recording recording = recordings.get(i);
      int kind = EverydaySound.indexOf(recording.label());
      float[] heard = judge.hear(cache.levels(i, 0, cache.frames(i)));
      String borrowed = split.borrowed().get(EverydaySound.all().get(kind).name());
      boolean same = recording.source().equals(borrowed);
      Hearing hearing =
          heldOut.contains(recording.source()) ? heldOutSources : same ? sameSource : otherSources;
      hearing.add(kind, heard);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kinds", EverydaySound.all().stream().map(EverydaySound::name).toList());
    json.put("steps", steps);
    json.put("learned_from", split.heard().size());
    json.put("borrowed_from_the_library", split.borrowed());
    json.put("held_out_sources", heldOut.stream().sorted().toList());
    json.put("unheard_of_sources_borrowed_from", sameSource.figures());
    json.put("unheard_of_other_sources", otherSources.figures());
    json.put("unheard_of_held_out_sources", heldOutSources.figures());
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(options.out().resolve(Judge.CARD).toFile(), json);
    lines.accept("other recordings of sources borrowed from: " + sameSource);
    lines.accept("other sources: " + otherSources);
    lines.accept("held-out sources: " + heldOutSources);
  }
}
