package rumorista.signal;

/**
 * How phases turn from place to place in a {@link Spectrum}: complex numbers of length one where a
 * turn is certain, shorter where it is not, zero where nothing is known. Unlike the phases
 * themselves they do not depend on where time begins, so they can be read off magnitudes (Prusa,
 * Balazs & Søndergaard 2017) or learned (Masuyama et al. 2020).
 *
 * @param alongTime {@code [frames][2 * bins]}, real and imaginary part in turn: from the frame
 *     before, beyond what the bin's own frequency explains
 * @param alongFrequency {@code [frames][2 * bins]}: from the bin below, seen from the middle of the
 *     frame
 */
public record PhaseField(float[][] alongTime, float[][] alongFrequency) {
  /** A field that says nothing. */
  public static PhaseField unknown(int frames, int bins) {
    return new PhaseField(new float[frames][2 * bins], new float[frames][2 * bins]);
  }

  /** The field of a sound itself: every turn but those of the first frame and bin is certain. */
  public static PhaseField of(Spectrum spectrum, MelSpectrogram mel) {
    PhaseField field = unknown(spectrum.frames(), spectrum.bins());
    for (int t = 0; t < spectrum.frames(); t++) {
      float[] real = spectrum.real()[t];
      float[] imaginary = spectrum.imaginary()[t];
      for (int k = 0; k < real.length; k++) {
        if (t > 0) {
          float re = spectrum.real()[t - 1][k];
          float im = spectrum.imaginary()[t - 1][k];
          double angle = mel.advance(k);
          float c = (float) Math.cos(angle);
          float s = (float) Math.sin(angle);
          turn(field.alongTime[t], k, real[k], imaginary[k], re * c - im * s, re * s + im * c);
        }
        if (k > 0) {
          turn(field.alongFrequency[t], k, real[k], imaginary[k], -real[k - 1], -imaginary[k - 1]);
        }
      }
    }
    return field;
  }

  private static void turn(
      float[] turns, int k, float real, float imaginary, float fromReal, float fromImaginary) {
    float re = real * fromReal + imaginary * fromImaginary;
    float im = imaginary * fromReal - real * fromImaginary;
    float length = (float) Math.sqrt((double) re * re + (double) im * im);
    if (length > 0) {
      turns[2 * k] = re / length;
      turns[2 * k + 1] = im / length;
    }
  }
}
