package rumorista.measure;

import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Made sounds at 48 kHz without any fault. */
final class TestSounds {
  static final int RATE = 48_000;

  private TestSounds() {}

  static float[] made(double seconds, IntToDoubleFunction value) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) value.applyAsDouble(n);
    }
    return faded(samples);
  }

  static float[] noise(double seconds, long seed) {
    Random random = new Random(seed);
    return made(seconds, n -> 0.1 * random.nextGaussian());
  }

  /** Noise without high frequencies. */
  static float[] rumble(double seconds, long seed) {
    Random random = new Random(seed);
    double[] state = new double[2];
    return made(
        seconds,
        n -> {
          state[0] += 0.03 * (random.nextGaussian() - state[0]);
          state[1] += 0.03 * (state[0] - state[1]);
          return state[1];
        });
  }

  static float[] sine(double seconds, double hertz) {
    return made(seconds, n -> 0.5 * Math.sin(2 * Math.PI * hertz * n / RATE));
  }

  static float[] sweep(double seconds) {
    double growth = Math.log(200) / seconds; // from 50 Hz to 10 kHz
    return made(
        seconds, n -> 0.5 * Math.sin(2 * Math.PI * 50 / growth * Math.expm1(growth * n / RATE)));
  }

  /** Partials that die away, struck after 0.2 s; a little noise stands for the room. */
  static float[] bell(double seconds, long seed) {
    Random random = new Random(seed);
    return made(
        seconds,
        n -> {
          double since = (double) n / RATE - 0.2;
          double sum = 3e-5 * random.nextGaussian();
          for (int k = 1; since > 0 && k <= 5; k++) {
            double decay = Math.exp(-since * (1 + k)) * Math.min(1, since / 0.001);
            sum += 0.15 * decay * Math.sin(2 * Math.PI * 440 * Math.pow(k, 1.3) * since);
          }
          return sum;
        });
  }

  /** Noise with an exponential attack of 5 ms and a decay of 40 ms, twice a second. */
  static float[] attacks(double seconds, long seed) {
    Random random = new Random(seed);
    return made(
        seconds,
        n -> {
          double since = (n % (RATE / 2)) / (double) RATE;
          double level = (1 - Math.exp(-since / 0.005)) * Math.exp(-since / 0.04);
          return (0.3 * level + 0.001) * random.nextGaussian() * 0.5;
        });
  }

  /** Fades of 20 ms. */
  private static float[] faded(float[] samples) {
    int fade = RATE / 50;
    for (int i = 0; i < fade; i++) {
      float gain = (float) (0.5 - 0.5 * Math.cos(Math.PI * i / fade));
      samples[i] *= gain;
      samples[samples.length - 1 - i] *= gain;
    }
    return samples;
  }
}
