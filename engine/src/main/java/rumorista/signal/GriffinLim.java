package rumorista.signal;

import java.util.stream.IntStream;

/**
 * Finds a waveform for a mel spectrogram by fast Griffin-Lim phase retrieval (Griffin & Lim 1984;
 * Perraudin, Balazs & Søndergaard 2013). Samples that are known already are pinned at every turn,
 * so that a long sound can be made piece by piece without a seam. Immutable.
 */
public final class GriffinLim {
  private static final int CORRECTION_STEPS = 4;

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
    float[][] magnitude = magnitudes(levels);
    return refine(magnitude, Spectrum.randomPhases(magnitude, seed), known);
  }

  /**
   * A waveform whose spectrum has nearly these magnitudes and, where they allow it, the phases of
   * {@code start}.
   *
   * @param magnitude {@code [frames][bins]}
   * @param start is overwritten
   * @param known as of {@link #invert}
   */
  public float[] refine(float[][] magnitude, Spectrum start, float[] known) {
    int frames = start.frames();
    float[][] real = start.real();
    float[][] imaginary = start.imaginary();
    float[] sound = synthesise(real, imaginary, known);
    float[][] previousReal = new float[frames][start.bins()];
    float[][] previousImaginary = new float[frames][start.bins()];
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

  /** Magnitudes {@code [frames][bins]} by the bands' non-negative inversion. */
  public float[][] magnitudes(float[][] levels) {
    float[][] magnitude = new float[levels.length][];
    IntStream.range(0, levels.length).parallel().forEach(t -> magnitude[t] = magnitude(levels[t]));
    return magnitude;
  }

  /**
   * Magnitudes changed bin by bin, then made to fit the bands again.
   *
   * @param gain {@code [frames][bins]} in dB
   */
  public float[][] correct(float[][] magnitude, float[][] gain, float[][] levels) {
    float[][] result = new float[levels.length][];
    IntStream.range(0, levels.length)
        .parallel()
        .forEach(t -> {
          float[] power = new float[magnitude[t].length];
          boolean changed = false;
          for (int k = 0; k < power.length; k++) {
            changed |= gain[t][k] != 0;
            power[k] =
                magnitude[t][k]
                    * magnitude[t][k]
                    * mel.powerScale()
                    * MelSpectrogram.power(gain[t][k]);
          }
          if (changed) {
            mel.bands().fit(power, powers(levels[t]), CORRECTION_STEPS);
            result[t] = roots(power);
          } else {
            result[t] = magnitude[t];
          }
        });
    return result;
  }

  private float[] magnitude(float[] levels) {
    return roots(mel.bands().invert(powers(levels)));
  }

  private static float[] powers(float[] levels) {
    float[] band = new float[levels.length];
    for (int b = 0; b < band.length; b++) {
      band[b] = levels[b] <= MelSpectrogram.FLOOR ? 0 : MelSpectrogram.power(levels[b]);
    }
    return band;
  }

  private float[] roots(float[] power) {
    for (int k = 0; k < power.length; k++) {
      power[k] = (float) Math.sqrt(power[k] / mel.powerScale());
    }
    return power;
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
    mel.fft().forward(mel.block(sound, t), real, imaginary);
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
