package rumorista.nn;

import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A convolution over time alone, at every place of {@code [batch, channel, place, time]}. */
public final class TimeConvolution extends Module {
  private final Tensor weight;
  private final Tensor bias;
  private final long dilation;
  private final long reach;

  /**
   * @param size of the kernel, odd; as many instants come out as go in
   * @param dilation instants from one place of the kernel to the next
   */
  public TimeConvolution(int from, int to, int size, int dilation) {
    super("TimeConvolution");
    double spread = Math.sqrt(1.0 / ((double) from * size));
    this.weight =
        Parameter.register(this, "weight", torch.randn(to, from, 1, size).mul(new Scalar(spread)));
    this.bias = Parameter.register(this, "bias", torch.zeros(to));
    this.dilation = dilation;
    this.reach = (long) (size / 2) * dilation;
  }

  public Tensor weight() {
    return weight;
  }

  public Tensor forward(Tensor series) {
    return torch.conv2d(
        series,
        weight,
        new TensorOptional(bias),
        new long[] {1, 1},
        new long[] {0, reach},
        new long[] {1, dilation},
        1);
  }
}
