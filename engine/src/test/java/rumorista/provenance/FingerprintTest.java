package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SoundInParts;
import rumorista.Waveform;

class FingerprintTest {
  private static final int RATE = 16_000;

  @ParameterizedTest(name = "blocks of {0}")
  @ValueSource(ints = {1_000, 5_920, 100_000})
  void theSameSoundHasTheSameFingerprintHoweverItComes(int block) {
    byte[] whole = of(sound(1, 6), 6 * RATE).bytes();
    assertEquals(176 * 4, whole.length, "frames of 0.37 s every 32 ms in 6 s");
    assertArrayEquals(whole, of(sound(1, 6), block).bytes());
    assertArrayEquals(whole, Fingerprint.of(whole).bytes());
  }

  @Test
  void noiseGainAndCroppingLeaveItMuchTheSame() {
    float[] sound = sound(1, 6);
    Fingerprint known = of(sound, RATE);
    float[] changed = Arrays.copyOfRange(sound, (int) (1.237 * RATE), (int) (4.9 * RATE));
    Random random = new Random(5);
    for (int i = 0; i < changed.length; i++) {
      changed[i] = 0.5f * changed[i] + 0.005f * (float) random.nextGaussian();
    }
    double difference = known.difference(of(changed, RATE)).orElseThrow();
    assertTrue(difference < 0.25, "" + difference);
    assertEquals(0, known.difference(known).orElseThrow(), 1e-9);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {2, 3, 4, 5, 6})
  void anotherSoundDiffersInAboutHalfOfTheBits(long seed) {
    double difference = of(sound(1, 6), RATE).difference(of(sound(seed, 6), RATE)).orElseThrow();
    assertTrue(difference > Fingerprint.ANOTHER_SOUND, "" + difference);
  }

  @Test
  void silenceAndMomentsCannotBeCompared() {
    Fingerprint known = of(sound(1, 6), RATE);
    assertTrue(known.difference(of(new float[3 * RATE], RATE)).isEmpty());
    assertTrue(known.difference(of(sound(1, 0.5), RATE)).isEmpty());
    assertTrue(of(new float[0], RATE).difference(known).isEmpty());
  }

  private static Fingerprint of(float[] samples, int block) {
    Fingerprint.Tap tap =
        new Fingerprint.Tap(new SoundInParts(Waveform.mono(samples, RATE), block));
    while (tap.read() != null) {
      // Only the fingerprint is of interest.
    }
    return tap.fingerprint();
  }

  /** Tones of random pitch that begin at random moments, over a little noise. */
  private static float[] sound(long seed, double seconds) {
    Random random = new Random(seed);
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.002f * (float) random.nextGaussian();
    }
    for (int note = 0; note < 12 * seconds; note++) {
      int start = (int) (random.nextDouble() * samples.length);
      double hertz = 250 * Math.pow(12, random.nextDouble());
      for (int i = start; i < samples.length; i++) {
        double t = (double) (i - start) / RATE;
        samples[i] += (float) (0.1 * Math.exp(-5 * t) * Math.sin(2 * Math.PI * hertz * t));
      }
    }
    return samples;
  }
}
