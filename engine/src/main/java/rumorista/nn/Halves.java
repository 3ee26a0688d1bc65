package rumorista.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Tokens parted into every second one and those between, as {@link PairConvolution} works on them.
 *
 * @param even the first, third... {@code [batch, pair, width]}
 * @param odd the second, fourth... {@code [batch, pair, width]}; zeros where there is none
 */
record Halves(Tensor even, Tensor odd) {
  /** Views of {@code [batch, token, width]}. */
  static Halves of(Tensor tokens) {
    long length = tokens.size(1);
    Tensor pairs =
        (length % 2 == 0 ? tokens : torch.pad(tokens, 0, 0, 0, 1))
            .unflatten(1, Math.ceilDiv(length, 2), 2);
    return new Halves(pairs.select(2, 0), pairs.select(2, 1));
  }

  /** Puts {@code length} tokens back in a row, in 32 bits. */
  Tensor join(long length) {
    Tensor pairs = torch.stack(new TensorVector(even, odd), 2).flatten(1, 2);
    return pairs.narrow(1, 0, length).to(torch.ScalarType.Float);
  }
}
