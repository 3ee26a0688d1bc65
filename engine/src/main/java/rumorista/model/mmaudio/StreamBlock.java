package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.nn.GatedPerceptron;
import rumorista.nn.Layer;
import rumorista.nn.PackedDense;
import rumorista.nn.TokenConvolution;
import rumorista.nn.TransformerBlock;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/**
 * One stream's part of an attention block, scaled, shifted and gated by a condition (adaptive layer
 * norm, Peebles & Xie 2023): what it brings to the attention, and what it makes of the answer.
 */
final class StreamBlock {
  private static final int MODULATIONS = 6;

  private final int heads;
  private final Layer modulation;
  private final Layer qkv;
  private final Tensor scales;
  private final @Nullable Layer mix;
  private final @Nullable Layer perceptron;

  /**
   * Queries and keys {@code [batch, token, 2, head, headWidth]}, values {@code [batch, token, head,
   * headWidth]}, and the modulation.
   */
  record Heads(Tensor queriesAndKeys, Tensor values, TensorVector modulation) {}

  /**
   * @param kernel tokens that its perceptron sees at once: 1 for words
   * @param last whether nobody wants to know what the answer does to it
   */
  StreamBlock(Weights weights, String name, int width, int heads, int kernel, boolean last) {
    int headWidth = width / heads;
    long modulations = last ? 2 : MODULATIONS;
    this.heads = heads;
    this.modulation =
        PackedDense.of(weights, name + ".adaLN_modulation.1", modulations * width, width);
    this.qkv = qkv(weights, name + ".attn.qkv", width);
    this.scales = scales(weights, name + ".attn", headWidth);
    this.mix =
        last ? null : TokenConvolution.of(weights, name + ".linear1", width, width, kernel, true);
    this.perceptron = last ? null : GatedPerceptron.of(weights, name + ".ffn", width, kernel);
  }

  /** The published weights have queries, keys and values change fastest; here they change last. */
  private static Layer qkv(Weights weights, String name, long width) {
    try (TensorScope scope = new TensorScope()) {
      Tensor weight = weights.take(name + ".weight", 3 * width, width);
      Tensor bias = weights.takeFloats(name + ".bias", 3 * width);
      return PackedDense.of(
          weights,
          weight.view(width, 3, width).transpose(0, 1).flatten(0, 1),
          weights.own(bias.view(width, 3).t().flatten(0, 1)));
    }
  }

  /** Of queries and keys, {@code [2, 1, headWidth]}. */
  private static Tensor scales(Weights weights, String name, long headWidth) {
    try (TensorScope scope = new TensorScope()) {
      Tensor query = weights.takeFloats(name + ".q_norm.weight", headWidth);
      Tensor key = weights.takeFloats(name + ".k_norm.weight", headWidth);
      return weights.own(torch.stack(new TensorVector(query, key)).unsqueeze(1));
    }
  }

  /**
   * @param tokens {@code [batch, token, width]}
   * @param rotation of queries and keys; null for what has no place in time
   */
  Heads before(Tensor tokens, Moments conditions, @Nullable PairRotation rotation) {
    TensorVector m = conditions.each(modulation).chunk(modulations(), -1);
    return heads(TransformerBlock.modulate(tokens, m.get(0), m.get(1)), rotation, m);
  }

  /** Queries, keys and values of tokens as they are. */
  Heads heads(Tensor tokens, @Nullable PairRotation rotation, TensorVector m) {
    long[] shape = tokens.shape();
    Tensor all = qkv.forward(tokens).view(shape[0], shape[1], 3, heads, shape[2] / heads);
    Tensor queriesAndKeys = all.narrow(2, 0, 2);
    Tensor normed = torch.rms_norm(queriesAndKeys, all.size(-1)).mul_(scales);
    return new Heads(rotation == null ? normed : rotation.turn(normed), all.select(2, 2), m);
  }

  /**
   * @param attended the answer, {@code [batch, token, width]}
   * @param m the modulation that {@link #before} found
   */
  Tensor after(Tensor tokens, Tensor attended, TensorVector m) {
    if (mix == null || perceptron == null) {
      throw new IllegalStateException("the last block of a stream makes nothing of the answer");
    }
    Tensor mixed = torch.addcmul(tokens, mix.forward(attended), m.get(2));
    Tensor hidden = TransformerBlock.modulate(mixed, m.get(3), m.get(4));
    return mixed.addcmul_(perceptron.forward(hidden), m.get(5));
  }

  private long modulations() {
    return mix == null ? 2 : MODULATIONS;
  }

  /**
   * The answer {@code [batch, token, width]} to all queries.
   *
   * @param queriesAndKeys as in {@link Heads}
   */
  static Tensor attend(Tensor queriesAndKeys, Tensor values) {
    return torch
        .scaled_dot_product_attention(
            queriesAndKeys.select(2, 0).transpose(1, 2),
            queriesAndKeys.select(2, 1).transpose(1, 2),
            values.transpose(1, 2)) // [batch, head, token, headWidth]
        .transpose(1, 2)
        .flatten(2, 3);
  }
}
