package rumorista.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.model.ModelSpec;
import rumorista.model.small.SmallNetwork;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorScope;
import rumorista.text.SentenceEncoder;

/** {@code rumorista train flow}: from a folder of recordings to the weights of a flow network. */
public final class FlowTraining {
  private FlowTraining() {}

  /** The dimensions of the shipped model. */
  public static ModelSpec.Small standard() {
    return new ModelSpec.Small(
        "small", "CC-BY-SA-4.0", 32_000, 1024, 256, 160, 4, 320, 8, 5, 4, 160, Map.of());
  }

  /**
   * Trains, or goes on training, and writes {@code flow.safetensors} (the averaged weights, 16 bit)
   * into the out folder.
   *
   * @param data folder with a manifest
   * @param heldOut sources that are not trained on
   * @param lines is told of the progress, line by line
   * @return steps done in all
   */
  public static long run(
      ModelSpec.Small spec,
      Path data,
      Path cacheFile,
      Set<String> heldOut,
      TrainingOptions options,
      Consumer<String> lines) {
    List<Recording> recordings = Manifest.read(data);
    MelSpectrogram mel =
        new MelSpectrogram(spec.sampleRate(), spec.fftSize(), spec.hop(), spec.bands());
    FeatureCache cache = FeatureCache.open(cacheFile, recordings, mel, new EveryTenth(lines));
    List<Integer> used =
        IntStream.range(0, recordings.size())
            .filter(i -> !heldOut.contains(recordings.get(i).source()))
            .boxed()
            .toList();
    lines.accept(
        "%d recordings, %d held out".formatted(used.size(), recordings.size() - used.size()));
    ExampleMaker examples =
        new ExampleMaker(spec, mel.bands(), cache, recordings, used, new SentenceEncoder());
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(options.seed());
      SmallNetwork network = new SmallNetwork(spec);
      lines.accept(
          "%,d parameters"
              .formatted(StateDict.of(network).values().stream().mapToLong(t -> t.numel()).sum()));
      return run(network, examples, options, lines);
    }
  }

  private static long run(
      SmallNetwork network,
      ExampleMaker examples,
      TrainingOptions options,
      Consumer<String> lines) {
    try (FlowTask task = new FlowTask(network, examples, options)) {
      Trainer trainer = new Trainer(task, options);
      long steps = trainer.run(new TrainingLog(options, lines));
      StateDict.save(options.out().resolve("flow.safetensors"), trainer.average(), true);
      return steps;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
