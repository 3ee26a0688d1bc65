package rumorista.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.Weights;

/**
 * Layer norm with weights.
 *
 * @param scale {@code [width]}
 * @param shift {@code [width]}
 */
public record Norm(Tensor scale, Tensor shift, double least) implements Layer {
  /** {@code name.weight} and {@code name.bias}. */
  public static Norm of(Weights weights, String name, long width, double least) {
    return new Norm(
        weights.takeFloats(name + ".weight", width),
        weights.takeFloats(name + ".bias", width),
        least);
  }

  @Override
  public Tensor forward(Tensor tokens) {
    return torch.layer_norm(
        tokens,
        new long[] {scale.size(0)},
        new TensorOptional(scale),
        new TensorOptional(shift),
        least,
        false);
  }
}
