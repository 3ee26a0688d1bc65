package rumorista.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Waveform;

class SeamsTest {
  private static final double[] EVERY_HALF_SECOND =
      DoubleStream.iterate(0.5, t -> t < 19.9, t -> t + 0.5).toArray();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void steadyNoiseHasNone(long seed) {
    Seams seams =
        Seams.of(Waveform.mono(Sounds.noise(20, 0.1, seed), Sounds.RATE), EVERY_HALF_SECOND);
    assertEquals(0.5, seams.level(), 0.15);
    assertEquals(0.5, seams.spectrum(), 0.15);
    assertTrue(seams.outliers() < 0.25, "outliers " + seams.outliers());
  }

  @Test
  void aStepInLevelStandsOut() {
    float[] samples = Sounds.noise(20, 0.1, 4);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= i / (Sounds.RATE / 2) % 2 == 0 ? 1 : 0.4f;
    }
    Seams seams = Seams.of(Waveform.mono(samples, Sounds.RATE), EVERY_HALF_SECOND);
    assertTrue(seams.level() > 0.95, "level " + seams.level());
    assertTrue(seams.outliers() > 0.9, "outliers " + seams.outliers());
    Seams elsewhere =
        Seams.of(
            Waveform.mono(samples, Sounds.RATE),
            DoubleStream.of(EVERY_HALF_SECOND).map(t -> t + 0.25).toArray());
    assertTrue(elsewhere.level() < 0.6, "elsewhere " + elsewhere.level());
  }

  @Test
  void aChangeOfColourStandsOut() {
    float[] samples = Sounds.noise(20, 0.02, 5);
    for (int i = 0; i < samples.length; i++) {
      double frequency = i / (Sounds.RATE / 2) % 2 == 0 ? 500 : 1500;
      samples[i] += (float) (0.3 * Math.sin(2 * Math.PI * frequency * i / Sounds.RATE));
    }
    Seams seams = Seams.of(Waveform.mono(samples, Sounds.RATE), EVERY_HALF_SECOND);
    assertTrue(seams.spectrum() > 0.95, "spectrum " + seams.spectrum());
  }
}
