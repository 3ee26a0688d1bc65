package rumorista.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A {@link GatedPerceptron} of {@link PairConvolution}s.
 *
 * @param up and its gate, one behind the other
 */
record PairPerceptron(PairConvolution up, PairConvolution down) implements Layer {
  @Override
  public Tensor forward(Tensor tokens) {
    long length = tokens.size(1);
    Halves hidden = up.forward(Halves.of(tokens));
    Halves gated = new Halves(gated(hidden.even()), gated(hidden.odd()));
    if (length % 2 == 1) {
      gated.odd().select(1, -1).zero_(); // what is beyond the end must not be seen
    }
    return down.forward(gated).join(length);
  }

  private static Tensor gated(Tensor hidden) {
    TensorVector parts = hidden.chunk(2, -1);
    return torch.silu_(parts.get(0)).mul_(parts.get(1));
  }
}
