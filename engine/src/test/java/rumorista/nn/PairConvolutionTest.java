package rumorista.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

class PairConvolutionTest {
  private static final int IN = 6;
  private static final int OUT = 70; // more rows than are prepared at once

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 9, 31})
  void isAConvolutionOfAnyLength(int length) {
    try (TensorScope scope = new TensorScope();
        Weights weights = weights(torch.ScalarType.Float)) {
      Layer found = TokenConvolution.of(weights, "mix", OUT, IN, 3, true);
      assertEquals(torch.hasMKLDNN(), found instanceof PairConvolution);
      Tensor tokens = DenseTest.random(1, 2, length, IN);
      assertNear(plain(weights, "mix").forward(tokens), found.forward(tokens), 1e-5f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void gatesAsTheUsualPerceptronDoes(int length) {
    try (TensorScope scope = new TensorScope();
        Weights weights = weights(torch.ScalarType.Float)) {
      Layer found = GatedPerceptron.of(weights, "ffn", IN, 3);
      assertEquals(torch.hasMKLDNN(), found instanceof PairPerceptron);
      Layer wanted =
          new GatedPerceptron(
              plain(weights, "ffn.w1"), plain(weights, "ffn.w2"), plain(weights, "ffn.w3"));
      Tensor tokens = DenseTest.random(2, 2, length, IN);
      assertNear(wanted.forward(tokens), found.forward(tokens), 1e-4f);
    }
  }

  @Test
  void sixteenBitsAreAsGoodAsWithSixProducts() {
    try (TensorScope scope = new TensorScope();
        Weights wide = weights(torch.ScalarType.Float);
        Weights narrow = weights(torch.ScalarType.BFloat16)) {
      Tensor tokens = DenseTest.random(3, 1, 40, IN);
      Tensor exact = plain(wide, "mix").forward(tokens);
      Tensor found = TokenConvolution.of(narrow, "mix", OUT, IN, 3, true).forward(tokens);
      assertEquals(torch.ScalarType.Float, found.scalar_type().intern());
      double error = distance(exact, found);
      double usual = distance(exact, plain(narrow, "mix").forward(tokens));
      assertTrue(error > 0 && error < 2 * usual, error + " beside " + usual);
    }
  }

  @Test
  void linearLayersKeepTheirNumbers() {
    try (TensorScope scope = new TensorScope();
        Weights weights = weights(torch.ScalarType.Float)) {
      Tensor weight = DenseTest.random(4, 9, 12);
      Tensor bias = DenseTest.random(5, 9);
      Tensor tokens = DenseTest.random(6, 2, 5, 24).narrow(2, 0, 12); // not one after the other
      Tensor wanted = torch.linear(tokens, weight, bias);
      Layer layer = PackedDense.of(weights, weight, bias);
      assertNear(wanted, layer.forward(tokens), 1e-5f);
      assertEquals(torch.hasMKLDNN(), layer instanceof PackedDense);
      if (layer instanceof PackedDense packed) {
        Tensor sum = DenseTest.random(7, 2, 5, 9);
        assertNear(wanted.add(sum), packed.multiplyAdd(tokens, sum), 1e-5f);
      }
    }
  }

  private static double distance(Tensor wanted, Tensor found) {
    return wanted.sub(found).norm().item_float();
  }

  private static void assertNear(Tensor wanted, Tensor found, float tolerance) {
    assertArrayEquals(wanted.shape(), found.shape());
    assertArrayEquals(TensorData.floats(wanted), TensorData.floats(found), tolerance);
  }

  private static Layer plain(Weights weights, String name) {
    boolean biased = weights.has(name + ".bias");
    Tensor weight = weights.take(name + ".weight", -1, -1, 3);
    return TokenConvolution.convolution(weights, name, weight.size(0), weight.size(1), 3, biased);
  }

  private static Weights weights(torch.ScalarType kind) {
    Map<String, Tensor> tensors = new HashMap<>();
    put(tensors, "mix.weight", DenseTest.random(10, OUT, IN, 3).to(kind));
    put(tensors, "mix.bias", DenseTest.random(11, OUT));
    put(tensors, "ffn.w1.weight", DenseTest.random(12, 256, IN, 3).to(kind));
    put(tensors, "ffn.w2.weight", DenseTest.random(13, IN, 256, 3).to(kind));
    put(tensors, "ffn.w3.weight", DenseTest.random(14, 256, IN, 3).to(kind));
    return Weights.of(Path.of("made"), tensors);
  }

  private static void put(Map<String, Tensor> tensors, String name, Tensor tensor) {
    tensor.retainReference();
    tensors.put(name, tensor);
  }
}
