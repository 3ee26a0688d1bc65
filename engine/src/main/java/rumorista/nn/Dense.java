package rumorista.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.tensor.Weights;

/**
 * A linear layer. Weights of 16 bits are multiplied as such where the processor can; elsewhere they
 * are widened for the product, which saves memory and no time.
 *
 * @param weight {@code [out, in]}
 * @param bias {@code [out]}, or null
 */
public record Dense(Tensor weight, @Nullable Tensor bias) implements Layer {
  /** {@code name.weight} and, if wanted, {@code name.bias}. */
  public static Dense of(Weights weights, String name, long out, long in, boolean biased) {
    return new Dense(
        weights.take(name + ".weight", out, in),
        biased ? weights.takeFloats(name + ".bias", out) : null);
  }

  @Override
  public Tensor forward(Tensor tokens) {
    return multiply(tokens, weight, bias, Processor.MULTIPLIES_BFLOAT16);
  }

  /** {@code tokens * weight^T + bias} in 32 bits, or rounded to 16 before the product. */
  static Tensor multiply(Tensor tokens, Tensor weight, @Nullable Tensor bias, boolean inBfloat16) {
    if (weight.scalar_type().intern() == torch.ScalarType.Float) {
      return bias == null ? torch.linear(tokens, weight) : torch.linear(tokens, weight, bias);
    }
    if (!inBfloat16) {
      Tensor wide = weight.to(torch.ScalarType.Float);
      Tensor product = bias == null ? torch.linear(tokens, wide) : torch.linear(tokens, wide, bias);
      wide.close(); // the largest thing around: sooner than the scope would
      return product;
    }
    Tensor narrow = tokens.to(torch.ScalarType.BFloat16);
    Tensor product = torch.linear(narrow, weight, new TensorOptional());
    Tensor wide = product.to(torch.ScalarType.Float);
    return bias == null ? wide : wide.add_(bias);
  }
}
