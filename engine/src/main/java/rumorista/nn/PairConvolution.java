package rumorista.nn;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/**
 * A convolution over three tokens that makes two tokens of four products, where six are usual:
 * minimal filtering F(2, 3) (Winograd 1980, Lavin & Gray 2016).
 *
 * @param before of what the token before a pair adds to it
 * @param sum of the pair's tokens
 * @param difference of the pair's tokens
 * @param after of what the token after a pair adds to it
 */
record PairConvolution(
    PackedDense before, PackedDense sum, PackedDense difference, PackedDense after)
    implements Layer {
  private static final int ROWS = 64; // prepared at once: few enough to stay in the cache

  /**
   * Prepares weights {@code [out, in, 3]}, which {@link PackedDense#suits suit}.
   *
   * @param stacked whose outputs are to lie one behind the other
   */
  static PairConvolution of(Weights weights, List<Tensor> stacked, @Nullable Tensor bias) {
    try (TensorScope scope = new TensorScope()) {
      Tensor like = stacked.getFirst();
      long rows = stacked.stream().mapToLong(weight -> weight.size(0)).sum();
      Tensor[] four = new Tensor[4];
      Arrays.setAll(four, i -> like.new_empty(rows, like.size(1)));
      long done = 0;
      for (Tensor weight : stacked) {
        for (long row = 0; row < weight.size(0); row += ROWS) {
          long count = Math.min(ROWS, weight.size(0) - row);
          prepare(weight.narrow(0, row, count), four, done);
          done += count;
        }
      }
      return new PairConvolution(
          PackedDense.packed(weights, four[0], null),
          PackedDense.packed(weights, four[1], bias), // goes into both tokens
          PackedDense.packed(weights, four[2], null),
          PackedDense.packed(weights, four[3], null));
    }
  }

  private static void prepare(Tensor weight, Tensor[] four, long row) {
    try (TensorScope scope = new TensorScope()) {
      Tensor taps = weight.permute(2, 0, 1).to(torch.ScalarType.Float).contiguous();
      Scalar half = new Scalar(0.5);
      Tensor outer = taps.select(0, 0).add(taps.select(0, 2)).mul_(half);
      Tensor middle = taps.select(0, 1).mul_(half);
      Tensor[] made = {
        taps.select(0, 0), outer.add(middle), outer.sub(middle), taps.select(0, 2).neg()
      };
      for (int i = 0; i < made.length; i++) {
        four[i].narrow(0, row, weight.size(0)).copy_(made[i]);
      }
    }
  }

  @Override
  public Tensor forward(Tensor tokens) {
    return forward(Halves.of(tokens)).join(tokens.size(1));
  }

  /** The same of tokens that are parted; as narrow as the weights, and beyond the end no zeros. */
  Halves forward(Halves in) {
    Tensor even = in.even();
    Tensor odd = in.odd();
    long others = even.size(1) - 1;
    Tensor past = odd.neg();
    past.narrow(1, 1, others).add_(odd.narrow(1, 0, others));
    Tensor future = even.clone();
    future.narrow(1, 0, others).sub_(even.narrow(1, 1, others));
    Tensor like = sum.multiply(even.add(odd));
    Tensor unlike = difference.multiply(odd.sub(even));
    Tensor first = before.multiplyAdd(past, like.add(unlike));
    return new Halves(first, after.multiplyAdd(future, like.sub_(unlike)));
  }
}
