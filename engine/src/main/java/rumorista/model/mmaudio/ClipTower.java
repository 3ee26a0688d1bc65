package rumorista.model.mmaudio;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.TowerDimensions;
import rumorista.nn.Dense;
import rumorista.nn.Norm;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/** The transformer inside both of CLIP's towers (Radford et al. 2021). */
final class ClipTower {
  static final double LEAST = 1e-5;
  private static final double BEND = 1.702; // QuickGELU: x * sigmoid(1.702 x)

  private final List<Block> blocks = new ArrayList<>();

  private record Block(Norm first, PackedAttention attention, Norm second, Dense up, Dense down) {
    Tensor forward(Tensor tokens, boolean causal) {
      try (TensorScope scope = new TensorScope()) {
        Tensor seen = tokens.add(attention.forward(first.forward(tokens), causal));
        Tensor hidden = up.forward(second.forward(seen));
        Tensor bent = hidden.mul(hidden.mul(new Scalar(BEND)).sigmoid_());
        return scope.keep(seen.add_(down.forward(bent)));
      }
    }
  }

  ClipTower(Weights weights, String name, TowerDimensions dimensions) {
    int width = dimensions.width();
    for (int i = 0; i < dimensions.depth(); i++) {
      String block = name + ".resblocks." + i;
      blocks.add(
          new Block(
              Norm.of(weights, block + ".ln_1", width, LEAST),
              PackedAttention.of(weights, block + ".attn", width, dimensions.heads()),
              Norm.of(weights, block + ".ln_2", width, LEAST),
              Dense.of(weights, block + ".mlp.c_fc", 4L * width, width, true),
              Dense.of(weights, block + ".mlp.c_proj", width, 4L * width, true)));
    }
  }

  /** {@code [batch, token, width]} to the same shape, made in the caller's scope. */
  Tensor forward(Tensor tokens, boolean causal) {
    Tensor hidden = tokens;
    for (Block block : blocks) {
      hidden = block.forward(hidden, causal);
    }
    return hidden;
  }

  /** To length one along the last dimension. */
  static Tensor normalise(Tensor x) {
    Tensor length = x.square().sum(-1).sqrt_().unsqueeze(-1);
    return x.div(torch.clamp_min(length, new Scalar(1e-12)));
  }
}
