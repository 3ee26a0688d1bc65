package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import rumorista.nn.Dense;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class MomentsTest {
  private static final int WIDTH = 6;

  @Test
  void sharedConditionsAreWorkedOutOnce() {
    try (TensorScope scope = new TensorScope()) {
      Tensor four = Recipe.input("four", 1, 0, 2, 4, WIDTH);
      Tensor conditions = four.index_select(1, torch.tensor(2, 0, 0, 2, 1, 3, 1, 1, 0));
      assertEquals(4, Moments.of(conditions).distinct().size(1));
      assertSame(conditions);
    }
  }

  @Test
  void allMayDiffer() {
    try (TensorScope scope = new TensorScope()) {
      Tensor conditions = Recipe.input("all", 1, 0, 1, 9, WIDTH);
      assertEquals(9, Moments.of(conditions).distinct().size(1));
      assertSame(conditions);
    }
  }

  @Test
  void oneIsEnoughOnlyIfItIsInAllOfABatch() {
    try (TensorScope scope = new TensorScope()) {
      Tensor conditions = torch.zeros(2, 5, WIDTH);
      assertEquals(1, Moments.of(conditions).distinct().size(1));
      assertSame(conditions);
      conditions.select(0, 1).select(0, 3).fill_(new Scalar(1));
      assertEquals(2, Moments.of(conditions).distinct().size(1));
      assertSame(conditions);
    }
  }

  /** As if every token had been asked by itself. */
  private static void assertSame(Tensor conditions) {
    Tensor whole = Recipe.input("whole", 1, 0, conditions.size(0), 1, WIDTH);
    Dense layer =
        new Dense(Recipe.input("weight", 1, 0, 10, WIDTH), Recipe.input("bias", 1, 0, 10));
    Tensor wanted = layer.forward(torch.silu(conditions.add(whole)));
    Tensor found = Moments.of(conditions).with(whole).bent().each(layer);
    assertArrayEquals(wanted.shape(), found.shape());
    assertArrayEquals(TensorData.floats(wanted), TensorData.floats(found), 1e-6f);
  }
}
