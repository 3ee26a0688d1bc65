package rumorista.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rumorista.measure.TestSounds.RATE;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rumorista.Waveform;

/** Faults that last in made sounds, and sounds that have none. */
class SeamDetectorTest {
  private static final int MIDDLE = 2 * RATE;

  @Test
  void soundsWithoutFaultsHaveNoneSeed1() {
    for (float[] clean :
        List.of(
            TestSounds.sweep(4),
            TestSounds.sine(4, 440),
            TestSounds.noise(4, 1),
            TestSounds.rumble(4, 1),
            TestSounds.bell(4, 1),
            TestSounds.attacks(4, 1),
            new float[RATE],
            new float[1],
            new float[0])) {
      assertEquals(List.of(), SeamDetector.find(Waveform.mono(clean, RATE)));
    }
    Waveform wide =
        new Waveform(new float[][] {TestSounds.noise(4, 1), TestSounds.noise(4, 2)}, RATE);
    assertEquals(List.of(), SeamDetector.find(wide));
  }

  @Test
  void aStepOfLevelIsFoundSeed2() {
    float[] sound = TestSounds.noise(4, 2);
    scale(sound, 0.4f);
    assertOnly(Fault.Kind.LEVEL_STEP, sound);
  }

  @Test
  void aSlowChangeOfLevelIsNoneSeed3() {
    float[] sound = TestSounds.noise(4, 3);
    for (int n = 0; n < sound.length; n++) {
      sound[n] *= (float) Math.pow(10, -0.6 * n / sound.length);
    }
    assertEquals(List.of(), SeamDetector.find(Waveform.mono(sound, RATE)));
  }

  @Test
  void aStepOfSpectrumIsFoundSeed4() {
    float[] sound = TestSounds.noise(4, 4);
    float before = 0;
    for (int n = MIDDLE; n < sound.length; n++) {
      before += 0.3f * (sound[n] - before);
      sound[n] = 1.5f * before;
    }
    assertOnly(Fault.Kind.SPECTRUM_STEP, sound);
  }

  @Test
  void aNoiseFloorThatSetsInBetweenEventsIsFoundSeed5() {
    float[] sound = TestSounds.attacks(4, 5);
    float[] noise = TestSounds.noise(4, 6);
    int gap = MIDDLE - RATE / 8;
    for (int n = gap; n < sound.length; n++) {
      sound[n] += 0.2f * noise[n];
    }
    List<Fault> faults = SeamDetector.find(Waveform.mono(sound, RATE));
    assertTrue(faults.stream().anyMatch(f -> near(f, gap)), faults.toString());
  }

  @Test
  void stepsOfTheImageAreFoundSeed7() {
    float[][] panned = {TestSounds.noise(4, 7), TestSounds.noise(4, 8)};
    scale(panned[0], 0.7f);
    scale(panned[1], 1.4f);
    assertImage(panned);
    float[][] collapsed = {TestSounds.noise(4, 9), TestSounds.noise(4, 10)};
    for (int n = MIDDLE; n < collapsed[0].length; n++) {
      collapsed[0][n] = 0.7f * (collapsed[0][n] + collapsed[1][n]);
      collapsed[1][n] = collapsed[0][n];
    }
    assertImage(collapsed);
  }

  @Test
  void aLoopIsFoundSeed11() {
    float[] sound = TestSounds.noise(4, 11);
    System.arraycopy(sound, RATE, sound, MIDDLE, RATE);
    List<Fault> faults = SeamDetector.find(Waveform.mono(sound, RATE));
    assertEquals(1, faults.size(), faults.toString());
    assertEquals(Fault.Kind.LOOP, faults.getFirst().kind());
    assertEquals(1, faults.getFirst().strength(), 1e-4);
    assertEquals(2, faults.getFirst().seconds(), 0.1);
  }

  @Test
  void aDecayThatIsCutOffIsFoundSeed12() {
    float[] sound = TestSounds.bell(3, 12);
    int cut = RATE;
    int fade = RATE / 200;
    for (int i = 0; i < fade; i++) {
      sound[cut + i] *= 1 - (float) i / fade;
    }
    Arrays.fill(sound, cut + fade, sound.length, 0);
    assertHas(Fault.Kind.CUT_DECAY, cut, sound);
    assertHas(Fault.Kind.CUT_DECAY, cut, Arrays.copyOf(sound, cut + fade));
  }

  @Test
  void aSceneThatGoesSilentIsFoundSeed13() {
    float[] sound = TestSounds.noise(4, 13);
    Arrays.fill(sound, MIDDLE, MIDDLE + RATE / 4, 0);
    assertHas(Fault.Kind.SILENCE, MIDDLE, sound);
  }

  private static void scale(float[] sound, float gain) {
    for (int n = MIDDLE; n < sound.length; n++) {
      sound[n] *= gain;
    }
  }

  private static boolean near(Fault fault, int at) {
    return Math.abs(fault.seconds() - (double) at / RATE) < 0.1;
  }

  private static void assertOnly(Fault.Kind kind, float[] sound) {
    List<Fault> faults = SeamDetector.find(Waveform.mono(sound, RATE));
    assertEquals(1, faults.size(), faults.toString());
    assertEquals(kind, faults.getFirst().kind());
    assertTrue(near(faults.getFirst(), MIDDLE), faults.toString());
  }

  private static void assertHas(Fault.Kind kind, int at, float[] sound) {
    List<Fault> faults = SeamDetector.find(Waveform.mono(sound, RATE));
    assertTrue(
        faults.stream().anyMatch(f -> f.kind() == kind && near(f, at)), kind + ": " + faults);
  }

  private static void assertImage(float[][] samples) {
    List<Fault> faults = SeamDetector.find(new Waveform(samples, RATE));
    assertTrue(
        faults.stream().anyMatch(f -> f.kind() == Fault.Kind.IMAGE_STEP && near(f, MIDDLE)),
        faults.toString());
  }
}
