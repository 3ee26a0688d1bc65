package rumorista.signal;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * A short-time Fourier transform: frame {@code t} is centred on sample {@code t * hop}, its phases
 * are those at the beginning of its block.
 *
 * @param real {@code [frames][bins]}
 * @param imaginary {@code [frames][bins]}
 */
public record Spectrum(float[][] real, float[][] imaginary) {
  /** The transform that {@code mel} hears by; what lies outside {@code samples} is silence. */
  public static Spectrum of(MelSpectrogram mel, float[] samples) {
    RealFft fft = mel.fft();
    int frames = mel.frames(samples.length);
    Spectrum result = new Spectrum(new float[frames][fft.bins()], new float[frames][fft.bins()]);
    IntStream.range(0, frames)
        .parallel()
        .forEach(t -> fft.forward(mel.block(samples, t), result.real[t], result.imaginary[t]));
    return result;
  }

  /** These magnitudes with phases drawn at random. */
  static Spectrum randomPhases(float[][] magnitude, long seed) {
    Random random = new Random(seed);
    Spectrum result = new Spectrum(new float[magnitude.length][], new float[magnitude.length][]);
    for (int t = 0; t < magnitude.length; t++) {
      int bins = magnitude[t].length;
      result.real[t] = new float[bins];
      result.imaginary[t] = new float[bins];
      for (int k = 0; k < bins; k++) {
        double phase = 2 * Math.PI * random.nextFloat();
        result.real[t][k] = (float) (magnitude[t][k] * Math.cos(phase));
        result.imaginary[t][k] = (float) (magnitude[t][k] * Math.sin(phase));
      }
    }
    return result;
  }

  /** Magnitudes of frame {@code t}. */
  public float[] magnitudes(int t) {
    float[] result = new float[real[t].length];
    for (int k = 0; k < result.length; k++) {
      result[k] = (float) Math.sqrt(real[t][k] * real[t][k] + imaginary[t][k] * imaginary[t][k]);
    }
    return result;
  }

  public int frames() {
    return real.length;
  }

  public int bins() {
    return real.length == 0 ? 0 : real[0].length;
  }
}
