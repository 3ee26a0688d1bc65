package rumorista.model.eye;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.nn.RotaryEmbedding;
import rumorista.nn.SelfAttention;
import rumorista.nn.TimeConvolution;

/** A residual block over time: what happened just now, and what happens in the whole window. */
final class EyeBlock extends Module {
  private static final int KERNEL = 5;

  private final int width;
  private final TimeConvolution near;
  private final LinearImpl nearOut;
  private final SelfAttention attention;
  private final LinearImpl attended;

  EyeBlock(int width, int heads, int dilation) {
    super("EyeBlock");
    this.width = width;
    this.near = register_module("near", new TimeConvolution(width, width, KERNEL, dilation));
    this.nearOut = register_module("near_out", new LinearImpl(width, width));
    this.attention = register_module("attention", new SelfAttention(width, heads));
    this.attended = register_module("attended", new LinearImpl(width, width));
    try (NoGradGuard noGrad = new NoGradGuard()) {
      nearOut.weight().zero_();
      attended.weight().zero_();
    }
  }

  /** {@code [batch, frame, width]} to the same shape. */
  Tensor forward(Tensor tokens, RotaryEmbedding rotary) {
    Tensor series = torch.layer_norm(tokens, width).transpose(1, 2).unsqueeze(2);
    Tensor hidden = torch.gelu(near.forward(series)).squeeze(2).transpose(1, 2);
    Tensor sharpened = tokens.add(nearOut.forward(hidden));
    Tensor seen = attention.forward(torch.layer_norm(sharpened, width), rotary);
    return sharpened.add(attended.forward(torch.gelu(seen)));
  }
}
