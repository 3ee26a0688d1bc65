package rumorista.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TensorScopeTest {
  @Test
  void whatIsMadeInsideIsFreed() {
    work();
    long before = Pointer.totalCount();
    for (int round = 0; round < 50; round++) {
      work();
    }
    assertEquals(before, Pointer.totalCount());
  }

  private static void work() {
    try (TensorScope scope = new TensorScope()) {
      Tensor x = TensorData.of(new float[] {1, 2, 3, 4}, 2, 2);
      for (int i = 0; i < 10; i++) {
        x = x.matmul(x).mul(new Scalar(0.1)).tanh();
      }
      assertEquals(4, x.numel());
    }
  }

  @Test
  void aThrownErrorFreesToo() {
    long before = Pointer.totalCount();
    for (int round = 0; round < 10; round++) {
      try (TensorScope scope = new TensorScope()) {
        torch.ones(2, 3).matmul(torch.ones(2, 3));
      } catch (RuntimeException e) {
        assertTrue(e.getMessage().contains("mat1 and mat2"), e.getMessage());
      }
    }
    assertEquals(before, Pointer.totalCount());
  }

  @Test
  void whatIsKeptBelongsToTheScopeAround() {
    long before = Pointer.totalCount();
    try (TensorScope outer = new TensorScope()) {
      Tensor kept;
      try (TensorScope inner = new TensorScope()) {
        kept = inner.keep(TensorData.of(new float[] {1, 2, 3}, 3).add(new Scalar(1)));
      }
      disturb();
      assertArrayEquals(new float[] {2, 3, 4}, TensorData.floats(kept));
    }
    assertEquals(before, Pointer.totalCount());
  }

  @Test
  void whatIsKeptSurvivesWithoutAScopeAround() {
    Tensor kept;
    try (TensorScope scope = new TensorScope()) {
      kept = scope.keep(TensorData.of(new float[] {1, 2, 3}, 3).add(new Scalar(1)));
    }
    disturb();
    assertArrayEquals(new float[] {2, 3, 4}, TensorData.floats(kept));
    kept.close();
  }

  @Test
  void keptThroughThreeScopes() {
    long before = Pointer.totalCount();
    try (TensorScope first = new TensorScope()) {
      Tensor kept;
      try (TensorScope second = new TensorScope()) {
        try (TensorScope third = new TensorScope()) {
          kept = second.keep(third.keep(torch.full(new long[] {4}, new Scalar(7))));
        }
      }
      disturb();
      assertArrayEquals(new float[] {7, 7, 7, 7}, TensorData.floats(kept));
    }
    assertEquals(before, Pointer.totalCount());
  }

  @Test
  void anotherThreadsTensorCanBeAdopted() throws InterruptedException {
    long before = Pointer.totalCount();
    AtomicReference<Tensor> handed = new AtomicReference<>();
    Thread thread =
        new Thread(() -> {
          try (TensorScope scope = new TensorScope()) {
            handed.set(scope.keep(TensorData.of(new float[] {5, 6}, 2)));
          }
        });
    thread.start();
    thread.join();
    try (TensorScope scope = new TensorScope()) {
      disturb();
      assertArrayEquals(new float[] {5, 6}, TensorData.floats(scope.adopt(handed.get())));
    }
    assertEquals(before, Pointer.totalCount());
  }

  /** Takes up the memory that a wrongly freed tensor would have left. */
  private static void disturb() {
    try (TensorScope scope = new TensorScope()) {
      for (int i = 0; i < 100; i++) {
        torch.full(new long[] {3}, new Scalar(-99));
      }
    }
  }
}
