package rumorista.tensor;

import static rumorista.RumoristaException.badModel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.StringTensorDictItemVector;
import org.bytedeco.pytorch.Tensor;

/** The weights of a module under their names. Loading is strict both ways. */
public final class StateDict {
  private StateDict() {}

  /** The parameters and buffers of a module, by name, in the order of their registration. */
  public static Map<String, Tensor> of(Module module) {
    Map<String, Tensor> result = new LinkedHashMap<>();
    addAll(result, module.named_parameters(true));
    addAll(result, module.named_buffers(true));
    return result;
  }

  private static void addAll(Map<String, Tensor> result, StringTensorDict named) {
    StringTensorDictItemVector items = named.items();
    for (long i = 0; i < items.size(); i++) {
      // A handle of its own: the one inside the item dies with the vector.
      result.put(items.get(i).key().getString(), new Tensor(items.get(i).access()));
    }
  }

  /**
   * Copies what {@code file} holds into the module; a name missing, left over or of another shape
   * is an error.
   */
  public static void load(Path file, Module module) {
    Map<String, Safetensors.Entry> entries = Safetensors.read(file);
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Map<String, Tensor> weights = of(module);
      for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
        Safetensors.Entry entry = entries.remove(weight.getKey());
        if (entry == null) {
          throw badModel(
              "%s: %s is missing; the weights are of another model", file, weight.getKey());
        }
        long[] wanted = weight.getValue().shape();
        if (!Arrays.equals(entry.shape(), wanted)) {
          throw badModel(
              "%s: %s: the file has %s, the model wants %s",
              file, weight.getKey(), Arrays.toString(entry.shape()), Arrays.toString(wanted));
        }
        weight.getValue().copy_(TensorData.of(entry.values(), wanted));
      }
    }
    if (!entries.isEmpty()) {
      throw badModel("%s: %s is not part of the model", file, entries.keySet().iterator().next());
    }
  }

  /** Writes named tensors to {@code file}. */
  public static void save(Path file, Map<String, Tensor> weights, boolean half) throws IOException {
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    weights.forEach((name, tensor) ->
        entries.put(name, new Safetensors.Entry(tensor.shape(), TensorData.floats(tensor))));
    Safetensors.write(file, entries, half);
  }
}
