package rumorista.train;

import static rumorista.RumoristaException.badModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import rumorista.RumoristaException;
import rumorista.tensor.Safetensors;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * All that a run needs to go on, in full precision: {@code weights.safetensors}, {@code
 * average.safetensors}, {@code momentum.safetensors} of {@link Muon}, {@code optimizer.pt} of
 * AdamW, the number of steps and the options that they were made with. A folder that is there is
 * whole: it is written beside and renamed, while the one before it waits under another name.
 */
final class Checkpoint {
  private static final String WEIGHTS = "weights.safetensors";
  private static final String AVERAGE = "average.safetensors";
  private static final String MOMENTUM = "momentum.safetensors";
  private static final String OPTIMIZER = "optimizer.pt";
  private static final String STEP = "step.txt";
  private static final String OPTIONS = "options.txt";

  /** What changes from step to step. */
  record State(
      Map<String, Tensor> weights,
      Map<String, Tensor> average,
      Map<String, Tensor> momentum,
      AdamW adam) {}

  private final Path folder;
  private final Path partial;
  private final Path old;

  Checkpoint(Path out) throws IOException {
    Files.createDirectories(out);
    this.folder = out.resolve("checkpoint");
    this.partial = out.resolve("checkpoint.partial");
    this.old = out.resolve("checkpoint.old");
    if (Files.isDirectory(old) && !Files.exists(folder)) {
      Files.move(old, folder); // a run died between the two moves of a save
    }
  }

  /** Tensors of their own with the same values. */
  static Map<String, Tensor> copy(Map<String, Tensor> tensors) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> copies.put(name, tensor.detach().clone()));
    return copies;
  }

  /** Fills everything from the folder and returns the steps done; 0 if there is no checkpoint. */
  long load(State state) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    fill(folder.resolve(WEIGHTS), state.weights);
    fill(folder.resolve(AVERAGE), state.average);
    if (!state.momentum.isEmpty()) {
      fill(folder.resolve(MOMENTUM), state.momentum);
    }
    Path adam = folder.resolve(OPTIMIZER);
    try (TensorScope scope = new TensorScope()) {
      InputArchive archive = new InputArchive();
      // Onto the device of the weights, wherever the run was before.
      DeviceOptional device = new DeviceOptional(state.weights.values().iterator().next().device());
      archive.load_from(adam.toString(), device);
      state.adam.load(archive);
    } catch (RuntimeException e) {
      throw new RumoristaException(
          RumoristaException.Kind.BAD_MODEL,
          "%s: cannot be read; give another --out folder".formatted(adam),
          e);
    }
    return steps(folder.resolve(STEP));
  }

  /** The options that the last steps were made with; empty if they are not known. */
  String options() throws IOException {
    Path file = folder.resolve(OPTIONS);
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  private static long steps(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException | NumberFormatException e) {
      throw new RumoristaException(
          RumoristaException.Kind.BAD_MODEL,
          "%s: holds no number of steps; give another --out folder".formatted(file),
          e);
    }
  }

  private static void fill(Path file, Map<String, Tensor> tensors) {
    Map<String, Safetensors.Entry> entries = Safetensors.read(file);
    if (!entries.keySet().equals(tensors.keySet())) {
      throw badModel("%s: other weights than this network has; give another --out folder", file);
    }
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        Safetensors.Entry entry = Objects.requireNonNull(entries.get(tensor.getKey()));
        if (!Arrays.equals(entry.shape(), tensor.getValue().shape())) {
          throw badModel(
              "%s: %s is %s, this network has %s; give another --out folder",
              file,
              tensor.getKey(),
              Arrays.toString(entry.shape()),
              Arrays.toString(tensor.getValue().shape()));
        }
        tensor.getValue().copy_(TensorData.of(entry.values(), entry.shape()));
      }
    }
  }

  /** Replaces the folder's content. */
  void save(long step, TrainingOptions options, State state) throws IOException {
    delete(partial);
    Files.createDirectories(partial);
    StateDict.save(partial.resolve(WEIGHTS), state.weights, false);
    StateDict.save(partial.resolve(AVERAGE), state.average, false);
    if (!state.momentum.isEmpty()) {
      StateDict.save(partial.resolve(MOMENTUM), state.momentum, false);
    }
    try (TensorScope scope = new TensorScope()) {
      OutputArchive archive = new OutputArchive();
      state.adam.save(archive);
      archive.save_to(partial.resolve(OPTIMIZER).toString());
    }
    Files.writeString(partial.resolve(STEP), step + "\n");
    Files.writeString(partial.resolve(OPTIONS), options.learning() + "\n");
    delete(old);
    if (Files.exists(folder)) {
      Files.move(folder, old);
    }
    Files.move(partial, folder);
    delete(old);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
