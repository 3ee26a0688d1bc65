package rumorista.generate;

/** Keeps samples below full scale: what exceeds the knee is bent smoothly. */
final class Limiter {
  private static final float KNEE = 0.8f;

  private Limiter() {}

  /** Changes {@code samples} in place and returns them. */
  static float[] limit(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      float size = Math.abs(samples[i]);
      if (size > KNEE) {
        float bent = KNEE + (1 - KNEE) * (float) Math.tanh((size - KNEE) / (1 - KNEE));
        samples[i] = Math.copySign(bent, samples[i]);
      }
    }
    return samples;
  }
}
