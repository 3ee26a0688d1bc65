package rumorista.nn;

import org.bytedeco.pytorch.Tensor;

/** A layer whose weights are given, not trained. */
@FunctionalInterface
public interface Layer {
  /** {@code [batch, token, in]} to {@code [batch, token, out]}, made in the caller's scope. */
  Tensor forward(Tensor tokens);
}
