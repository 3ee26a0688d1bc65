package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.nn.Dense;
import rumorista.nn.GatedPerceptron;
import rumorista.nn.Layer;
import rumorista.nn.TokenConvolution;
import rumorista.nn.TransformerBlock;
import rumorista.tensor.Weights;

/**
 * One stream's part of an attention block, scaled, shifted and gated by a condition (adaptive layer
 * norm, Peebles & Xie 2023): what it brings to the attention, and what it makes of the answer.
 */
final class StreamBlock {
  private static final int MODULATIONS = 6;

  private final int heads;
  private final Dense modulation;
  private final Dense qkv;
  private final Tensor queryScale;
  private final Tensor keyScale;
  private final @Nullable Layer mix;
  private final @Nullable Layer perceptron;

  /** Queries, keys and values {@code [batch, head, token, headWidth]}, and the modulation. */
  record Heads(Tensor query, Tensor key, Tensor value, TensorVector modulation) {}

  /**
   * @param kernel tokens that its perceptron sees at once: 1 for words
   * @param last whether nobody wants to know what the answer does to it
   */
  StreamBlock(Weights weights, String name, int width, int heads, int kernel, boolean last) {
    int headWidth = width / heads;
    long modulations = last ? 2 : MODULATIONS;
    this.heads = heads;
    this.modulation =
        Dense.of(weights, name + ".adaLN_modulation.1", modulations * width, width, true);
    this.qkv = Dense.of(weights, name + ".attn.qkv", 3L * width, width, true);
    this.queryScale = weights.takeFloats(name + ".attn.q_norm.weight", headWidth);
    this.keyScale = weights.takeFloats(name + ".attn.k_norm.weight", headWidth);
    this.mix =
        last ? null : TokenConvolution.of(weights, name + ".linear1", width, width, kernel, true);
    this.perceptron = last ? null : GatedPerceptron.of(weights, name + ".ffn", width, kernel);
  }

  /**
   * @param tokens {@code [batch, token, width]}
   * @param condition {@code [batch, token or 1, width]}
   * @param rotation of queries and keys; null for what has no place in time
   */
  Heads before(Tensor tokens, Tensor condition, @Nullable PairRotation rotation) {
    TensorVector m = modulation.forward(torch.silu(condition)).chunk(modulations(), -1);
    return heads(TransformerBlock.modulate(tokens, m.get(0), m.get(1)), rotation, m);
  }

  /** Queries, keys and values of tokens as they are. */
  Heads heads(Tensor tokens, @Nullable PairRotation rotation, TensorVector m) {
    long[] shape = tokens.shape();
    TensorVector parts =
        qkv.forward(tokens)
            .view(shape[0], shape[1], heads, shape[2] / heads, 3) // the kind changes fastest
            .permute(4, 0, 2, 1, 3)
            .contiguous()
            .unbind(0); // 3 x [batch, head, token, headWidth]
    Tensor query = rmsNorm(parts.get(0)).mul_(queryScale);
    Tensor key = rmsNorm(parts.get(1)).mul_(keyScale);
    return new Heads(
        rotation == null ? query : rotation.turn(query),
        rotation == null ? key : rotation.turn(key),
        parts.get(2),
        m);
  }

  /**
   * @param attended the answer, {@code [batch, token, width]}
   * @param m the modulation that {@link #before} found
   */
  Tensor after(Tensor tokens, Tensor attended, TensorVector m) {
    if (mix == null || perceptron == null) {
      throw new IllegalStateException("the last block of a stream makes nothing of the answer");
    }
    Tensor mixed = tokens.add(mix.forward(attended).mul_(m.get(2)));
    Tensor hidden = TransformerBlock.modulate(mixed, m.get(3), m.get(4));
    return mixed.add_(perceptron.forward(hidden).mul_(m.get(5)));
  }

  private long modulations() {
    return mix == null ? 2 : MODULATIONS;
  }

  private static Tensor rmsNorm(Tensor x) {
    return torch.rms_norm(x, x.size(-1));
  }

  /** {@code [batch, head, token, headWidth]} of queries to {@code [batch, token, width]}. */
  static Tensor attend(Tensor query, Tensor key, Tensor value) {
    return torch.scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2, 3);
  }
}
