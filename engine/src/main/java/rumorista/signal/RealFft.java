package rumorista.signal;

/**
 * The discrete Fourier transform of a real signal whose length is a power of two, by a complex
 * radix-2 transform of half the length (Cooley & Tukey 1965; Press et al., Numerical Recipes,
 * section 12.3). Immutable: threads may share one.
 */
public final class RealFft {
  private final int size;
  private final int half;
  private final int[] bitReversal;
  private final float[] cosine; // cos(2 pi k / size), k < size / 2
  private final float[] sine;
  private final float[] stageCosine; // [span + k]: cos(pi k / span), spans of powers of two
  private final float[] stageSine;

  /**
   * @param size samples in a block, a power of two, at least 4
   */
  public RealFft(int size) {
    if (size < 4 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          "FFT size %d; wanted a power of two, at least 4".formatted(size));
    }
    this.size = size;
    this.half = size / 2;
    this.bitReversal = new int[half];
    int bits = Integer.numberOfTrailingZeros(half);
    for (int i = 0; i < half; i++) {
      bitReversal[i] = Integer.reverse(i) >>> (32 - bits);
    }
    this.cosine = new float[half];
    this.sine = new float[half];
    for (int k = 0; k < half; k++) {
      cosine[k] = (float) Math.cos(2 * Math.PI * k / size);
      sine[k] = (float) Math.sin(2 * Math.PI * k / size);
    }
    // The same numbers lying one after the other for each stage, so that its loop is vectorised.
    this.stageCosine = new float[half];
    this.stageSine = new float[half];
    for (int span = 1; span < half; span *= 2) {
      for (int k = 0; k < span; k++) {
        stageCosine[span + k] = cosine[k * (half / span)];
        stageSine[span + k] = sine[k * (half / span)];
      }
    }
  }

  public int size() {
    return size;
  }

  /** Frequencies from zero to half the sample rate: {@code size / 2 + 1}. */
  public int bins() {
    return half + 1;
  }

  /**
   * Transforms {@code signal[size]}; writes {@code real[bins]} and {@code imaginary[bins]},
   * unnormalised.
   */
  public void forward(float[] signal, float[] real, float[] imaginary) {
    for (int i = 0; i < half; i++) {
      int j = bitReversal[i];
      real[i] = signal[2 * j];
      imaginary[i] = signal[2 * j + 1];
    }
    butterflies(real, imaginary, 1);
    float evenFirst = real[0];
    float oddFirst = imaginary[0];
    for (int k = 1; k <= half / 2; k++) {
      int mirror = half - k;
      float evenReal = 0.5f * (real[k] + real[mirror]);
      float evenImaginary = 0.5f * (imaginary[k] - imaginary[mirror]);
      float oddReal = 0.5f * (imaginary[k] + imaginary[mirror]);
      float oddImaginary = 0.5f * (real[mirror] - real[k]);
      float turnedReal = cosine[k] * oddReal + sine[k] * oddImaginary;
      float turnedImaginary = cosine[k] * oddImaginary - sine[k] * oddReal;
      real[k] = evenReal + turnedReal;
      imaginary[k] = evenImaginary + turnedImaginary;
      real[mirror] = evenReal - turnedReal;
      imaginary[mirror] = turnedImaginary - evenImaginary;
    }
    real[0] = evenFirst + oddFirst;
    imaginary[0] = 0;
    real[half] = evenFirst - oddFirst;
    imaginary[half] = 0;
  }

  /**
   * The inverse of {@link #forward}: {@code inverse(forward(x)) == x}. Overwrites {@code real} and
   * {@code imaginary}.
   */
  public void inverse(float[] real, float[] imaginary, float[] signal) {
    float first = real[0];
    float last = real[half];
    for (int k = 1; k <= half / 2; k++) {
      int mirror = half - k;
      float evenReal = 0.5f * (real[k] + real[mirror]);
      float evenImaginary = 0.5f * (imaginary[k] - imaginary[mirror]);
      float turnedReal = 0.5f * (real[k] - real[mirror]);
      float turnedImaginary = 0.5f * (imaginary[k] + imaginary[mirror]);
      float oddReal = cosine[k] * turnedReal - sine[k] * turnedImaginary;
      float oddImaginary = cosine[k] * turnedImaginary + sine[k] * turnedReal;
      real[k] = evenReal - oddImaginary;
      imaginary[k] = evenImaginary + oddReal;
      real[mirror] = evenReal + oddImaginary;
      imaginary[mirror] = oddReal - evenImaginary;
    }
    real[0] = 0.5f * (first + last);
    imaginary[0] = 0.5f * (first - last);
    for (int i = 0; i < half; i++) {
      int j = bitReversal[i];
      if (i < j) {
        swap(real, i, j);
        swap(imaginary, i, j);
      }
    }
    butterflies(real, imaginary, -1);
    float scale = 1f / half;
    for (int i = 0; i < half; i++) {
      signal[2 * i] = real[i] * scale;
      signal[2 * i + 1] = imaginary[i] * scale;
    }
  }

  /**
   * In-place complex transform of {@code half} points in bit-reversed order; {@code direction} -1
   * is the inverse.
   */
  private void butterflies(float[] real, float[] imaginary, int direction) {
    for (int i = 0; i + 1 < half; i += 2) {
      float a = real[i + 1];
      float b = imaginary[i + 1];
      real[i + 1] = real[i] - a;
      imaginary[i + 1] = imaginary[i] - b;
      real[i] += a;
      imaginary[i] += b;
    }
    int span = 2;
    for (; 2 * span < half; span *= 4) {
      for (int start = 0; start < half; start += 4 * span) {
        twoStages(real, imaginary, start, span, direction);
      }
    }
    if (span < half) {
      lastStage(real, imaginary, span, direction);
    }
  }

  /** The stages of {@code span} and of twice that, of four times as many points, in one turn. */
  private void twoStages(float[] real, float[] imaginary, int start, int span, float direction) {
    for (int k = 0; k < span; k++) {
      int i = start + k;
      float c = stageCosine[span + k];
      float s = direction * stageSine[span + k];
      float real1 = c * real[i + span] + s * imaginary[i + span];
      float imaginary1 = c * imaginary[i + span] - s * real[i + span];
      float real3 = c * real[i + 3 * span] + s * imaginary[i + 3 * span];
      float imaginary3 = c * imaginary[i + 3 * span] - s * real[i + 3 * span];
      float upperReal = real[i] + real1;
      float upperImaginary = imaginary[i] + imaginary1;
      float lowerReal = real[i] - real1;
      float lowerImaginary = imaginary[i] - imaginary1;
      float nextReal = real[i + 2 * span] + real3;
      float nextImaginary = imaginary[i + 2 * span] + imaginary3;
      float lastReal = real[i + 2 * span] - real3;
      float lastImaginary = imaginary[i + 2 * span] - imaginary3;
      c = stageCosine[2 * span + k];
      s = direction * stageSine[2 * span + k];
      float a = c * nextReal + s * nextImaginary;
      float b = c * nextImaginary - s * nextReal;
      real[i] = upperReal + a;
      imaginary[i] = upperImaginary + b;
      real[i + 2 * span] = upperReal - a;
      imaginary[i + 2 * span] = upperImaginary - b;
      c = stageCosine[3 * span + k];
      s = direction * stageSine[3 * span + k];
      a = c * lastReal + s * lastImaginary;
      b = c * lastImaginary - s * lastReal;
      real[i + span] = lowerReal + a;
      imaginary[i + span] = lowerImaginary + b;
      real[i + 3 * span] = lowerReal - a;
      imaginary[i + 3 * span] = lowerImaginary - b;
    }
  }

  private void lastStage(float[] real, float[] imaginary, int span, float direction) {
    for (int k = 0; k < span; k++) {
      float c = stageCosine[span + k];
      float s = direction * stageSine[span + k];
      float a = c * real[span + k] + s * imaginary[span + k];
      float b = c * imaginary[span + k] - s * real[span + k];
      real[span + k] = real[k] - a;
      imaginary[span + k] = imaginary[k] - b;
      real[k] += a;
      imaginary[k] += b;
    }
  }

  private static void swap(float[] values, int i, int j) {
    float kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
