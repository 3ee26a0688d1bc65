package rumorista.model.eye;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Where in the picture to look: at what the whole film shows to matter, and at what matters now.
 * Attention over places, each head with features of its own.
 */
final class Gaze extends Module {
  private static final int HEADS = 8;

  private final LinearImpl now;
  private final LinearImpl always;

  Gaze(int width) {
    super("Gaze");
    this.now = register_module("now", new LinearImpl(width, HEADS));
    this.always = register_module("always", new LinearImpl(width, HEADS));
  }

  /** {@code [batch, channel, place, frame]} to {@code [batch, channel, frame]}. */
  Tensor forward(Tensor seen) {
    Tensor tokens = seen.transpose(1, 3); // [batch, frame, place, channel]
    Tensor usual =
        tokens.mean(new long[] {1}, true, new ScalarTypeOptional()); // [batch, 1, place, channel]
    Tensor score = now.forward(tokens).add(always.forward(usual)); // [batch, frame, place, head]
    Tensor looked = torch.softmax(score, 2).permute(0, 3, 2, 1).unsqueeze(2); // [b, head, 1, p, f]
    Tensor features = seen.unflatten(1, HEADS, -1); // [batch, head, channel, place, frame]
    return features.mul(looked).sum(3).flatten(1, 2);
  }
}
