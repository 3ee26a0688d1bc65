package rumorista.measure;

import java.util.Random;
import rumorista.Waveform;

/** Sounds made by formulas: what is in them is known. */
final class Sounds {
  static final int RATE = 32_000;

  private Sounds() {}

  /** Steady noise. */
  static float[] noise(double seconds, double level, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (level * random.nextGaussian());
    }
    return samples;
  }

  /** Bursts of noise that die away within a tenth of a second. */
  static Waveform knocks(double seconds, double background, long seed, double... instants) {
    float[] samples = noise(seconds, background, seed);
    float[] burst = noise(0.2, 0.3, seed + 1);
    for (double instant : instants) {
      int start = (int) (instant * RATE);
      for (int i = 0; i < burst.length && start + i < samples.length; i++) {
        samples[start + i] += burst[i] * (float) Math.exp(-i / (0.03 * RATE));
      }
    }
    return Waveform.mono(samples, RATE);
  }

  static Waveform tone(double seconds, double frequency, double level) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (level * Math.sin(2 * Math.PI * frequency * i / RATE));
    }
    return Waveform.mono(samples, RATE);
  }

  /** Ascending instants, at least a quarter of a second apart. */
  static double[] instants(double seconds, Random random) {
    return java.util.stream.DoubleStream.iterate(
            0.3, t -> t < seconds - 0.3, t -> t + 0.25 + random.nextDouble())
        .toArray();
  }
}
