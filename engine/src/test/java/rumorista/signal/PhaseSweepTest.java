package rumorista.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseSweepTest {
  private static final MelSpectrogram MEL = MelSpectrogram.standard();
  private static final int FRAMES = 60;

  @ParameterizedTest(name = "{0} Hz")
  @ValueSource(doubles = {100, 437.3, 3001.7, 11_111})
  void theFieldOfAToneIsItsFrequency(double hertz) {
    float[] sound = new float[FRAMES * MEL.hop()];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / 32_000));
    }
    int k = (int) Math.round(hertz * 1024 / 32_000);
    float[] turns = PhaseField.of(Spectrum.of(MEL, sound), MEL).alongTime()[FRAMES / 2];
    double wanted = 2 * Math.PI * (hertz * 1024 / 32_000 - k) / 4;
    assertEquals(Math.cos(wanted), turns[2 * k], 0.05);
    assertEquals(Math.sin(wanted), turns[2 * k + 1], 0.05);
  }

  @ParameterizedTest(name = "{0} samples off the middle")
  @ValueSource(ints = {-300, -100, 0, 50, 400})
  void theFieldOfAClickIsItsPlace(int offset) {
    float[] sound = new float[FRAMES * MEL.hop()];
    int t = FRAMES / 2;
    sound[t * MEL.hop() + offset] = 1;
    float[] turns = PhaseField.of(Spectrum.of(MEL, sound), MEL).alongFrequency()[t];
    double wanted = -2 * Math.PI * offset / 1024;
    for (int k = 1; k < MEL.bins(); k++) {
      assertEquals(Math.cos(wanted), turns[2 * k], 1e-3);
      assertEquals(Math.sin(wanted), turns[2 * k + 1], 1e-3);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void aCertainFieldGivesTheSoundBack(long seed) {
    float[] sound = noisyTone(seed);
    Spectrum truth = Spectrum.of(MEL, sound);
    float[][] magnitude = magnitudes(truth);
    GriffinLim exact = new GriffinLim(MEL, 0, 0);
    PhaseField field = PhaseField.of(truth, MEL);
    float[] first = Arrays.copyOf(sound, 20 * MEL.hop());
    float[] again =
        exact.refine(magnitude, new PhaseSweep(MEL).integrate(field, magnitude, first, 9), first);
    assertTrue(error(sound, again) < -20, () -> "%.1f dB".formatted(error(sound, again)));
    Spectrum random = Spectrum.randomPhases(magnitude, 9);
    assertTrue(error(sound, exact.refine(magnitude, random, first)) > -10, "random phases");
  }

  @Test
  void whereNothingIsKnownPhasesAreRandom() {
    float[][] magnitude = magnitudes(Spectrum.of(MEL, noisyTone(3)));
    Spectrum found =
        new PhaseSweep(MEL)
            .integrate(PhaseField.unknown(FRAMES, MEL.bins()), magnitude, new float[0], 5);
    Spectrum random = Spectrum.randomPhases(magnitude, 5);
    for (int t = 0; t < FRAMES; t++) {
      assertArrayEquals(random.real()[t], found.real()[t]);
      assertArrayEquals(random.imaginary()[t], found.imaginary()[t]);
    }
  }

  @ParameterizedTest(name = "{0} known samples")
  @ValueSource(ints = {0, 1, 511, 512, 768, 5000, FRAMES * 256})
  void knownFramesKeepTheirPhases(int samples) {
    float[] sound = noisyTone(4);
    Spectrum truth = Spectrum.of(MEL, sound);
    Spectrum found =
        new PhaseSweep(MEL)
            .integrate(
                PhaseField.unknown(FRAMES, MEL.bins()),
                magnitudes(truth),
                Arrays.copyOf(sound, samples),
                5);
    for (int t = 0; t * MEL.hop() + 512 <= samples; t++) {
      assertArrayEquals(truth.real()[t], found.real()[t], 1e-3f);
      assertArrayEquals(truth.imaginary()[t], found.imaginary()[t], 1e-3f);
    }
  }

  private static float[] noisyTone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] sound = new float[FRAMES * MEL.hop()];
    for (int i = 0; i < sound.length; i++) {
      sound[i] =
          (float) (0.2 * Math.sin(2 * Math.PI * 700 * i / 32_000) + 0.01 * random.nextGaussian());
    }
    return sound;
  }

  private static float[][] magnitudes(Spectrum spectrum) {
    float[][] magnitude = new float[spectrum.frames()][];
    for (int t = 0; t < magnitude.length; t++) {
      magnitude[t] = spectrum.magnitudes(t);
    }
    return magnitude;
  }

  private static double error(float[] wanted, float[] found) {
    double error = 0;
    double energy = 0;
    for (int i = 0; i < wanted.length; i++) {
      error += Math.pow(wanted[i] - found[i], 2);
      energy += Math.pow(wanted[i], 2);
    }
    return 10 * Math.log10(error / energy);
  }
}
