package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Layers that keep the magnitude of what passes them (Karras et al. 2024, "Analyzing and Improving
 * the Training Dynamics of Diffusion Models"; equations by number there).
 */
final class MagnitudePreserving {
  private static final double LEAST = 1e-4;
  private static final double SILU_MAGNITUDE = 0.596; // of silu(x) for x ~ N(0, 1)
  private static final double RESIDUAL = 0.3;

  private MagnitudePreserving() {}

  /**
   * Forced weight normalisation (eq. 47) and the scaling that preserves magnitude (eq. 66), for
   * each output: {@code w / (|w| / sqrt(n) + 1e-4) / sqrt(n)} for its n weights, in place.
   */
  static void normaliseWeights(float[] weights, int outputs) {
    int fan = weights.length / outputs;
    double root = Math.sqrt(fan);
    for (int out = 0; out < outputs; out++) {
      double sum = 0;
      for (int i = out * fan; i < (out + 1) * fan; i++) {
        sum += (double) weights[i] * weights[i];
      }
      double scale = 1 / ((LEAST + Math.sqrt(sum) / root) * root);
      for (int i = out * fan; i < (out + 1) * fan; i++) {
        weights[i] = (float) (weights[i] * scale);
      }
    }
  }

  /** Pixel normalisation (eq. 30) over dimension {@code dimension}: root mean square one. */
  static Tensor normalise(Tensor x, long dimension) {
    double root = Math.sqrt((double) x.size(dimension));
    Tensor size =
        x.square()
            .sum(dimension)
            .sqrt_()
            .mul_(new Scalar(1 / root))
            .add_(new Scalar(LEAST))
            .unsqueeze(dimension);
    return x.div(size);
  }

  /** SiLU, scaled to keep magnitudes (eq. 81). */
  static Tensor silu(Tensor x) {
    return torch.silu(x).div_(new Scalar(SILU_MAGNITUDE));
  }

  /** A sum in which the second counts for 0.3 (eq. 88). */
  static Tensor sum(Tensor first, Tensor second) {
    double size = Math.hypot(1 - RESIDUAL, RESIDUAL);
    return torch.lerp(first, second, new Scalar(RESIDUAL)).div_(new Scalar(size));
  }
}
