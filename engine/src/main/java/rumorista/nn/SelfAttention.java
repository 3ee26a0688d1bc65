package rumorista.nn;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.Autocast;

/**
 * Attention of every token to every token, with rotary positions and RMS-normed queries and keys.
 */
public final class SelfAttention extends Module {
  private final int heads;
  private final LinearImpl qkv;
  private final LinearImpl out;
  private final Tensor queryScale;
  private final Tensor keyScale;

  /**
   * @param width of a token
   * @param heads whose number divides the width
   */
  public SelfAttention(int width, int heads) {
    super("SelfAttention");
    this.heads = heads;
    this.qkv = register_module("qkv", new LinearImpl(width, 3L * width));
    this.out = register_module("out", new LinearImpl(width, width));
    this.queryScale = Parameter.register(this, "query_scale", torch.ones(width / heads));
    this.keyScale = Parameter.register(this, "key_scale", torch.ones(width / heads));
  }

  /** {@code [batch, token, width]} to the same shape. */
  public Tensor forward(Tensor tokens, RotaryEmbedding rotary) {
    long batch = tokens.size(0);
    long length = tokens.size(1);
    long width = tokens.size(2);
    Tensor joined =
        qkv.forward(tokens).view(batch, length, 3, heads, width / heads).permute(2, 0, 3, 1, 4);
    TensorVector parts = joined.unbind(0); // 3 x [batch, head, token, width / heads]
    Tensor query = rotary.turn(rmsNorm(parts.get(0)).mul(queryScale));
    Tensor key = rotary.turn(rmsNorm(parts.get(1)).mul(keyScale));
    Tensor mixed =
        Autocast.isOn()
            ? attend(query, key, parts.get(2))
            : torch.scaled_dot_product_attention(query, key, parts.get(2));
    return out.forward(mixed.transpose(1, 2).reshape(batch, length, width));
  }

  /** The same, where libtorch's own has only slow loops: in 16 bits. */
  private static Tensor attend(Tensor query, Tensor key, Tensor value) {
    Tensor scaled = query.mul(new Scalar(1 / Math.sqrt((double) query.size(-1))));
    Tensor likeness = torch.matmul(scaled, key.transpose(-2, -1)); // [batch, head, token, token]
    return torch.matmul(torch.softmax(likeness, -1), value);
  }

  private static Tensor rmsNorm(Tensor x) {
    return torch.rms_norm(x, x.size(-1));
  }
}
