package rumorista.nn;

import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.TensorScope;

/**
 * A residual block over a grid {@code [batch, width, row, column]}: every place sees its eight
 * neighbours. At first it does nothing. A dense convolution, since depthwise ones (ConvNeXt) are
 * bound by memory on CPUs.
 */
public final class GridBlock extends Module {
  private static final double LEAST = 1e-6;

  private final Convolution mix;
  private final Convolution out;

  public GridBlock(int width) {
    super("GridBlock");
    this.mix = register_module("mix", new Convolution(width, width, 3, 3, 1));
    this.out = register_module("out", new Convolution(width, width, 1, 1, 1));
    try (NoGradGuard noGrad = new NoGradGuard()) {
      out.weight().zero_();
    }
  }

  public Tensor forward(Tensor grid) {
    try (TensorScope scope = new TensorScope()) {
      Tensor scale =
          grid.square()
              .mean(new long[] {1}, true, new ScalarTypeOptional())
              .add(new Scalar(LEAST))
              .rsqrt(); // [batch, 1, row, column]
      Tensor hidden = torch.gelu(mix.forward(grid.mul(scale)));
      return scope.keep(grid.add(out.forward(hidden)));
    }
  }
}
