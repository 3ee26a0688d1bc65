package rumorista.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SyntheticSound;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class RotaryEmbeddingTest {
  private static final int WIDTH = 16;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void turningKeepsLengths(long seed) {
    try (TensorScope scope = new TensorScope()) {
      float[] values = SyntheticSound.noise(1, 2 * 3 * 50 * WIDTH, seed);
      Tensor heads = TensorData.of(values, 2, 3, 50, WIDTH);
      float[] turned = TensorData.floats(RotaryEmbedding.of(5, 45, WIDTH, heads).turn(heads));
      for (int at = 0; at < values.length; at += WIDTH) {
        assertEquals(
            SyntheticSound.rms(values, at, at + WIDTH),
            SyntheticSound.rms(turned, at, at + WIDTH),
            1e-5);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void scoresDependOnDistancesOnly(long seed) {
    int length = 40;
    try (TensorScope scope = new TensorScope()) {
      Tensor query = everywhere(SyntheticSound.noise(1, WIDTH, seed), length);
      Tensor key = everywhere(SyntheticSound.noise(1, WIDTH, seed + 10), length);
      RotaryEmbedding rotary = RotaryEmbedding.of(0, length, WIDTH, query);
      float[] scores =
          TensorData.floats(torch.matmul(rotary.turn(query), rotary.turn(key).transpose(2, 3)));
      boolean differ = false;
      for (int i = 0; i < length; i++) {
        for (int j = 0; j < length; j++) {
          int reference = Math.max(0, j - i) + length * Math.max(0, i - j);
          assertEquals(scores[reference], scores[i * length + j], 2e-4);
          differ |= Math.abs(scores[i * length + j] - scores[0]) > 0.1;
        }
      }
      assertTrue(differ, "distances are seen at all");
    }
  }

  @Test
  void thePrefixIsNotTurned() {
    try (TensorScope scope = new TensorScope()) {
      float[] vector = SyntheticSound.noise(1, WIDTH, 4);
      Tensor heads = everywhere(vector, 6);
      float[] turned = TensorData.floats(RotaryEmbedding.of(3, 3, WIDTH, heads).turn(heads));
      for (int token = 0; token < 4; token++) { // the first token in time stands at zero
        assertArrayEquals(
            vector, Arrays.copyOfRange(turned, token * WIDTH, (token + 1) * WIDTH), 1e-6f);
      }
    }
  }

  private static Tensor everywhere(float[] vector, int length) {
    return TensorData.of(vector, 1, 1, 1, WIDTH).expand(1, 1, length, WIDTH);
  }
}
