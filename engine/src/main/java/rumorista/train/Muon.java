package rumorista.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringTensorDictItemVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Momentum whose steps are orthogonal matrices (Jordan et al. 2024): every direction of a weight
 * learns at the same pace, not only those that most examples agree on. Steps are as large as
 * AdamW's at the same rate (Liu et al. 2025), so that both can share one.
 */
final class Muon {
  private static final double MOMENTUM = 0.95;
  private static final int TURNS = 5;
  private static final double[] QUINTIC = {3.4445, -4.7750, 2.0315}; // of Jordan's iteration
  private static final double LIKE_ADAM = 0.2; // root mean square of AdamW's usual step

  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Map<String, Tensor> momentum = new LinkedHashMap<>();
  private final TensorVector others = new TensorVector();

  /**
   * @param module whose weights learn
   * @param names of those that learn this way: matrices, and kernels {@code [to, from, ...]}
   */
  Muon(Module module, Set<String> names) {
    StringTensorDictItemVector items = module.named_parameters(true).items();
    for (long i = 0; i < items.size(); i++) {
      String name = items.get(i).key().getString();
      Tensor weight = new Tensor(items.get(i).access()); // outlives the vector
      if (names.contains(name)) {
        weights.put(name, weight);
        momentum.put(name, torch.zeros_like(weight));
      } else {
        others.push_back(weight);
      }
    }
  }

  /** What an exact resume needs beside the weights, by their names. */
  Map<String, Tensor> momentum() {
    return momentum;
  }

  /** The weights that learn otherwise. */
  TensorVector others() {
    return others;
  }

  /**
   * One step down the gradients; to be called in a scope, without gradients of its own.
   *
   * @param decay part of a weight that goes away at a rate of 1
   */
  void step(double rate, double decay) {
    weights.forEach((name, weight) -> {
      Tensor speed = Objects.requireNonNull(momentum.get(name));
      speed.mul_(new Scalar(MOMENTUM)).add_(weight.grad());
      Tensor ahead = weight.grad().add(speed, new Scalar(MOMENTUM)).flatten(1, -1);
      double size = LIKE_ADAM * Math.sqrt((double) Math.max(ahead.size(0), ahead.size(1)));
      weight.mul_(new Scalar(1 - rate * decay));
      weight.sub_(orthogonal(ahead).view(weight.shape()), new Scalar(rate * size));
    });
  }

  /** The nearest orthogonal matrix, nearly: Newton and Schulz's iteration. */
  static Tensor orthogonal(Tensor matrix) {
    boolean tall = matrix.size(0) > matrix.size(1);
    Tensor x = tall ? matrix.t() : matrix;
    x = x.div(x.norm().add(new Scalar(1e-7)));
    for (int i = 0; i < TURNS; i++) {
      Tensor a = x.mm(x.t());
      Tensor b = a.mul(new Scalar(QUINTIC[1])).add(a.mm(a), new Scalar(QUINTIC[2]));
      x = x.mul(new Scalar(QUINTIC[0])).add(b.mm(x));
    }
    return tall ? x.t() : x;
  }
}
