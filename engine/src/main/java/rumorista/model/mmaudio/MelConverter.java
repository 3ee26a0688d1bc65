package rumorista.model.mmaudio;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.CodecDimensions;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * The log-mel spectrogram that the published autoencoders were trained on: magnitudes in bands of
 * Slaney's mel scale, each of the same area. Not the one that the rest of Rumorista hears by.
 */
final class MelConverter {
  private static final double LEAST = 1e-9;
  private static final double QUIETEST = 1e-5;
  private static final double LINEAR_UNTIL = 1000; // hertz
  private static final double LINEAR_STEP = 200.0 / 3;
  private static final double LOG_STEP = Math.log(6.4) / 27;
  private static final int LOG10_BANDS = 80; // the 16 kHz networks learned the decimal logarithm

  private final int size;
  private final int hop;
  private final int bands;
  private final float[] basis; // [band, bin]

  MelConverter(CodecDimensions dimensions, int sampleRate) {
    this.size = dimensions.fftSize();
    this.hop = dimensions.hop();
    this.bands = dimensions.bands();
    this.basis = basis(sampleRate, size, bands);
  }

  /** {@code [band, bin]}, rounded to 32 bits before and after the bands are brought to one area. */
  static float[] basis(int sampleRate, int size, int bands) {
    int bins = size / 2 + 1;
    double[] edges = new double[bands + 2];
    double highest = mel(sampleRate / 2.0);
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(i * highest / (bands + 1));
    }
    float[] basis = new float[bands * bins];
    for (int band = 0; band < bands; band++) {
      double area = 2 / (edges[band + 2] - edges[band]);
      for (int bin = 0; bin < bins; bin++) {
        double frequency = bin * (sampleRate / 2.0) / (bins - 1);
        double rise = (frequency - edges[band]) / (edges[band + 1] - edges[band]);
        double fall = (edges[band + 2] - frequency) / (edges[band + 2] - edges[band + 1]);
        float weight = (float) Math.max(0, Math.min(rise, fall));
        basis[band * bins + bin] = (float) (weight * area);
      }
    }
    return basis;
  }

  private static double mel(double hertz) {
    return hertz < LINEAR_UNTIL
        ? hertz / LINEAR_STEP
        : LINEAR_UNTIL / LINEAR_STEP + Math.log(hertz / LINEAR_UNTIL) / LOG_STEP;
  }

  private static double hertz(double mel) {
    double corner = LINEAR_UNTIL / LINEAR_STEP;
    return mel < corner ? mel * LINEAR_STEP : LINEAR_UNTIL * Math.exp((mel - corner) * LOG_STEP);
  }

  /**
   * @param sound {@code [batch, sample]}, more than half a window of them
   * @return {@code [batch, band, frame]}, made in the caller's scope
   */
  Tensor forward(Tensor sound) {
    try (TensorScope scope = new TensorScope()) {
      long padding = ((long) size - hop) / 2;
      Tensor full =
          torch.clamp(
              sound, new ScalarOptional(new Scalar(-1.0)), new ScalarOptional(new Scalar(1.0)));
      Tensor padded = torch.reflection_pad1d(full.unsqueeze(1), padding, padding).squeeze(1);
      Tensor complex =
          torch.stft(
              padded,
              size,
              new LongOptional(hop),
              new LongOptional(size),
              new TensorOptional(torch.hann_window(size)),
              false,
              new BoolOptional(),
              new BoolOptional(true),
              new BoolOptional(true)); // [batch, bin, frame]
      Tensor magnitude =
          torch.view_as_real(complex).square().sum(-1).add_(new Scalar(LEAST)).sqrt_();
      Tensor mel =
          TensorData.of(basis, bands, size / 2 + 1)
              .matmul(magnitude)
              .clamp_(new ScalarOptional(new Scalar(QUIETEST)));
      return scope.keep(bands == LOG10_BANDS ? mel.log10_() : mel.log_());
    }
  }
}
