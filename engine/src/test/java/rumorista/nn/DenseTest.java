package rumorista.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class DenseTest {
  static Tensor random(long seed, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return TensorData.of(values, shape);
  }

  @Test
  void sixteenBitProductsAreThoseOfRoundedNumbers() {
    try (TensorScope scope = new TensorScope()) {
      Tensor tokens = random(1, 1, 5, 48);
      Tensor weight = random(2, 7, 48);
      Tensor bias = random(3, 7);
      Tensor narrow = weight.to(torch.ScalarType.BFloat16);
      float[] exact = TensorData.floats(torch.linear(tokens, weight, bias));
      float[] widened = TensorData.floats(Dense.multiply(tokens, narrow, bias, false));
      float[] rounded = TensorData.floats(Dense.multiply(tokens, narrow, bias, true));
      assertArrayEquals(exact, widened, 0.05f);
      assertArrayEquals(exact, rounded, 0.1f);
      assertFalse(Arrays.equals(exact, widened), "weights are rounded");
      assertFalse(Arrays.equals(widened, rounded), "here tokens are, too");
      float[] plain = TensorData.floats(Dense.multiply(tokens, weight, bias, true));
      assertArrayEquals(exact, plain, "weights of 32 bits are never rounded");
    }
  }

  @Test
  void aConvolutionAlongTokensIsThatOfLibtorch() {
    try (TensorScope scope = new TensorScope()) {
      Tensor tokens = random(4, 2, 9, 6);
      Tensor weight = random(5, 4, 6, 3);
      Tensor bias = random(6, 4);
      TokenConvolution layer = new TokenConvolution(weight.view(4, 18), bias, 3);
      Tensor padded = torch.pad(tokens.transpose(1, 2), 1, 1);
      Tensor wanted =
          torch
              .conv1d(padded, weight)
              .add(bias.view(1, 4, 1))
              .transpose(1, 2); // [batch, token, out]
      Tensor found = layer.forward(tokens);
      assertEquals(9, found.size(1));
      assertArrayEquals(TensorData.floats(wanted), TensorData.floats(found), 1e-5f);
    }
  }
}
