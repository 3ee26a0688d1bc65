package rumorista.nn;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.Weights;

/**
 * Two layers with a gate between them (SwiGLU, Shazeer 2020): {@code w2(silu(w1 x) * w3 x)}, each a
 * convolution along the tokens.
 */
public record GatedPerceptron(Layer up, Layer down, Layer gate) implements Layer {
  private static final int MULTIPLE = 256;

  /** {@code name.w1}, {@code name.w2} and {@code name.w3} of a width and its usual hidden width. */
  public static Layer of(Weights weights, String name, int width, int kernel) {
    int hidden = MULTIPLE * Math.ceilDiv(2 * 4 * width / 3, MULTIPLE);
    if (kernel == 3) {
      Tensor up = weights.take(name + ".w1.weight", hidden, width, kernel);
      Tensor down = weights.take(name + ".w2.weight", width, hidden, kernel);
      Tensor gate = weights.take(name + ".w3.weight", hidden, width, kernel);
      if (PackedDense.suits(up)) {
        return new PairPerceptron(
            PairConvolution.of(weights, List.of(up, gate), null),
            PairConvolution.of(weights, List.of(down), null));
      }
    }
    return new GatedPerceptron(
        TokenConvolution.of(weights, name + ".w1", hidden, width, kernel, false),
        TokenConvolution.of(weights, name + ".w2", width, hidden, kernel, false),
        TokenConvolution.of(weights, name + ".w3", hidden, width, kernel, false));
  }

  @Override
  public Tensor forward(Tensor tokens) {
    return down.forward(torch.silu(up.forward(tokens)).mul_(gate.forward(tokens)));
  }
}
