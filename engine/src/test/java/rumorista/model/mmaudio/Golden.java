package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import rumorista.tensor.StoredTensor;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorFile;

/** Tensors that the published code made, and how near ours come. */
final class Golden implements AutoCloseable {
  private final TensorFile file;
  private final double tolerance;
  private double worst;

  /**
   * @param tolerance of the largest difference, as part of the largest value
   */
  Golden(String name, double tolerance) {
    this.file = TensorFile.open(Recipe.GOLDEN.resolve(name + ".safetensors"));
    this.tolerance = tolerance;
  }

  StoredTensor stored(String name) {
    return Objects.requireNonNull(file.tensors().get(name), name);
  }

  /** A tensor of the file, in the caller's scope. */
  Tensor tensor(String name) {
    return TensorData.of(stored(name).floats(), stored(name).shape());
  }

  /** Asserts that a result is the file's. */
  void assertNear(String name, Tensor found) {
    assertArrayEquals(stored(name).shape(), found.shape(), name);
    assertNear(name, TensorData.floats(found));
  }

  void assertNear(String name, float[] found) {
    float[] wanted = stored(name).floats();
    double difference = difference(wanted, found);
    worst = Math.max(worst, difference);
    assertTrue(
        difference <= tolerance,
        () ->
            "%s differs by %.3g of the largest value; at most %.3g"
                .formatted(name, difference, tolerance));
  }

  /** The largest difference so far, as part of the largest value. */
  double worst() {
    return worst;
  }

  /** Largest difference over largest wanted value; infinite where one is no number. */
  static double difference(float[] wanted, float[] found) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs(wanted[i]));
      double here = Math.abs((double) wanted[i] - found[i]);
      difference = Math.max(difference, Double.isNaN(here) ? Double.POSITIVE_INFINITY : here);
    }
    return difference / largest;
  }

  @Override
  public void close() {
    file.close();
  }
}
