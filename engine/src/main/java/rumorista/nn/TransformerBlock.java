package rumorista.nn;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Self-attention and a two-layer perceptron, each scaled, shifted and gated by a condition:
 * adaptive layer norm as in DiT (Peebles & Xie 2023), with one modulation for all blocks plus a
 * learned offset per block as in PixArt-alpha (Chen et al. 2023).
 */
public final class TransformerBlock extends Module {
  /** Modulation vectors that a block takes: shift, scale and gate for each of its two halves. */
  public static final int MODULATIONS = 6;

  private final SelfAttention attention;
  private final LinearImpl up;
  private final LinearImpl down;
  private final Tensor offset;

  public TransformerBlock(int width, int heads) {
    super("TransformerBlock");
    this.attention = register_module("attention", new SelfAttention(width, heads));
    this.up = register_module("up", new LinearImpl(width, 4L * width));
    this.down = register_module("down", new LinearImpl(4L * width, width));
    this.offset = Parameter.register(this, "offset", torch.zeros(MODULATIONS, width));
  }

  /**
   * @param tokens {@code [batch, token, width]}
   * @param modulation {@code [batch, 6, width]}
   */
  public Tensor forward(Tensor tokens, Tensor modulation, RotaryEmbedding rotary) {
    TensorVector m = modulation.add(offset).chunk(MODULATIONS, 1); // 6 x [batch, 1, width]
    Tensor seen = attention.forward(modulate(tokens, m.get(0), m.get(1)), rotary);
    Tensor attended = tokens.add(seen.mul(m.get(2)));
    Tensor hidden = torch.gelu(up.forward(modulate(attended, m.get(3), m.get(4))));
    return attended.add(down.forward(hidden).mul(m.get(5)));
  }

  /** Layer norm without weights, then {@code x * (1 + scale) + shift}. */
  public static Tensor modulate(Tensor tokens, Tensor shift, Tensor scale) {
    Tensor normed = torch.layer_norm(tokens, tokens.size(-1));
    return torch.addcmul(normed.add(shift), normed, scale);
  }
}
