package rumorista.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class TimeConvolutionTest {
  @Test
  void sumsOverTimeAtEveryPlaceAlone() {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      torch.manual_seed(1);
      TimeConvolution convolution = new TimeConvolution(2, 3, 3, 2);
      Tensor series = torch.randn(1, 2, 4, 10); // [batch, channel, place, time]
      float[] x = TensorData.floats(series);
      float[] w = TensorData.floats(convolution.weight()); // [3, 2, 1, 3]
      float[] y = TensorData.floats(convolution.forward(series));
      for (int out = 0; out < 3; out++) {
        for (int place = 0; place < 4; place++) {
          for (int t = 0; t < 10; t++) {
            double sum = 0;
            for (int in = 0; in < 2; in++) {
              for (int k = 0; k < 3; k++) {
                int s = t + 2 * (k - 1);
                sum +=
                    s < 0 || s > 9 ? 0 : w[(out * 2 + in) * 3 + k] * x[(in * 4 + place) * 10 + s];
              }
            }
            assertEquals(sum, y[(out * 4 + place) * 10 + t], 1e-5);
          }
        }
      }
    }
  }
}
