package rumorista.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import rumorista.Waveform;

class SpectralDistanceTest {
  private static Waveform scaled(float[] samples, float gain) {
    float[] result = samples.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= gain;
    }
    return Waveform.mono(result, Sounds.RATE);
  }

  @Test
  void theSameSoundIsNoDistanceAway() {
    Waveform noise = scaled(Sounds.noise(1, 0.1, 1), 1);
    assertEquals(0, SpectralDistance.of(noise, noise));
  }

  @Test
  void halfTheLevelIsSixDecibelsAway() {
    float[] noise = Sounds.noise(1, 0.1, 1);
    assertEquals(6.02, SpectralDistance.of(scaled(noise, 1), scaled(noise, 0.5f)), 0.05);
  }

  @Test
  void aTurnedPhaseIsNoDistance() {
    float[] noise = Sounds.noise(1, 0.1, 1);
    assertEquals(0, SpectralDistance.of(scaled(noise, 1), scaled(noise, -1)), 1e-4);
  }

  @Test
  void anotherDrawOfTheSameNoiseIsNearerThanATone() {
    Waveform noise = scaled(Sounds.noise(1, 0.1, 1), 1);
    double other = SpectralDistance.of(noise, scaled(Sounds.noise(1, 0.1, 2), 1));
    double tone = SpectralDistance.of(noise, Sounds.tone(1, 1000, 0.1));
    assertTrue(other > 0 && other < 8, "other noise: " + other);
    assertTrue(tone > 3 * other, "tone: " + tone);
  }

  @Test
  void onlyTheStretchThatBothCoverCounts() {
    Waveform longer = Sounds.tone(2, 440, 0.2);
    assertTrue(SpectralDistance.of(longer, Sounds.tone(1, 440, 0.2)) < 1);
  }

  @Test
  void otherSampleRatesAreRefused() {
    Waveform sound = Sounds.tone(1, 440, 0.2);
    Waveform other = Waveform.mono(sound.samples()[0], 48_000);
    assertThrows(IllegalArgumentException.class, () -> SpectralDistance.of(sound, other));
  }
}
