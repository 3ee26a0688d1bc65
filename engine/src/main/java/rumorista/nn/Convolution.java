package rumorista.nn;

import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A two-dimensional convolution over {@code [batch, channel, row, column]}. */
public final class Convolution extends Module {
  private final Tensor weight;
  private final Tensor bias;
  private final long[] stride;
  private final long[] padding;

  /**
   * Pads with zeros so that as many rows come out as go in, and one column for every {@code step}
   * columns.
   *
   * @param rows height of the kernel, odd
   * @param columns width of the kernel
   * @param step columns from one result to the next
   */
  public Convolution(int from, int to, int rows, int columns, int step) {
    this(from, to, rows, columns, 1, step);
  }

  /**
   * The same with one row for every {@code rowStep} rows.
   *
   * @param rows height of the kernel
   */
  public Convolution(int from, int to, int rows, int columns, int rowStep, int step) {
    super("Convolution");
    double spread = Math.sqrt(1.0 / ((double) from * rows * columns));
    this.weight =
        Parameter.register(
            this, "weight", torch.randn(to, from, rows, columns).mul(new Scalar(spread)));
    this.bias = Parameter.register(this, "bias", torch.zeros(to));
    this.stride = new long[] {rowStep, step};
    this.padding = new long[] {(rows - rowStep + 1) / 2, (columns - step + 1) / 2};
  }

  public Tensor weight() {
    return weight;
  }

  public Tensor forward(Tensor grid) {
    return torch.conv2d(
        grid, weight, new TensorOptional(bias), stride, padding, new long[] {1, 1}, 1);
  }
}
