package rumorista.signal;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Finds a waveform for a mel spectrogram by fast Griffin-Lim phase retrieval (Griffin & Lim 1984;
 * Perraudin, Balazs & Søndergaard 2013). Samples that are known already are pinned at every turn,
 * so that a long sound can be made piece by piece without a seam. Immutable.
 */
public final class GriffinLim {
  private final MelSpectrogram mel;
  private final int iterations;
  private final float momentum;

  /**
   * @param iterations turns; 32 is enough for most sounds
   * @param momentum 0 is the classic algorithm; 0.99 converges fastest
   */
  public GriffinLim(MelSpectrogram mel, int iterations, float momentum) {
    this.mel = mel;
    this.iterations = iterations;
    this.momentum = momentum;
  }

  /**
   * A waveform of {@code levels.length * hop} samples.
   *
   * @param levels {@code [frames][bands]} in dB
   * @param known the first samples of the result, which are kept; empty if none are known
   * @param seed of the phases to start from
   */
  public float[] invert(float[][] levels, float[] known, long seed) {
    int frames = levels.length;
    int bins = mel.fft().bins();
    float[][] magnitude = new float[frames][];
    IntStream.range(0, frames).parallel().forEach(t -> magnitude[t] = magnitude(levels[t]));
    float[][] real = new float[frames][bins];
    float[][] imaginary = new float[frames][bins];
    randomPhases(magnitude, real, imaginary, seed);
    float[] sound = synthesise(real, imaginary, known);
    float[][] previousReal = new float[frames][bins];
    float[][] previousImaginary = new float[frames][bins];
    for (int i = 0; i < iterations; i++) {
      float push = i == 0 ? 0 : momentum;
      float[] estimate = sound;
      IntStream.range(0, frames)
          .parallel()
          .forEach(t ->
              project(
                  estimate,
                  t,
                  magnitude[t],
                  push,
                  real[t],
                  imaginary[t],
                  previousReal[t],
                  previousImaginary[t]));
      sound = synthesise(real, imaginary, known);
    }
    return sound;
  }

  private float[] magnitude(float[] levels) {
    float[] band = new float[levels.length];
    for (int b = 0; b < band.length; b++) {
      band[b] = levels[b] <= MelSpectrogram.FLOOR ? 0 : MelSpectrogram.power(levels[b]);
    }
    float[] power = mel.bands().invert(band);
    for (int k = 0; k < power.length; k++) {
      power[k] = (float) Math.sqrt(power[k] / mel.powerScale());
    }
    return power;
  }

  private static void randomPhases(
      float[][] magnitude, float[][] real, float[][] imaginary, long seed) {
    Random random = new Random(seed);
    for (int t = 0; t < magnitude.length; t++) {
      for (int k = 0; k < magnitude[t].length; k++) {
        double phase = 2 * Math.PI * random.nextFloat();
        real[t][k] = (float) (magnitude[t][k] * Math.cos(phase));
        imaginary[t][k] = (float) (magnitude[t][k] * Math.sin(phase));
      }
    }
  }

  /**
   * Analyses frame {@code t}, moves on by momentum, and puts the wanted magnitude on the phases
   * found.
   */
  private void project(
      float[] sound,
      int t,
      float[] magnitude,
      float push,
      float[] real,
      float[] imaginary,
      float[] previousReal,
      float[] previousImaginary) {
    RealFft fft = mel.fft();
    float[] window = mel.window();
    float[] block = new float[fft.size()];
    int start = t * mel.hop() - fft.size() / 2;
    for (int i = Math.max(0, -start); i < Math.min(block.length, sound.length - start); i++) {
      block[i] = sound[start + i] * window[i];
    }
    fft.forward(block, real, imaginary);
    for (int k = 0; k < magnitude.length; k++) {
      float re = real[k] + push * (real[k] - previousReal[k]);
      float im = imaginary[k] + push * (imaginary[k] - previousImaginary[k]);
      previousReal[k] = real[k];
      previousImaginary[k] = imaginary[k];
      float scale = magnitude[k] / ((float) Math.sqrt(re * re + im * im) + 1e-9f);
      real[k] = re * scale;
      imaginary[k] = im * scale;
    }
  }

  /**
   * Weighted overlap-add of the inverse transforms (least squares), then the known samples on top.
   */
  private float[] synthesise(float[][] real, float[][] imaginary, float[] known) {
    RealFft fft = mel.fft();
    int hop = mel.hop();
    int size = fft.size();
    float[] window = mel.window();
    float[][] blocks = new float[real.length][];
    IntStream.range(0, real.length)
        .parallel()
        .forEach(t -> {
          float[] block = new float[size];
          fft.inverse(real[t].clone(), imaginary[t].clone(), block);
          blocks[t] = block;
        });
    float[] sound = new float[real.length * hop];
    float[] weight = new float[sound.length];
    for (int t = 0; t < blocks.length; t++) {
      int start = t * hop - size / 2;
      for (int i = Math.max(0, -start); i < Math.min(size, sound.length - start); i++) {
        sound[start + i] += blocks[t][i] * window[i];
        weight[start + i] += window[i] * window[i];
      }
    }
    for (int i = 0; i < sound.length; i++) {
      sound[i] /= Math.max(weight[i], 1e-3f);
    }
    System.arraycopy(known, 0, sound, 0, Math.min(known.length, sound.length));
    return sound;
  }
}
