package rumorista.generate;

import java.util.concurrent.CompletableFuture;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.GenerationOptions;
import rumorista.Progress;
import rumorista.model.FlowNetwork;
import rumorista.model.Guide;
import rumorista.tensor.TensorScope;

/**
 * From noise to a latent along the velocity (Euler's method), with classifier-free guidance (Ho &
 * Salimans 2022) away from what is unwanted. What is known of the beginning is put in at every
 * step, as far noised as the step wants it, so that a window continues the one before it.
 */
final class Solver<C> {
  private final FlowNetwork<C> network;
  private final GenerationOptions options;

  Solver(FlowNetwork<C> network, GenerationOptions options) {
    this.network = network;
    this.options = options;
  }

  /**
   * @param known the first tokens {@code [1, known, channel]}, or null
   * @param seed of the noise
   * @return {@code [1, tokens, channels]}, made in the caller's scope
   */
  Tensor solve(
      Guide<C> guide,
      int tokens,
      int channels,
      @Nullable Tensor known,
      long seed,
      Progress progress) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Generator generator = torch.createCPUGenerator(seed);
      Tensor noise =
          torch.randn(new long[] {1, tokens, channels}, new GeneratorOptional(generator));
      Tensor sketch = guide.sketch();
      double first = sketch == null ? 0 : guide.sketchTime();
      Tensor latent = sketch == null ? noise.clone() : torch.lerp(noise, sketch, new Scalar(first));
      double stride = (1 - first) / options.steps();
      for (int i = 0; i < options.steps(); i++) {
        try (TensorScope turn = new TensorScope()) {
          double time = first + i * stride;
          Tensor start = pinned(latent, noise, known, time);
          Tensor velocity = velocity(start, time, guide, turn);
          latent.copy_(start.add(velocity.mul(new Scalar(stride))));
        }
        progress.report("imagining", (i + 1.0) / options.steps());
      }
      return scope.keep(pinned(latent, noise, known, 1));
    }
  }

  /** The latent with its known beginning at the noise level of {@code time}. */
  private static Tensor pinned(Tensor latent, Tensor noise, @Nullable Tensor known, double time) {
    if (known == null) {
      return latent;
    }
    long length = known.size(1);
    Tensor beginning = torch.lerp(noise.narrow(1, 0, length), known, new Scalar(time));
    Tensor rest = latent.narrow(1, length, latent.size(1) - length);
    return torch.cat(new TensorVector(beginning, rest), 1);
  }

  /** Both velocities of guidance at once, each on a core of its own. */
  private Tensor velocity(Tensor latent, double time, Guide<C> guide, TensorScope scope) {
    Tensor prepared = network.prepare(latent);
    if (options.guidance() == 1) {
      return network.velocity(prepared, time, guide.wanted());
    }
    CompletableFuture<Tensor> unwanted =
        CompletableFuture.supplyAsync(() -> elsewhere(prepared, time, guide.unwanted()));
    Tensor wanted = network.velocity(prepared, time, guide.wanted());
    return torch.lerp(scope.adopt(unwanted.join()), wanted, new Scalar(options.guidance()));
  }

  private Tensor elsewhere(Tensor prepared, double time, C conditions) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      return scope.keep(network.velocity(prepared, time, conditions));
    }
  }
}
