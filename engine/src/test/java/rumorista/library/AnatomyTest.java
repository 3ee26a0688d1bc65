package rumorista.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SyntheticSound;
import rumorista.Waveform;
import rumorista.library.Anatomy.Role;

class AnatomyTest {
  private static final int RATE = Anatomy.SAMPLE_RATE;

  private static Anatomy of(float[] samples) {
    return Anatomy.of(Waveform.mono(samples, RATE));
  }

  /** Bursts of noise that die away within a quarter of a second, over a soft floor. */
  private static float[] bursts(double seconds, double floor, double... onsets) {
    float[] samples = SyntheticSound.noise(floor, (int) (seconds * RATE), 3);
    float[] noise = SyntheticSound.noise(0.3, samples.length, 4);
    for (double onset : onsets) {
      int at = (int) (onset * RATE);
      for (int i = at; i < samples.length; i++) {
        samples[i] += (float) (noise[i] * Math.exp(-(i - at) / (0.06 * RATE)));
      }
    }
    return samples;
  }

  @Test
  void eventsBeginAtTheirOnsets() {
    double[] onsets = {0.2, 0.9, 1.37};
    Anatomy anatomy = of(bursts(2.5, 1e-5, onsets));
    assertEquals(Role.EVENT, anatomy.role());
    assertEquals(3, anatomy.events().size());
    for (int i = 0; i < 3; i++) {
      Anatomy.SoundEvent event = anatomy.events().get(i);
      assertEquals(onsets[i] * RATE, event.onset(), 0.003 * RATE);
      assertTrue(event.begin() <= event.onset());
      assertTrue(event.seconds() > 0.25, "the decay belongs to it");
    }
    assertTrue(anatomy.events().get(0).end() <= anatomy.events().get(1).begin());
  }

  @Test
  void noiseIsATextureAndAHeldToneIsSustained() {
    assertEquals(Role.TEXTURE, of(SyntheticSound.noise(0.1, 4 * RATE, 1)).role());
    float[] tone = new float[3 * RATE];
    System.arraycopy(SyntheticSound.sine(300, 0.4, 1.2, RATE), 0, tone, RATE, (int) (1.2 * RATE));
    Anatomy held = of(tone);
    assertEquals(Role.SUSTAINED, held.role());
    assertEquals(1, held.events().size());
  }

  @Test
  void whatComesAndGoesSlowlySwells() {
    float[] noise = SyntheticSound.noise(0.3, 6 * RATE, 2);
    for (int i = 0; i < noise.length; i++) {
      double away = (i - 3.0 * RATE) / RATE;
      noise[i] *= (float) Math.exp(-away * away);
    }
    assertTrue(of(noise).swell());
    assertTrue(!of(SyntheticSound.noise(0.1, 6 * RATE, 1)).swell());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 239, 480, 481})
  void theShortestSoundsAreNoError(int length) {
    float[] loud = new float[length];
    Arrays.fill(loud, 0.5f);
    of(loud);
    assertEquals(List.of(), of(new float[length]).events(), "silence holds no event");
  }

  @Test
  void whatIsWrittenIsReadBackAndNothingElseIs() {
    Anatomy anatomy = of(bursts(2, 1e-4, 0.3, 1.1));
    Anatomy read = Anatomy.parse(anatomy.format());
    assertEquals(anatomy.format(), read == null ? null : read.format());
    assertEquals(anatomy.events().size(), read == null ? 0 : read.events().size());
    for (String broken : List.of("", "EVENT", "EVENT x y z", "BANG 1 2 - ", "EVENT 1 2 - 1,2")) {
      assertNull(Anatomy.parse(broken), broken);
    }
  }
}
