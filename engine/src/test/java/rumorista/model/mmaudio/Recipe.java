package rumorista.model.mmaudio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import rumorista.tensor.SafetensorsWriter;
import rumorista.tensor.StoredTensor;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorFile;
import rumorista.tensor.Weights;

/**
 * Pseudo-random tensors that the golden files were made with: element i of a tensor is SplitMix64
 * of the FNV-1a hash of its name. No published weight is in them, but their shapes are the
 * published ones.
 */
final class Recipe {
  static final Path GOLDEN = Path.of("src/test/resources/mmaudio");

  private Recipe() {}

  /** A tensor of the recipe. */
  record Made(String name, long[] shape, float amplitude, float offset)
      implements SafetensorsWriter.Source {
    @Override
    public float[] values() {
      return Recipe.values(name, Math.toIntExact(count(shape)), amplitude, offset);
    }
  }

  /** A tensor that is given: statistics and filters. */
  record Given(long[] shape, float[] values) implements SafetensorsWriter.Source {}

  static float[] values(String name, int count, float amplitude, float offset) {
    long seed = 0xCBF29CE484222325L;
    for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
      seed = (seed ^ (value & 0xff)) * 0x100000001B3L;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      float u = ((int) (z >>> 40) - 8388608) * 0x1p-23f;
      values[i] = u * amplitude + offset;
    }
    return values;
  }

  /** An input of the recipe, in the caller's scope. */
  static Tensor input(String name, double amplitude, double offset, long... shape) {
    int count = Math.toIntExact(count(shape));
    return TensorData.of(values(name, count, (float) amplitude, (float) offset), shape);
  }

  /**
   * The state that a table of keys describes.
   *
   * @param table {@code keys/TABLE.tsv}
   * @param prefix of the names that are hashed, with its slash
   * @param golden that holds what is not of the recipe
   */
  static Map<String, SafetensorsWriter.Source> state(String table, String prefix, String golden)
      throws IOException {
    Map<String, SafetensorsWriter.Source> state = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(GOLDEN.resolve("keys/" + table + ".tsv"));
    try (TensorFile file = TensorFile.open(GOLDEN.resolve(golden + ".safetensors"))) {
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split("\t", -1);
        long[] shape =
            cells[2].equals("scalar")
                ? new long[0]
                : Arrays.stream(cells[2].split("x")).mapToLong(Long::parseLong).toArray();
        state.put(cells[0], source(cells, shape, prefix, file));
      }
    }
    return state;
  }

  private static SafetensorsWriter.Source source(
      String[] cells, long[] shape, String prefix, TensorFile file) {
    if (!cells[4].equals("literal")) {
      float amplitude = Float.parseFloat(cells[4]);
      return new Made(prefix + cells[0], shape, amplitude, Float.parseFloat(cells[5]));
    }
    boolean filter = cells[0].endsWith(".filter");
    String name = filter ? "w/activation_post.upsample.filter" : "w/" + cells[0];
    StoredTensor given = file.tensors().get(name);
    return new Given(shape, given.floats());
  }

  /** Weights in memory; whoever asks closes them. */
  static Weights weights(Map<String, ? extends SafetensorsWriter.Source> state) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    state.forEach((name, source) -> {
      Tensor tensor = TensorData.of(source.values(), source.shape());
      tensor.retainReference();
      tensors.put(name, tensor);
    });
    return Weights.of(Path.of("recipe"), tensors);
  }

  private static long count(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
