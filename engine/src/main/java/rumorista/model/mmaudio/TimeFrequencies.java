package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.nn.Dense;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/** What the flow's time is to the network: sinusoids (Vaswani et al. 2017) and two layers. */
final class TimeFrequencies {
  private static final double BASE = 10_000;
  private static final int FIRST_VERSION_WIDTH = 256;
  private static final double SECOND_VERSION_SCALE = 10_000;

  private final float[] frequencies;
  private final Dense hidden;
  private final Dense out;

  TimeFrequencies(Weights weights, int width, boolean second) {
    int values = second ? width : FIRST_VERSION_WIDTH;
    this.frequencies = frequencies(values, second ? SECOND_VERSION_SCALE : 1);
    this.hidden = Dense.of(weights, "t_embed.mlp.0", width, values, true);
    this.out = Dense.of(weights, "t_embed.mlp.2", width, width, true);
  }

  /** In 32 bits at every step, as the published code has them: they become angles up to 10000. */
  static float[] frequencies(int values, double scale) {
    float[] exponents = new float[values / 2];
    for (int i = 0; i < exponents.length; i++) {
      exponents[i] = 2f * i / values;
    }
    try (TensorScope scope = new TensorScope()) {
      Tensor powers = torch.pow(new Scalar(BASE), TensorData.of(exponents, exponents.length));
      return TensorData.floats(powers.reciprocal().mul(new Scalar(scale)));
    }
  }

  /** {@code [batch]} to {@code [batch, width]}. */
  Tensor forward(Tensor times) {
    Tensor angles = times.unsqueeze(1).mul(TensorData.of(frequencies, 1, frequencies.length));
    Tensor waves = torch.cat(new TensorVector(angles.cos(), angles.sin()), 1);
    return out.forward(torch.silu(hidden.forward(waves)));
  }
}
