package rumorista.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.TensorData;

/** Sinusoids of the flow's time, as in Vaswani et al. 2017. */
public final class TimeEmbedding {
  private static final double SCALE = 1000;
  private static final double BASE = 10_000;

  private TimeEmbedding() {}

  /** {@code [batch]} of times in 0 to 1, to {@code [batch, width]}. */
  public static Tensor of(Tensor time, int width) {
    float[] frequency = new float[width / 2];
    for (int i = 0; i < frequency.length; i++) {
      frequency[i] = (float) (SCALE * Math.pow(BASE, -(double) i / frequency.length));
    }
    Tensor frequencies =
        TensorData.of(frequency, 1, frequency.length).to(time.device(), time.scalar_type());
    Tensor angle = time.unsqueeze(1).mul(frequencies);
    return torch.cat(new TensorVector(angle.cos(), angle.sin()), 1);
  }
}
