package rumorista.nn;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.tensor.Weights;

/**
 * A convolution along the tokens, padded with zeros so that as many come out as go in: a linear
 * layer over each token and its neighbours, which needs no other order of the weights than the one
 * they have.
 *
 * @param weight {@code [out, in * kernel]}
 * @param bias {@code [out]}, or null
 * @param kernel odd
 */
public record TokenConvolution(Tensor weight, @Nullable Tensor bias, int kernel) implements Layer {
  /**
   * {@code name.weight} and, if wanted, {@code name.bias}; a kernel of one is a linear layer, and
   * for one of three there are fewer products.
   */
  public static Layer of(
      Weights weights, String name, long out, long in, int kernel, boolean biased) {
    if (kernel == 1) {
      return Dense.of(weights, name, out, in, biased);
    }
    Tensor weight = weights.take(name + ".weight", out, in, kernel);
    if (kernel != 3 || !PackedDense.suits(weight)) {
      return convolution(weights, name, out, in, kernel, biased);
    }
    Tensor bias = biased ? weights.takeFloats(name + ".bias", out) : null;
    return PairConvolution.of(weights, List.of(weight), bias);
  }

  /**
   * As {@link #of}, of weights that are kept as those of a convolution though the kernel is one.
   */
  public static TokenConvolution convolution(
      Weights weights, String name, long out, long in, int kernel, boolean biased) {
    Tensor weight = weights.take(name + ".weight", out, in, kernel);
    return new TokenConvolution(
        weights.own(weight.view(out, in * kernel)),
        biased ? weights.takeFloats(name + ".bias", out) : null,
        kernel);
  }

  @Override
  public Tensor forward(Tensor tokens) {
    if (kernel == 1) {
      return Dense.multiply(tokens, weight, bias, Processor.MULTIPLIES_BFLOAT16);
    }
    Tensor padded = torch.pad(tokens, 0, 0, kernel / 2, kernel / 2);
    Tensor near = padded.unfold(1, kernel, 1).flatten(2, 3); // [batch, token, in * kernel]
    return Dense.multiply(near, weight, bias, Processor.MULTIPLIES_BFLOAT16);
  }
}
