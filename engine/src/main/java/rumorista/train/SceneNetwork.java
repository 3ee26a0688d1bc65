package rumorista.train;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.look.SceneFeatures;
import rumorista.look.SceneHead;

/** The scene head while it learns: the same as {@link SceneHead} computes in plain Java. */
final class SceneNetwork extends Module {
  private final LinearImpl inner;
  private final LinearImpl outer;

  SceneNetwork() {
    super("SceneNetwork");
    this.inner = register_module("inner", new LinearImpl(SceneFeatures.COUNT, SceneHead.HIDDEN));
    this.outer =
        register_module("outer", new LinearImpl(SceneHead.HIDDEN, SceneHead.SCENES.size()));
  }

  /** {@code [batch, feature]} to {@code [batch, scene]}, before the softmax. */
  Tensor scores(Tensor features) {
    return outer.forward(torch.tanh(inner.forward(features)));
  }
}
