package rumorista.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bytedeco.pytorch.global.torch;
import rumorista.generate.Models;
import rumorista.library.Attribution;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.model.ModelSpec;
import rumorista.model.small.SmallNetwork;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.Placement;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorScope;
import rumorista.text.SentenceEncoder;

/** {@code rumorista train flow}: from a folder of recordings to the weights of a flow network. */
public final class FlowTraining {
  /** Sources that the shipped model has not heard, separated by commas. */
  public static final String HELD_OUT =
      "github:cdda,debian:ufoai-sound,debian:gcompris,debian:lincity-ng-data";

  private FlowTraining() {}

  /** The dimensions of the shipped model. */
  public static ModelSpec.Small standard() {
    return new ModelSpec.Small(
        "small", "CC-BY-SA-4.0", 32_000, 1024, 256, 160, 4, 320, 8, 5, 4, 160, Map.of());
  }

  /**
   * Trains, or goes on training, and makes the out folder a model directory without a library:
   * {@code flow.safetensors} (the averaged weights, 16 bit) and {@code model.json}, which says
   * where they come from.
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
    Placement.check(options.device());
    List<Recording> recordings = Manifest.read(data);
    MelSpectrogram mel =
        new MelSpectrogram(spec.sampleRate(), spec.fftSize(), spec.hop(), spec.bands());
    FeatureCache cache = FeatureCache.open(cacheFile, recordings, mel, new EveryTenth(lines));
    List<Integer> used = HeldOut.others(recordings, heldOut, lines);
    ExampleMaker examples =
        new ExampleMaker(spec, mel.bands(), cache, recordings, used, new SentenceEncoder());
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(options.seed());
      SmallNetwork network = new SmallNetwork(spec);
      Placement.move(network, options.device());
      lines.accept(
          "%,d parameters"
              .formatted(StateDict.of(network).values().stream().mapToLong(t -> t.numel()).sum()));
      long steps = run(network, examples, options, lines);
      List<Recording> heard = used.stream().map(recordings::get).toList();
      Models.write(options.out(), spec.trained(record(data, heard, heldOut, options, steps)));
      Attribution.write(
          options.out().resolve("ATTRIBUTION.md"),
          "The weights were learned from these recordings; behind each line, how many they are.",
          heard);
      return steps;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where weights come from. */
  private static Map<String, Object> record(
      Path data, List<Recording> heard, Set<String> heldOut, TrainingOptions options, long steps)
      throws IOException {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("manifestSha256", Digest.of(data.resolve(Manifest.FILE_NAME)));
    record.put("recordings", heard.size());
    double seconds = heard.stream().mapToDouble(Recording::seconds).sum();
    record.put("hours", Math.round(seconds / 36) / 100.0);
    record.put("heldOut", new TreeSet<>(heldOut));
    record.put("steps", steps);
    options.record(record);
    return record;
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
