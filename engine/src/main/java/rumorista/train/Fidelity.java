package rumorista.train;

import java.util.Arrays;
import java.util.List;
import rumorista.signal.MelSpectrogram;
import rumorista.signal.Spectrum;

/** How true a resynthesis is: figures in dB that tell a buzz and a smear from the sound itself. */
final class Fidelity {
  private static final float INAUDIBLE = -80; // dB
  private static final int SAMPLE_RATE = 32_000;
  private static final List<MelSpectrogram> RESOLUTIONS =
      List.of(
          new MelSpectrogram(SAMPLE_RATE, 256, 64, 40),
          new MelSpectrogram(SAMPLE_RATE, 512, 128, 80),
          new MelSpectrogram(SAMPLE_RATE, 1024, 256, 160),
          new MelSpectrogram(SAMPLE_RATE, 2048, 512, 200),
          new MelSpectrogram(SAMPLE_RATE, 4096, 1024, 240));

  /** Long frames, in which the partials of a steady tone stand apart. */
  private static final MelSpectrogram FINE = new MelSpectrogram(SAMPLE_RATE, 8192, 2048, 40);

  private static final int LOBE = 4; // bins to either side that belong to a partial

  private Fidelity() {}

  /** Mean absolute difference of log-mel levels over five resolutions. */
  static double distance(float[] reference, float[] sound) {
    double sum = 0;
    for (MelSpectrogram mel : RESOLUTIONS) {
      float[][] a = mel.of(reference);
      float[][] b = mel.of(sound);
      double difference = 0;
      for (int t = 0; t < a.length; t++) {
        for (int k = 0; k < a[t].length; k++) {
          difference += Math.abs(Math.max(INAUDIBLE, a[t][k]) - Math.max(INAUDIBLE, b[t][k]));
        }
      }
      sum += difference / Math.max(1, (long) a.length * mel.bands().count());
    }
    return sum / RESOLUTIONS.size();
  }

  /**
   * Spectral convergence: energy of the difference of magnitudes over the energy of the magnitudes,
   * over four times as many frames as the mel spectrogram has, so that phases that do not fit show.
   */
  static double convergence(float[] reference, float[] sound) {
    MelSpectrogram dense = new MelSpectrogram(SAMPLE_RATE, 1024, 64, 40);
    Spectrum a = Spectrum.of(dense, reference);
    Spectrum b = Spectrum.of(dense, sound);
    double error = 1e-20;
    double energy = 1e-20;
    for (int t = 0; t < a.frames(); t++) {
      float[] wanted = a.magnitudes(t);
      float[] found = b.magnitudes(t);
      for (int k = 0; k < wanted.length; k++) {
        error += Math.pow(wanted[k] - found[k], 2);
        energy += Math.pow(wanted[k], 2);
      }
    }
    return 10 * Math.log10(error / energy);
  }

  /** Energy beside the partials of a steady tone over all its energy: a buzz, a warble. */
  static double besidePartials(float[] sound, double[] hertz) {
    Spectrum spectrum = Spectrum.of(FINE, sound);
    boolean[] partial = new boolean[spectrum.bins()];
    for (double frequency : hertz) {
      int middle = (int) Math.round(frequency * 2 * (spectrum.bins() - 1) / SAMPLE_RATE);
      Arrays.fill(partial, Math.max(0, middle - LOBE), middle + LOBE + 1, true);
    }
    double beside = 1e-20;
    double all = 1e-20;
    for (int t = 3; t < spectrum.frames() - 3; t++) {
      float[] magnitude = spectrum.magnitudes(t);
      for (int k = 0; k < magnitude.length; k++) {
        double power = magnitude[k] * magnitude[k];
        all += power;
        beside += partial[k] ? 0 : power;
      }
    }
    return 10 * Math.log10(beside / all);
  }

  /** Energy further than a millisecond from the clicks at {@code places} over all energy. */
  static double besideClicks(float[] sound, int[] places) {
    boolean[] near = new boolean[sound.length];
    for (int place : places) {
      Arrays.fill(near, place - SAMPLE_RATE / 1000, place + SAMPLE_RATE / 1000, true);
    }
    double beside = 1e-20;
    double all = 1e-20;
    for (int i = 0; i < sound.length; i++) {
      double power = (double) sound[i] * sound[i];
      all += power;
      beside += near[i] ? 0 : power;
    }
    return 10 * Math.log10(beside / all);
  }
}
