package rumorista.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;

class StateDictTest {
  @TempDir Path folder;

  private static final class Pair extends Module {
    Pair(int width) {
      super("Pair");
      register_module("first", new LinearImpl(width, 3));
      register_module("second", new LinearImpl(3, 2));
      register_buffer("count", torch.full(new long[] {1}, new Scalar(4f)));
    }
  }

  @Test
  void parametersAndBuffersByName() {
    try (TensorScope scope = new TensorScope()) {
      assertEquals(
          List.of("first.weight", "first.bias", "second.weight", "second.bias", "count"),
          List.copyOf(StateDict.of(new Pair(5)).keySet()));
    }
  }

  @Test
  void whatIsSavedIsLoaded() throws IOException {
    Path file = folder.resolve("pair.safetensors");
    try (TensorScope scope = new TensorScope()) {
      Map<String, Tensor> saved = StateDict.of(new Pair(5));
      StateDict.save(file, saved, false);
      Pair other = new Pair(5);
      StateDict.load(file, other);
      StateDict.of(other)
          .forEach((name, tensor) ->
              assertArrayEquals(
                  TensorData.floats(saved.get(name)), TensorData.floats(tensor), name));
      assertTrue(other.parameters().get(0).requires_grad(), "still learns");
    }
  }

  @Test
  void loadingDoesNotLeak() throws IOException {
    Path file = folder.resolve("pair.safetensors");
    try (TensorScope scope = new TensorScope()) {
      Pair pair = new Pair(5);
      StateDict.save(file, StateDict.of(pair), true);
      StateDict.load(file, pair);
      long before = Pointer.totalCount();
      for (int i = 0; i < 10; i++) {
        StateDict.load(file, pair);
      }
      assertEquals(before, Pointer.totalCount());
    }
  }

  @Test
  void aMissingWeightIsNamed() throws IOException {
    assertRefused(
        changed("second.bias", null),
        5,
        "second.bias is missing; the weights are of another model");
  }

  @Test
  void aWeightLeftOverIsNamed() throws IOException {
    assertRefused(
        changed("third.bias", new Safetensors.Entry(new long[] {1}, new float[1])),
        5,
        "third.bias is not part of the model");
  }

  @Test
  void aWrongShapeIsNamed() throws IOException {
    assertRefused(
        changed("none", null), 6, "first.weight: the file has [3, 5], the model wants [3, 6]");
    // Equally many values, and a shape that could be broadcast, are wrong too.
    assertRefused(
        changed("first.weight", new Safetensors.Entry(new long[] {5, 3}, new float[15])),
        5,
        "first.weight: the file has [5, 3], the model wants [3, 5]");
    assertRefused(
        changed("first.weight", new Safetensors.Entry(new long[] {5}, new float[5])),
        5,
        "first.weight: the file has [5], the model wants [3, 5]");
  }

  private void assertRefused(Path file, int width, String message) {
    try (TensorScope scope = new TensorScope()) {
      RumoristaException error =
          assertThrows(RumoristaException.class, () -> StateDict.load(file, new Pair(width)));
      assertEquals(RumoristaException.Kind.BAD_MODEL, error.kind());
      assertEquals(file + ": " + message, error.getMessage());
    }
  }

  /** A file of a pair of width 5 in which one entry is another, or left out. */
  private Path changed(String name, Safetensors.Entry entry) throws IOException {
    Path file = folder.resolve("changed.safetensors");
    try (TensorScope scope = new TensorScope()) {
      StateDict.save(file, StateDict.of(new Pair(5)), false);
    }
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>(Safetensors.read(file));
    entries.remove(name);
    if (entry != null) {
      entries.put(name, entry);
    }
    Safetensors.write(file, entries, false);
    return file;
  }
}
