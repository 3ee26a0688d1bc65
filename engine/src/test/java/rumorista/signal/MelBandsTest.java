package rumorista.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MelBandsTest {
  @ParameterizedTest(name = "{1} bands over {0} bins")
  @CsvSource({"513, 160", "513, 80", "513, 512", "513, 2", "513, 5", "129, 40", "33, 20", "3, 2"})
  void everyBandHearsSomethingAndEveryBinIsHeard(int bins, int count) {
    MelBands bands = new MelBands(bins, count);
    float[] flat = new float[bins];
    Arrays.fill(flat, 1);
    for (float level : bands.of(flat)) {
      assertEquals(1, level, 1e-5, "a band is a mean, so a flat spectrum gives ones");
    }
    // The very first and last bin, zero and half the sample rate, are edges that no band needs.
    for (int k = 1; k < bins - 1; k++) {
      float[] single = new float[bins];
      single[k] = 1;
      float sum = 0;
      for (float level : bands.of(single)) {
        sum += level;
      }
      assertTrue(sum > 0, "no band hears bin " + k);
    }
  }

  @ParameterizedTest(name = "{1} bands over {0} bins")
  @CsvSource({"513, 160", "513, 80", "513, 512", "129, 40", "33, 20"})
  void widthsAddUpToTheBins(int bins, int count) {
    MelBands bands = new MelBands(bins, count);
    float sum = 0;
    for (int b = 0; b < count; b++) {
      assertTrue(bands.width(b) > 0);
      assertTrue(b == 0 || bands.width(b) >= bands.width(b - 1) * 0.999, "widths never shrink");
      sum += bands.width(b);
    }
    assertEquals(bins, sum, 2 + 0.6 * bands.width(count - 1), "all but half a band at the top");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void inversionFindsASpectrumWithTheSameBands(long seed) {
    MelBands bands = new MelBands(513, 160);
    float[] band = bands.of(spectrum(seed));
    float[] power = bands.invert(band);
    for (float p : power) {
      assertTrue(p >= 0 && Float.isFinite(p));
    }
    float[] again = bands.of(power);
    double error = 0;
    for (int b = 0; b < band.length; b++) {
      error += Math.abs(10 * Math.log10(again[b] / band[b])) / band.length;
    }
    assertEquals(0, error, 0.8, "mean difference in dB");
  }

  @Test
  void inversionOfSilenceIsSilence() {
    assertArrayEquals(new float[513], new MelBands(513, 160).invert(new float[160]), 1e-11f);
  }

  @ParameterizedTest(name = "{1} bands over {0} bins")
  @CsvSource({"513, 1", "513, 0", "513, 513", "513, -3"})
  void refusesImpossibleCounts(int bins, int count) {
    assertThrows(IllegalArgumentException.class, () -> new MelBands(bins, count));
  }

  /** Smooth over 60 dB, with noise on it and a few tones. */
  private static float[] spectrum(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] power = new float[513];
    double phase = random.nextDouble(2 * Math.PI);
    for (int k = 0; k < power.length; k++) {
      double level = -40 - 0.05 * k + 10 * Math.sin(phase + k / 40.0);
      power[k] = (float) (Math.pow(10, level / 10) * -Math.log(1 - random.nextDouble()));
    }
    for (int tone = 0; tone < 4; tone++) {
      power[random.nextInt(power.length)] += 0.1f;
    }
    return power;
  }
}
