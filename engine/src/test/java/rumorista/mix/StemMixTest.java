package rumorista.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import rumorista.SoundStream;
import rumorista.SyntheticSound;
import rumorista.Waveform;

class StemMixTest {
  private static Waveform noise(double rms, int length, long seed) {
    return new Waveform(
        new float[][] {
          SyntheticSound.noise(rms, length, seed), SyntheticSound.noise(rms, length, seed + 100)
        },
        48_000);
  }

  @Test
  void stemsOf24BitsAddUpExactly() {
    List<Waveform> stems =
        List.of(noise(0.2, 20_000, 1), noise(0.1, 20_000, 2), noise(0.001, 20_000, 3));
    List<Waveform> rounded =
        stems.stream().map(stem -> new Quantised(SoundStream.of(stem)).readAll()).toList();
    Waveform mix = new StemMix(rounded.stream().map(SoundStream::of).toList()).readAll();
    for (int channel = 0; channel < 2; channel++) {
      for (int i = 0; i < mix.length(); i++) {
        double sum = 0;
        for (Waveform stem : rounded) {
          double value = stem.samples()[channel][i];
          assertEquals(Math.rint(value * (1 << 23)), value * (1 << 23), "on the grid of 24 bits");
          sum += value;
        }
        assertEquals(sum, mix.samples()[channel][i], 0.0);
      }
    }
  }

  @Test
  void theLongestStemDecidesTheLength() {
    Waveform mix =
        new StemMix(
                List.of(SoundStream.of(noise(0.1, 10_000, 1)), SoundStream.of(noise(0.1, 333, 2))))
            .readAll();
    assertEquals(10_000, mix.length());
  }

  @Test
  void stemsOfDifferentFormatsAreAMistake() {
    SoundStream mono = SoundStream.of(Waveform.mono(new float[10], 48_000));
    SoundStream slow = SoundStream.of(new Waveform(new float[2][10], 44_100));
    SoundStream stereo = SoundStream.of(noise(0.1, 10, 1));
    assertThrows(IllegalArgumentException.class, () -> new StemMix(List.of(stereo, mono)));
    assertThrows(IllegalArgumentException.class, () -> new StemMix(List.of(stereo, slow)));
  }

  @Test
  void aLimitedSoundIsAsLongAsItWas() {
    Waveform loud = noise(1, 5_000, 4);
    Waveform limited = new Limited(SoundStream.of(loud)).readAll();
    assertEquals(loud.length(), limited.length());
    for (float sample : limited.samples()[0]) {
      assertEquals(0, Math.max(0, Math.abs(sample) - Limiter.CEILING), 1e-6);
    }
  }
}
