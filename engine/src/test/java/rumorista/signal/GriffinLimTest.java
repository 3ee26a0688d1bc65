package rumorista.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SyntheticSound;

class GriffinLimTest {
  private static final int RATE = 32_000;
  private static final MelSpectrogram MEL = MelSpectrogram.standard();
  private static final GriffinLim GRIFFIN_LIM = new GriffinLim(MEL, 32, 0.99f);

  enum Mix {
    NOISE,
    TONES,
    CLICKS,
    ALL;

    float[] samples() {
      float[] sound = new float[RATE];
      if (this == NOISE || this == ALL) {
        sound = SyntheticSound.noise(this == ALL ? 0.003 : 0.1, RATE, 11);
      }
      if (this == TONES || this == ALL) {
        sound = SyntheticSound.sum(sound, SyntheticSound.sine(440, 0.2, 1, RATE));
        sound = SyntheticSound.sum(sound, SyntheticSound.sine(3000, 0.05, 1, RATE));
      }
      if (this == CLICKS || this == ALL) {
        for (int i = 0; i < 5; i++) {
          SyntheticSound.addClick(sound, 2500 + 6000 * i, 0.5, i);
        }
      }
      return sound;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSoundHasTheWantedSpectrum(Mix mix) {
    float[][] wanted = MEL.of(mix.samples());
    double found = distance(wanted, MEL.of(GRIFFIN_LIM.invert(wanted, new float[0], 5)));
    double random =
        distance(wanted, MEL.of(new GriffinLim(MEL, 0, 0).invert(wanted, new float[0], 5)));
    double bound = 1.8;
    assertTrue(found < bound, () -> "off by %.2f dB".formatted(found));
    assertTrue(random > bound, () -> "random phases are as good: %.2f dB".formatted(random));
  }

  @Test
  void knownSamplesAreKept() {
    float[] sound = Mix.ALL.samples();
    float[] known = Arrays.copyOf(sound, 7777);
    float[] made = GRIFFIN_LIM.invert(MEL.of(sound), known, 3);
    assertArrayEquals(known, Arrays.copyOf(made, known.length));
    assertArrayEquals(
        Arrays.copyOf(sound, RATE), GRIFFIN_LIM.invert(MEL.of(sound), sound, 3), "all is known");
  }

  @Test
  void theSeedDecides() {
    float[][] levels = MEL.of(Mix.ALL.samples());
    float[] first = GRIFFIN_LIM.invert(levels, new float[0], 8);
    assertArrayEquals(first, GRIFFIN_LIM.invert(levels, new float[0], 8));
    assertFalse(Arrays.equals(first, GRIFFIN_LIM.invert(levels, new float[0], 9)));
  }

  @Test
  void silenceStaysSilent() {
    float[] made = GRIFFIN_LIM.invert(MEL.of(new float[RATE / 4]), new float[0], 1);
    assertEquals(0, SyntheticSound.rms(made, 0, made.length), 1e-5);
    assertEquals(0, GRIFFIN_LIM.invert(new float[0][], new float[0], 1).length);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aToneMadeInTwoPiecesHasNoDipAtTheSeam(long seed) {
    float[][] levels = MEL.of(SyntheticSound.sine(440, 0.3, 2, RATE));
    int seam = 125;
    int unsettled = 16; // frames at the end of the first piece that the second one makes again
    int context = 48;
    float[] first = GRIFFIN_LIM.invert(Arrays.copyOf(levels, seam + unsettled), new float[0], seed);
    float[] known = Arrays.copyOfRange(first, (seam - context) * 256, seam * 256);
    float[] second =
        GRIFFIN_LIM.invert(Arrays.copyOfRange(levels, seam - context, 250), known, seed + 100);
    float[] whole = Arrays.copyOf(first, 250 * 256);
    System.arraycopy(second, known.length, whole, seam * 256, second.length - known.length);
    double usual = SyntheticSound.decibels(SyntheticSound.rms(whole, 30 * 256, 220 * 256));
    for (int at = (seam - 6) * 256; at < (seam + 6) * 256; at += 64) {
      double here = SyntheticSound.decibels(SyntheticSound.rms(whole, at, at + 320)); // 10 ms
      int place = at - seam * 256;
      assertTrue(
          Math.abs(here - usual) < 2,
          () -> "%.1f dB instead of %.1f, %d samples from the seam".formatted(here, usual, place));
    }
  }

  /** Mean over frames of the RMS difference in dB over bands, down to 50 dB below the peak. */
  private static double distance(float[][] wanted, float[][] found) {
    float peak = MelSpectrogram.FLOOR;
    for (float[] frame : wanted) {
      for (float level : frame) {
        peak = Math.max(peak, level);
      }
    }
    double sum = 0;
    for (int t = 0; t < wanted.length; t++) {
      double square = 0;
      for (int b = 0; b < wanted[t].length; b++) {
        double difference = Math.max(wanted[t][b], peak - 50) - Math.max(found[t][b], peak - 50);
        square += difference * difference / wanted[t].length;
      }
      sum += Math.sqrt(square) / wanted.length;
    }
    return sum;
  }
}
