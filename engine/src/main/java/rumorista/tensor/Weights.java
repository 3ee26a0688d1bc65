package rumorista.tensor;

import static rumorista.RumoristaException.badModel;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * The weights of a network that is only used, not trained: mapped from a file, so that they cost no
 * heap and the system may drop and read them again as it likes. Loading is strict: a network {@link
 * #take}s what it knows by name and shape, and {@link #finish} complains about what is left. The
 * tensors are good until this is closed.
 */
public final class Weights implements AutoCloseable {
  private final Path path;
  private final @Nullable TensorFile file;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final List<Tensor> owned = new ArrayList<>();
  private final LinkedHashSet<String> left;

  private Weights(Path path, @Nullable TensorFile file, Map<String, Tensor> tensors) {
    this.path = path;
    this.file = file;
    this.tensors.putAll(tensors);
    this.left = new LinkedHashSet<>(tensors.keySet());
  }

  /**
   * Maps a file.
   *
   * @throws RumoristaException BAD_MODEL if it cannot be read
   */
  public static Weights open(Path path) {
    TensorFile file = TensorFile.open(path);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (TensorScope scope = new TensorScope()) {
      file.tensors().forEach((name, stored) -> tensors.put(name, scope.release(mapped(stored))));
    } catch (RuntimeException | Error e) {
      tensors.values().forEach(Tensor::close);
      file.close();
      throw e;
    }
    return new Weights(path, file, tensors);
  }

  /** Weights that are in memory already; they are closed with this. */
  public static Weights of(Path path, Map<String, Tensor> tensors) {
    return new Weights(path, null, tensors);
  }

  private static Tensor mapped(StoredTensor stored) {
    if (stored.count() == 0) {
      return torch.empty(stored.shape());
    }
    ByteBuffer bytes = stored.numbers().asByteBuffer();
    TensorOptions options =
        new TensorOptions()
            .dtype(new org.bytedeco.pytorch.ScalarTypeOptional(stored.kind().scalarType()));
    return torch.from_blob(new BytePointer(bytes), stored.shape(), options);
  }

  /** Where they come from, for messages. */
  public Path path() {
    return path;
  }

  /** Whether there is one of that name. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * The weight of that name.
   *
   * @param shape that it must have; -1 is any length
   * @throws RumoristaException BAD_MODEL if it is missing or of another shape
   */
  public Tensor take(String name, long... shape) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw badModel("%s: %s is missing; the weights are of another model", path, name);
    }
    long[] found = tensor.shape();
    boolean fits = found.length == shape.length;
    for (int i = 0; i < found.length && fits; i++) {
      fits = shape[i] < 0 || shape[i] == found[i];
    }
    if (!fits) {
      throw badModel(
          "%s: %s: the file has %s, the model wants %s",
          path, name, Arrays.toString(found), Arrays.toString(shape));
    }
    left.remove(name);
    return tensor;
  }

  /** As {@link #take}, in 32 bits whatever the file has: for what is too small to be worth less. */
  public Tensor takeFloats(String name, long... shape) {
    Tensor tensor = take(name, shape);
    if (tensor.scalar_type().intern() == torch.ScalarType.Float) {
      return tensor;
    }
    try (TensorScope scope = new TensorScope()) {
      Tensor floats = scope.release(tensor.to(torch.ScalarType.Float));
      tensors.put(name, floats);
      tensor.close();
      return floats;
    }
  }

  /** Keeps a tensor that was made from weights as long as these. */
  public Tensor own(Tensor tensor) {
    tensor.retainReference();
    owned.add(tensor);
    return tensor;
  }

  /**
   * Says that the network has all it wants.
   *
   * @throws RumoristaException BAD_MODEL if something is left over
   */
  public void finish() {
    if (!left.isEmpty()) {
      throw badModel("%s: %s is not part of the model", path, left.getFirst());
    }
  }

  @Override
  public void close() {
    owned.forEach(Tensor::close);
    owned.clear();
    tensors.values().forEach(Tensor::close);
    tensors.clear();
    if (file != null) {
      file.close();
    }
  }
}
