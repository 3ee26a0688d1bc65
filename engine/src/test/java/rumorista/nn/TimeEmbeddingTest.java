package rumorista.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class TimeEmbeddingTest {
  @Test
  void closeTimesAreCloseAndFarOnesFar() {
    try (TensorScope scope = new TensorScope()) {
      float[] e =
          TensorData.floats(TimeEmbedding.of(TensorData.of(new float[] {0, 0.001f, 0.5f}, 3), 64));
      assertEquals(3 * 64, e.length);
      for (int i = 0; i < 32; i++) {
        assertEquals(1, e[i], 1e-6, "cosines of zero");
        assertEquals(0, e[32 + i], 1e-6, "sines of zero");
      }
      assertTrue(distance(e, 0, 1) < distance(e, 0, 2) / 2);
    }
  }

  private static double distance(float[] e, int a, int b) {
    double square = 0;
    for (int i = 0; i < 64; i++) {
      square += Math.pow(e[a * 64 + i] - e[b * 64 + i], 2);
    }
    return Math.sqrt(square);
  }
}
