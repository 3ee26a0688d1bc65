package rumorista.model.mmaudio;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.nn.Dense;
import rumorista.tensor.Weights;

/**
 * Attention of every token to every token, or to those before it.
 *
 * @param in queries, keys and values, one block after the other
 */
record PackedAttention(Dense in, Dense out, int heads) {
  /** {@code name.in_proj_weight} and so on, as PyTorch's own layer calls them. */
  static PackedAttention of(Weights weights, String name, int width, int heads) {
    return new PackedAttention(
        new Dense(
            weights.take(name + ".in_proj_weight", 3L * width, width),
            weights.takeFloats(name + ".in_proj_bias", 3L * width)),
        Dense.of(weights, name + ".out_proj", width, width, true),
        heads);
  }

  /**
   * @param tokens {@code [batch, token, width]}
   * @param causal whether a token sees none that come later
   */
  Tensor forward(Tensor tokens, boolean causal) {
    long[] shape = tokens.shape();
    TensorVector parts =
        in.forward(tokens)
            .view(shape[0], shape[1], 3, heads, shape[2] / heads)
            .permute(2, 0, 3, 1, 4)
            .unbind(0); // 3 x [batch, head, token, width / heads]
    Tensor seen =
        torch.scaled_dot_product_attention(
            parts.get(0),
            parts.get(1),
            parts.get(2),
            new TensorOptional(),
            0,
            causal,
            new DoubleOptional(),
            false);
    return out.forward(seen.transpose(1, 2).flatten(2, 3));
  }
}
