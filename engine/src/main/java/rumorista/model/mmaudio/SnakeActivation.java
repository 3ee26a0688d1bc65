package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Tensor;
import rumorista.tensor.TensorData;
import rumorista.tensor.Weights;

/**
 * {@code x + sin(x e^a)^2 / (e^b + 1e-9)} (Snake, Ziyin et al. 2020, with two parameters a channel)
 * between up- and downsampling by two, so that what it adds above half the rate does not fold back
 * (Karras et al. 2021; Lee et al. 2023, "BigVGAN"). Written out in Java, row by row: a row stays in
 * the cache, where libtorch would pass through memory a dozen times.
 */
final class SnakeActivation {
  private static final int TAPS = 12;
  private static final int PAD = 6; // a side: enough for both filters
  private static final double LEAST = 1e-9;

  private final float[] up;
  private final float[] down;
  private final float[] frequency; // of each channel
  private final float[] inverse;

  /** {@code name.act.alpha} and so on. */
  SnakeActivation(Weights weights, String name, int channels) {
    Tensor alpha = weights.takeFloats(name + ".act.alpha", channels);
    Tensor beta = weights.takeFloats(name + ".act.beta", channels);
    this.up = filter(weights, name + ".upsample.filter", 2);
    this.down = filter(weights, name + ".downsample.lowpass.filter", 1);
    this.frequency = TensorData.floats(alpha);
    this.inverse = TensorData.floats(beta);
    for (int c = 0; c < channels; c++) {
      frequency[c] = (float) Math.exp(frequency[c]);
      inverse[c] = (float) (1 / (Math.exp(inverse[c]) + LEAST));
    }
  }

  private static float[] filter(Weights weights, String name, float scale) {
    float[] filter = TensorData.floats(weights.takeFloats(name, 1, 1, TAPS));
    for (int i = 0; i < TAPS; i++) {
      filter[i] *= scale;
    }
    return filter;
  }

  /** Changes the row of a channel in place. */
  void apply(float[] row, int channel) {
    int length = row.length;
    float[] padded = new float[length + 2 * PAD];
    System.arraycopy(row, 0, padded, PAD, length);
    pad(padded, length, row[0], row[length - 1]);
    // The doubled row in two: even[i + PAD] is its sample 2 i, odd[i + PAD] its sample 2 i + 1.
    float[] even = new float[length + 2 * PAD];
    float[] odd = new float[length + 2 * PAD];
    upsample(padded, even, odd, length);
    bend(even, frequency[channel], inverse[channel]);
    bend(odd, frequency[channel], inverse[channel]);
    pad(even, length, even[PAD], odd[PAD + length - 1]);
    pad(odd, length, even[PAD], odd[PAD + length - 1]);
    downsample(even, odd, row);
  }

  /** Repeats the ends outwards. */
  private static void pad(float[] padded, int length, float first, float last) {
    for (int i = 0; i < PAD; i++) {
      padded[i] = first;
      padded[PAD + length + i] = last;
    }
  }

  private void upsample(float[] x, float[] even, float[] odd, int length) {
    float a = up[1];
    float b = up[3];
    float c = up[5];
    float d = up[7];
    float e = up[9];
    float f = up[11];
    for (int i = PAD; i < length + PAD; i++) {
      even[i] = a * x[i + 2] + b * x[i + 1] + c * x[i] + d * x[i - 1] + e * x[i - 2] + f * x[i - 3];
    }
    a = up[0];
    b = up[2];
    c = up[4];
    d = up[6];
    e = up[8];
    f = up[10];
    for (int i = PAD; i < length + PAD; i++) {
      odd[i] = a * x[i + 3] + b * x[i + 2] + c * x[i + 1] + d * x[i] + e * x[i - 1] + f * x[i - 2];
    }
  }

  private void downsample(float[] even, float[] odd, float[] row) {
    float a = down[1];
    float b = down[3];
    float c = down[5];
    float d = down[7];
    float e = down[9];
    float f = down[11];
    for (int i = 0; i < row.length; i++) {
      int k = i + PAD;
      row[i] =
          a * even[k - 2]
              + b * even[k - 1]
              + c * even[k]
              + d * even[k + 1]
              + e * even[k + 2]
              + f * even[k + 3];
    }
    a = down[0];
    b = down[2];
    c = down[4];
    d = down[6];
    e = down[8];
    f = down[10];
    for (int i = 0; i < row.length; i++) {
      int k = i + PAD;
      row[i] +=
          a * odd[k - 3]
              + b * odd[k - 2]
              + c * odd[k - 1]
              + d * odd[k]
              + e * odd[k + 1]
              + f * odd[k + 2];
    }
  }

  // sin(t)^2 has the period pi: t is brought to -pi/2 to pi/2, in three parts of pi that lose
  // nothing, and the sine's Taylor series goes to the eleventh power there (error below 6e-8).
  private static final float INVERSE_PI = (float) (1 / Math.PI);
  private static final float ROUND = 12582912f; // 1.5 * 2^23: adding it rounds to whole numbers
  private static final float PI_1 = 3.140625f;
  private static final float PI_2 = 0x1.fb4p-11f;
  private static final float PI_3 = (float) (Math.PI - PI_1 - PI_2);
  private static final float THIRD = (float) (-1.0 / 6);
  private static final float FIFTH = (float) (1.0 / 120);
  private static final float SEVENTH = (float) (-1.0 / 5_040);
  private static final float NINTH = (float) (1.0 / 362_880);
  private static final float ELEVENTH = (float) (-1.0 / 39_916_800);

  /** Straight through and without branches, so that the compiler makes vectors of it. */
  private static void bend(float[] x, float frequency, float inverse) {
    for (int i = 0; i < x.length; i++) {
      float t = x[i] * frequency;
      float turns = (t * INVERSE_PI + ROUND) - ROUND;
      float r = ((t - turns * PI_1) - turns * PI_2) - turns * PI_3;
      float s = r * r;
      float series = SEVENTH + s * (NINTH + s * ELEVENTH);
      float sine = r * (1 + s * (THIRD + s * (FIFTH + s * series)));
      x[i] += sine * sine * inverse;
    }
  }
}
