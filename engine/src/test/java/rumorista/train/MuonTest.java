package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.Set;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class MuonTest {
  private static final double LEAST = 0.65; // the iteration brings singular values near to 1 only
  private static final double MOST = 1.25;

  private final TensorScope scope = new TensorScope();

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void whatHardlyPullsPullsAsMuchAsWhatPullsHard() {
    float[] wide = {0, -30, 0, 0.3f, 0, 0};
    float[] found = TensorData.floats(Muon.orthogonal(TensorData.of(wide, 2, 3)));
    assertTrue(-found[1] > LEAST && -found[1] < MOST, "of the strong: " + found[1]);
    assertTrue(found[3] > LEAST && found[3] < MOST, "of the weak: " + found[3]);
    for (int i : new int[] {0, 2, 4, 5}) {
      assertEquals(0, found[i], 1e-5);
    }
    Tensor tall = Muon.orthogonal(TensorData.of(wide, 2, 3).t());
    assertArrayEquals(found, TensorData.floats(tall.t().contiguous()), 1e-6f);
  }

  @Test
  void rowsOfAnyMatrixBecomeNearlyOrthonormal() {
    torch.manual_seed(3);
    Tensor found = Muon.orthogonal(torch.randn(12, 40));
    float[] products = TensorData.floats(found.mm(found.t()).contiguous());
    for (int i = 0; i < products.length; i++) {
      boolean same = i % 13 == 0;
      double low = same ? LEAST * LEAST : -0.4;
      assertTrue(products[i] > low && products[i] < (same ? MOST * MOST : 0.4), i + " of 12 x 12");
    }
  }

  @Test
  void nothingComesOfNoGradient() {
    for (float value : TensorData.floats(Muon.orthogonal(torch.zeros(3, 5)))) {
      assertEquals(0, value);
    }
  }

  @Test
  void aStepIsAsLongAsAdams() {
    torch.manual_seed(4);
    Pair pair = new Pair();
    Muon muon = new Muon(pair, Set.of("first.weight"));
    assertEquals(Set.of("first.weight"), muon.momentum().keySet());
    assertEquals(3, muon.others().size(), "two biases and the other matrix");
    float[] before = TensorData.floats(pair.first.weight());
    pair.first.forward(torch.randn(64, 24)).square().sum().backward();
    double rate = 1e-3;
    try (NoGradGuard noGrad = new NoGradGuard()) {
      muon.step(rate, 0);
    }
    float[] after = TensorData.floats(pair.first.weight());
    double sum = 0;
    for (int i = 0; i < after.length; i++) {
      sum += Math.pow((double) after[i] - before[i], 2);
    }
    // The root mean square of a step of AdamW that goes on in one direction is 0.2 to 0.4.
    double usual = Math.sqrt(sum / after.length) / rate;
    assertTrue(usual > 0.2 * LEAST && usual < 0.2 * MOST, "root mean square " + usual);
  }

  @Test
  void momentumGoesOnAndDecayShrinks() {
    Pair pair = new Pair();
    Muon muon = new Muon(pair, Set.of("first.weight"));
    Tensor weight = pair.first.weight();
    weight.sum().backward();
    try (NoGradGuard noGrad = new NoGradGuard()) {
      muon.step(1e-3, 0);
      muon.step(1e-3, 0);
      Tensor speed = Objects.requireNonNull(muon.momentum().get("first.weight"));
      assertEquals(1.95f, speed.max().item_float(), 1e-5f);
      weight.grad().zero_();
      speed.zero_();
      weight.fill_(new Scalar(2.0));
      muon.step(0.1, 0.5);
    }
    assertEquals(1.9f, weight.min().item_float(), 1e-5f);
  }

  private static final class Pair extends Module {
    final LinearImpl first = register_module("first", new LinearImpl(24, 8));

    Pair() {
      super("Pair");
      register_module("second", new LinearImpl(8, 2));
    }
  }
}
