package rumorista.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SyntheticSound;

class TensorDataTest {
  @ParameterizedTest(name = "{0} values, which is the seed too")
  @ValueSource(ints = {0, 1, 2, 1000, 100_000})
  void thereAndBack(int count) {
    try (TensorScope scope = new TensorScope()) {
      float[] values = SyntheticSound.noise(1, count, count);
      Tensor tensor = TensorData.of(values, count);
      assertArrayEquals(new long[] {count}, tensor.shape());
      assertArrayEquals(values, TensorData.floats(tensor));
    }
  }

  @Test
  void specialValuesSurvive() {
    float[] values = {Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE, Float.MAX_VALUE};
    try (TensorScope scope = new TensorScope()) {
      assertArrayEquals(values, TensorData.floats(TensorData.of(values, 5)));
    }
  }

  @Test
  void rowMajorWhateverTheLayout() {
    try (TensorScope scope = new TensorScope()) {
      Tensor tensor = TensorData.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
      assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, TensorData.floats(tensor.t()));
      assertArrayEquals(new float[] {2, 5}, TensorData.floats(tensor.narrow(1, 1, 1)));
      assertArrayEquals(
          new float[] {1, 2, 3, 4, 5, 6}, TensorData.floats(tensor.to(torch.ScalarType.Double)));
    }
  }

  @Test
  void theTensorIsACopy() {
    float[] values = {1, 2};
    try (TensorScope scope = new TensorScope()) {
      Tensor tensor = TensorData.of(values, 2);
      values[0] = 9;
      assertArrayEquals(new float[] {1, 2}, TensorData.floats(tensor));
    }
  }

  @Test
  void asManyValuesAsPlaces() {
    long before = Pointer.totalCount();
    try (TensorScope scope = new TensorScope()) {
      Exception error =
          assertThrows(IllegalArgumentException.class, () -> TensorData.of(new float[5], 2, 3));
      assertEquals("5 values for 6 places", error.getMessage());
    }
    assertEquals(before, Pointer.totalCount());
  }
}
