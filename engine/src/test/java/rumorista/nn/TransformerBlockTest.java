package rumorista.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.NativeObjects;
import rumorista.SyntheticSound;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class TransformerBlockTest {
  private static final int BATCH = 2;
  private static final int TOKENS = 5;
  private static final int WIDTH = 8;

  @Test
  void zeroModulationIsTheIdentity() {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor tokens = tokens(1);
      TransformerBlock block = new TransformerBlock(WIDTH, 2);
      Tensor out = block.forward(tokens, torch.zeros(BATCH, 6, WIDTH), rotary(tokens));
      assertArrayEquals(TensorData.floats(tokens), TensorData.floats(out));
      Tensor opened = block.forward(tokens, torch.ones(BATCH, 6, WIDTH), rotary(tokens));
      assertFalse(Arrays.equals(TensorData.floats(tokens), TensorData.floats(opened)));
    }
  }

  @Test
  void modulationIsPerExample() {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor tokens = tokens(2);
      TransformerBlock block = new TransformerBlock(WIDTH, 2);
      Tensor modulation = modulation(3);
      float[] both = TensorData.floats(block.forward(tokens, modulation, rotary(tokens)));
      for (int b = 0; b < BATCH; b++) {
        float[] alone =
            TensorData.floats(
                block.forward(tokens.narrow(0, b, 1), modulation.narrow(0, b, 1), rotary(tokens)));
        assertArrayEquals(
            Arrays.copyOfRange(both, b * TOKENS * WIDTH, (b + 1) * TOKENS * WIDTH), alone, 1e-5f);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void gradientsAgreeWithFiniteDifferences(long seed) {
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(seed);
      TransformerBlock block = new TransformerBlock(WIDTH, 2);
      block.to(torch.ScalarType.Double, false);
      Tensor tokens = tokens(seed).to(torch.ScalarType.Double);
      Tensor modulation = modulation(seed + 1).to(torch.ScalarType.Double);
      Tensor weight = tokens(seed + 2).to(torch.ScalarType.Double);
      RotaryEmbedding rotary = rotary(tokens);
      block.forward(tokens, modulation, rotary).mul(weight).sum().backward();
      SplittableRandom random = new SplittableRandom(seed);
      Map<String, Tensor> weights = StateDict.of(block);
      assertEquals(11, weights.size());
      for (Map.Entry<String, Tensor> entry : weights.entrySet()) {
        Tensor parameter = entry.getValue();
        for (int probe = 0; probe < 4; probe++) {
          long at = random.nextLong(parameter.numel());
          double gradient = parameter.grad().view(-1).data_ptr_double().get(at);
          double h = 1e-5;
          double above = loss(block, tokens, modulation, weight, rotary, parameter, at, h);
          double below = loss(block, tokens, modulation, weight, rotary, parameter, at, -h);
          assertEquals(
              (above - below) / (2 * h),
              gradient,
              1e-6 + 1e-5 * Math.abs(gradient),
              entry.getKey());
        }
      }
    }
  }

  private static double loss(
      TransformerBlock block,
      Tensor tokens,
      Tensor modulation,
      Tensor weight,
      RotaryEmbedding rotary,
      Tensor parameter,
      long at,
      double shift) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      double kept = parameter.data_ptr_double().get(at);
      parameter.data_ptr_double().put(at, kept + shift);
      double loss = block.forward(tokens, modulation, rotary).mul(weight).sum().item_double();
      parameter.data_ptr_double().put(at, kept);
      return loss;
    }
  }

  @Test
  void learningDoesNotLeak() {
    try (TensorScope scope = new TensorScope()) {
      TransformerBlock block = new TransformerBlock(WIDTH, 2);
      step(block);
      long before = NativeObjects.settled();
      for (int i = 0; i < 20; i++) {
        step(block);
      }
      NativeObjects.assertNoMoreThan(before);
      assertTrue(TensorData.floats(StateDict.of(block).get("offset").grad()).length > 0);
    }
  }

  private static void step(TransformerBlock block) {
    try (TensorScope scope = new TensorScope()) {
      Tensor tokens = tokens(1);
      block.forward(tokens, modulation(2), rotary(tokens)).square().mean().backward();
    }
  }

  private static Tensor tokens(long seed) {
    return TensorData.of(
        SyntheticSound.noise(1, BATCH * TOKENS * WIDTH, seed), BATCH, TOKENS, WIDTH);
  }

  private static Tensor modulation(long seed) {
    return TensorData.of(SyntheticSound.noise(1, BATCH * 6 * WIDTH, seed), BATCH, 6, WIDTH);
  }

  private static RotaryEmbedding rotary(Tensor like) {
    return RotaryEmbedding.of(1, TOKENS - 1, WIDTH / 2, like);
  }
}
