package rumorista.model.small;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Device;
import rumorista.NativeObjects;
import rumorista.SyntheticSound;
import rumorista.model.ModelSpec;
import rumorista.tensor.Placement;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class SmallNetworkTest {
  private static final ModelSpec.Small SPEC =
      new ModelSpec.Small("tiny", "CC0-1.0", 32_000, 1024, 256, 20, 2, 16, 2, 2, 2, 12, Map.of());
  private static final int BATCH = 3;
  private static final int TOKENS = 12;

  @TempDir Path folder;

  enum Condition {
    TEXT,
    TIMELINE,
    DRAFT
  }

  @ParameterizedTest(name = "{0} tokens")
  @ValueSource(ints = {1, 12, 40})
  void theOutputHasTheShapeOfTheInput(int tokens) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      SmallNetwork network = awake(1);
      Tensor out = network.clean(noisy(tokens, 1), times(), conditions(tokens, 2, 1, 1, 1));
      assertArrayEquals(new long[] {BATCH, tokens, SPEC.patch()}, out.shape());
      for (float value : TensorData.floats(out)) {
        assertTrue(Float.isFinite(value));
      }
    }
  }

  @Test
  void beforeTrainingItSaysNothing() {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor out =
          new SmallNetwork(SPEC).clean(noisy(TOKENS, 1), times(), conditions(TOKENS, 2, 1, 1, 1));
      assertArrayEquals(new float[BATCH * TOKENS * SPEC.patch()], TensorData.floats(out));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMaskedConditionHasNoInfluenceAndAShownOneHas(Condition condition) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      SmallNetwork network = awake(2);
      float[] masked = made(network, condition, 0, 1);
      assertArrayEquals(masked, made(network, condition, 0, 1e6f), "masked");
      assertFalse(Arrays.equals(made(network, condition, 1, 1), masked), "shown or hidden");
      assertFalse(
          Arrays.equals(made(network, condition, 1, 1), made(network, condition, 1, 2)), "shown");
    }
  }

  private static float[] made(SmallNetwork network, Condition condition, float mask, float factor) {
    SmallConditions c =
        conditions(
            TOKENS,
            5,
            condition == Condition.TEXT ? mask : 1,
            condition == Condition.TIMELINE ? mask : 1,
            condition == Condition.DRAFT ? mask : 1);
    Tensor scale = torch.tensor(factor);
    SmallConditions scaled =
        new SmallConditions(
            condition == Condition.TEXT ? c.text().mul(scale) : c.text(),
            c.textMask(),
            condition == Condition.TIMELINE ? c.timeline().mul(scale) : c.timeline(),
            c.timelineMask(),
            condition == Condition.DRAFT ? c.draft().mul(scale) : c.draft(),
            c.draftMask());
    return TensorData.floats(network.clean(noisy(TOKENS, 1), times(), scaled));
  }

  @Test
  void rowsOfABatchDoNotInfluenceEachOther() {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      SmallNetwork network = awake(3);
      SmallConditions c = conditions(TOKENS, 7, 1, 1, 1);
      float[] together = TensorData.floats(network.clean(noisy(TOKENS, 4), times(), c));
      int row = TOKENS * SPEC.patch();
      for (int b = 0; b < BATCH; b++) {
        SmallConditions alone =
            new SmallConditions(
                c.text().narrow(0, b, 1),
                c.textMask().narrow(0, b, 1),
                c.timeline().narrow(0, b, 1),
                c.timelineMask().narrow(0, b, 1),
                c.draft().narrow(0, b, 1),
                c.draftMask().narrow(0, b, 1));
        float[] single =
            TensorData.floats(
                network.clean(noisy(TOKENS, 4).narrow(0, b, 1), times().narrow(0, b, 1), alone));
        assertArrayEquals(
            Arrays.copyOfRange(together, b * row, (b + 1) * row), single, 1e-4f, "row " + b);
      }
    }
  }

  @Test
  void everyInputReachesTheOutput() {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      SmallNetwork network = awake(4);
      SmallConditions c = conditions(TOKENS, 7, 1, 1, 1);
      float[] plain = TensorData.floats(network.clean(noisy(TOKENS, 4), times(), c));
      assertFalse(
          Arrays.equals(
              plain,
              TensorData.floats(
                  network.clean(noisy(TOKENS, 4), times().mul(torch.tensor(0.5f)), c))),
          "time");
      assertFalse(
          Arrays.equals(plain, TensorData.floats(network.clean(noisy(TOKENS, 5), times(), c))),
          "the noisy patches");
    }
  }

  @ParameterizedTest(name = "time {0}")
  @ValueSource(doubles = {0, 0.5, 0.94, 0.99, 1})
  void theVelocityLeadsToTheCleanSound(double time) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      SmallNetwork network = awake(5);
      SmallConditions c = conditions(TOKENS, 7, 1, 1, 1);
      Tensor noisy = noisy(TOKENS, 4);
      float[] start = TensorData.floats(noisy);
      float[] velocity = TensorData.floats(network.velocity(noisy, time, c));
      Tensor t = torch.full(new long[] {BATCH}, new Scalar(time));
      float[] clean = TensorData.floats(network.clean(noisy, t.to(torch.ScalarType.Float), c));
      double way = Math.max(1 - time, 0.05);
      for (int i = 0; i < start.length; i++) {
        assertEquals(clean[i], start[i] + way * velocity[i], 1e-3);
      }
    }
  }

  @Test
  void whatIsWhereTheWeightsAreIsNotCopied() {
    try (TensorScope scope = new TensorScope()) {
      SmallNetwork network = new SmallNetwork(SPEC);
      Placement.move(network, Device.CPU);
      Tensor latent = noisy(TOKENS, 1);
      SmallConditions c = conditions(TOKENS, 2, 1, 1, 1);
      SmallConditions there = network.bring(c);
      assertTrue(network.bring(latent).is_same(latent));
      assertTrue(there.text().is_same(c.text()) && there.textMask().is_same(c.textMask()));
      assertTrue(there.timeline().is_same(c.timeline()));
      assertTrue(there.timelineMask().is_same(c.timelineMask()));
      assertTrue(there.draft().is_same(c.draft()) && there.draftMask().is_same(c.draftMask()));
    }
  }

  /** Precision stands in for the device: a tensor that is left behind fails in the same way. */
  @Test
  void theVelocityIsWhereTheLatentIsWhereverTheWeightsAre() {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      SmallNetwork network = awake(9);
      Tensor latent = noisy(TOKENS, 1);
      SmallConditions c = conditions(TOKENS, 2, 1, 1, 1);
      float[] here = TensorData.floats(network.velocity(latent, 0.3, c));
      network.to(torch.ScalarType.Double, false);
      Tensor velocity = network.velocity(latent, 0.3, c);
      assertEquals(torch.ScalarType.Float, velocity.scalar_type().intern());
      assertArrayEquals(here, TensorData.floats(velocity), 1e-3f);
    }
  }

  @Test
  void weightsComeBackFromAFile() throws IOException {
    Path file = folder.resolve("flow.safetensors");
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      SmallNetwork network = awake(6);
      StateDict.save(file, StateDict.of(network), false);
      SmallNetwork other = new SmallNetwork(SPEC);
      StateDict.load(file, other);
      SmallConditions c = conditions(TOKENS, 7, 1, 1, 1);
      assertArrayEquals(
          TensorData.floats(network.clean(noisy(TOKENS, 4), times(), c)),
          TensorData.floats(other.clean(noisy(TOKENS, 4), times(), c)));
    }
  }

  @Test
  void thirtyForwardsDoNotLeak() {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      SmallNetwork network = awake(7);
      forward(network);
      long before = NativeObjects.settled();
      for (int i = 0; i < 30; i++) {
        forward(network);
      }
      NativeObjects.assertNoMoreThan(before);
    }
  }

  private static void forward(SmallNetwork network) {
    try (TensorScope scope = new TensorScope()) {
      network.velocity(noisy(TOKENS, 1), 0.3, conditions(TOKENS, 2, 1, 1, 1));
    }
  }

  /** A network none of whose weights is zero, unlike a fresh one. */
  private static SmallNetwork awake(long seed) {
    torch.manual_seed(seed);
    SmallNetwork network = new SmallNetwork(SPEC);
    StateDict.of(network).values().forEach(w -> w.normal_(0, 0.15, new GeneratorOptional()));
    return network;
  }

  private static Tensor noisy(int tokens, long seed) {
    return random(seed, BATCH, tokens, SPEC.patch());
  }

  private static Tensor times() {
    return TensorData.of(new float[] {0.1f, 0.5f, 0.9f}, BATCH);
  }

  private static SmallConditions conditions(
      int tokens, long seed, float textMask, float timelineMask, float draftMask) {
    return new SmallConditions(
        random(seed, BATCH, 384),
        torch.full(new long[] {BATCH, 1}, new Scalar(textMask)),
        random(seed + 1, BATCH, tokens, 2),
        torch.full(new long[] {BATCH, tokens, 1}, new Scalar(timelineMask)),
        random(seed + 2, BATCH, tokens, SPEC.patch()),
        torch.full(new long[] {BATCH, tokens, 1}, new Scalar(draftMask)));
  }

  private static Tensor random(long seed, long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return TensorData.of(SyntheticSound.noise(1, count, seed), shape);
  }
}
