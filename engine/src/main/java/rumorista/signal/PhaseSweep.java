package rumorista.signal;

import java.util.Arrays;

/**
 * Finds phases that turn as a {@link PhaseField} says, frame after frame: every bin weighs what the
 * frame before and its two neighbours ask of it, by their magnitudes and the certainty of the turn.
 * Where the field says nothing, phases are random. Used by one thread.
 */
public final class PhaseSweep {
  private static final int PASSES = 2; // up and down the bins of a frame
  private static final float CAUTION = 1; // keeps a certain turn from outweighing all others
  private static final float DOUBT = 0.1f; // evidence below this counts less than in full
  private static final float NUDGE = 1e-3f; // lets a group of bins without a past agree on a phase

  private final MelSpectrogram mel;
  private final int bins;
  private final float[] cosine;
  private final float[] sine;
  private final float[] pastReal; // what the frame before asks of each bin
  private final float[] pastImaginary;
  private final float[] beliefReal; // phase and certainty, at most one, of each bin so far
  private final float[] beliefImaginary;
  private final boolean[] told; // whether anything is asked of a bin

  public PhaseSweep(MelSpectrogram mel) {
    this.mel = mel;
    this.bins = mel.bins();
    this.cosine = new float[bins];
    this.sine = new float[bins];
    for (int k = 0; k < bins; k++) {
      cosine[k] = (float) Math.cos(mel.advance(k));
      sine[k] = (float) Math.sin(mel.advance(k));
    }
    this.pastReal = new float[bins];
    this.pastImaginary = new float[bins];
    this.beliefReal = new float[bins];
    this.beliefImaginary = new float[bins];
    this.told = new boolean[bins];
  }

  /**
   * A spectrum of these magnitudes.
   *
   * @param magnitude {@code [frames][bins]}
   * @param known a sound that the result continues: frames wholly inside it have its phases
   * @param seed of the phases of which nothing is known
   */
  public Spectrum integrate(PhaseField field, float[][] magnitude, float[] known, long seed) {
    Spectrum result = Spectrum.randomPhases(magnitude, seed);
    Spectrum before = Spectrum.of(mel, known);
    int settled = (known.length - mel.fft().size() / 2) / mel.hop() + 1;
    for (int t = 0; t < result.frames(); t++) {
      float[] real = result.real()[t];
      float[] imaginary = result.imaginary()[t];
      if (known.length >= mel.fft().size() / 2 && t < settled) {
        adopt(before.real()[t], before.imaginary()[t], magnitude[t], real, imaginary);
      } else {
        if (t > 0) {
          recall(result.real()[t - 1], result.imaginary()[t - 1], field.alongTime()[t]);
        }
        agree(field.alongFrequency()[t], magnitude[t], real, imaginary);
      }
    }
    return result;
  }

  private static void adopt(
      float[] fromReal, float[] fromImaginary, float[] magnitude, float[] real, float[] imaginary) {
    for (int k = 0; k < magnitude.length; k++) {
      point(k, fromReal[k], fromImaginary[k], magnitude, real, imaginary);
    }
  }

  /** Gives bin {@code k} the direction of a vector, if it has one. */
  private static void point(
      int k, float towardReal, float towardImaginary, float[] magnitude, float[] re, float[] im) {
    float length = (float) Math.sqrt(towardReal * towardReal + towardImaginary * towardImaginary);
    if (length > 0) {
      re[k] = magnitude[k] * towardReal / length;
      im[k] = magnitude[k] * towardImaginary / length;
    }
  }

  /** What the frame before asks: its bins moved on by a hop, turned, and weighed. */
  private void recall(float[] real, float[] imaginary, float[] turns) {
    for (int k = 0; k < bins; k++) {
      float re = real[k] * cosine[k] - imaginary[k] * sine[k];
      float im = real[k] * sine[k] + imaginary[k] * cosine[k];
      float a = turns[2 * k];
      float b = turns[2 * k + 1];
      float weight = weight(a, b);
      pastReal[k] = weight * (re * a - im * b);
      pastImaginary[k] = weight * (re * b + im * a);
    }
  }

  /** The inverse variance of a turn, up to a constant, divided by the turn's length. */
  private static float weight(float real, float imaginary) {
    return 1 / (Math.max(0, 1 - real * real - imaginary * imaginary) + CAUTION);
  }

  private void agree(float[] turns, float[] magnitude, float[] real, float[] imaginary) {
    Arrays.fill(beliefReal, 0);
    Arrays.fill(beliefImaginary, 0);
    float[] seedReal = real.clone();
    float[] seedImaginary = imaginary.clone();
    for (int pass = 0; pass < PASSES; pass++) {
      for (int k = 0; k < bins; k++) {
        believe(k, turns, magnitude, seedReal, seedImaginary);
      }
      for (int k = bins - 1; k >= 0; k--) {
        believe(k, turns, magnitude, seedReal, seedImaginary);
      }
    }
    for (int k = 0; k < bins; k++) {
      if (told[k]) {
        point(k, beliefReal[k], beliefImaginary[k], magnitude, real, imaginary);
      }
    }
  }

  private void believe(
      int k, float[] turns, float[] magnitude, float[] seedReal, float[] seedImaginary) {
    float re = pastReal[k];
    float im = pastImaginary[k];
    if (k > 0) {
      float a = -turns[2 * k];
      float b = -turns[2 * k + 1];
      float weight = weight(a, b) * magnitude[k - 1];
      re += weight * (beliefReal[k - 1] * a - beliefImaginary[k - 1] * b);
      im += weight * (beliefReal[k - 1] * b + beliefImaginary[k - 1] * a);
    }
    if (k + 1 < bins) {
      float a = -turns[2 * k + 2];
      float b = turns[2 * k + 3];
      float weight = weight(a, b) * magnitude[k + 1];
      re += weight * (beliefReal[k + 1] * a - beliefImaginary[k + 1] * b);
      im += weight * (beliefReal[k + 1] * b + beliefImaginary[k + 1] * a);
    }
    told[k] = re != 0 || im != 0;
    re += NUDGE * seedReal[k];
    im += NUDGE * seedImaginary[k];
    float strength = (float) Math.sqrt(re * re + im * im) + DOUBT * magnitude[k] + 1e-20f;
    beliefReal[k] = re / strength;
    beliefImaginary[k] = im / strength;
  }
}
