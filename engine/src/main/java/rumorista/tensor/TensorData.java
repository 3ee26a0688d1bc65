package rumorista.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Numbers into tensors and out of them. */
public final class TensorData {
  private TensorData() {}

  /** A tensor of {@code shape} on the CPU that holds a copy of {@code values}, row-major. */
  public static Tensor of(float[] values, long... shape) {
    Tensor tensor = torch.empty(shape);
    if (tensor.numel() != values.length) {
      throw new IllegalArgumentException(
          "%d values for %d places".formatted(values.length, tensor.numel()));
    }
    if (values.length > 0) {
      tensor.data_ptr_float().put(values);
    }
    return tensor;
  }

  /** The values of a tensor of any kind and place, row-major. */
  public static float[] floats(Tensor tensor) {
    try (TensorScope scope = new TensorScope()) {
      Tensor plain = tensor.detach().to(torch.ScalarType.Float).cpu().contiguous();
      float[] values = new float[Math.toIntExact(plain.numel())];
      if (values.length > 0) {
        plain.data_ptr_float().get(values);
      }
      return values;
    }
  }
}
