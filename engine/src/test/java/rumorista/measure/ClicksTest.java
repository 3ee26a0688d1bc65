package rumorista.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rumorista.measure.TestSounds.RATE;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rumorista.Waveform;

/** Faults of a few samples in made sounds, and sounds that have none. */
class ClicksTest {
  private static final int MIDDLE = RATE + 123;

  @Test
  void soundsWithoutFaultsHaveNoneSeed1() {
    for (float[] clean :
        List.of(
            TestSounds.sweep(3),
            TestSounds.sine(2, 440),
            TestSounds.noise(3, 1),
            TestSounds.rumble(3, 1),
            TestSounds.bell(3, 1),
            TestSounds.attacks(3, 1),
            new float[RATE],
            new float[1],
            new float[0])) {
      assertEquals(List.of(), Clicks.find(Waveform.mono(clean, RATE)));
    }
  }

  @Test
  void aSpikeIsFoundInNoiseToneAndBellSeed2() {
    for (float[] sound :
        List.of(TestSounds.rumble(2, 2), TestSounds.sine(2, 300), TestSounds.bell(2, 2))) {
      sound[MIDDLE] += 0.1f;
      assertOnly(Fault.Kind.CLICK, MIDDLE, sound);
    }
  }

  @Test
  void aLoudSpikeIsFoundInWhiteNoiseButOneWithinItIsNotSeed3() {
    float[] sound = TestSounds.noise(2, 3);
    sound[MIDDLE] = 0.3f;
    assertEquals(List.of(), Clicks.find(Waveform.mono(sound, RATE)));
    sound[MIDDLE] = 0.98f * 3;
    assertOnly(Fault.Kind.CLICK, MIDDLE, sound);
  }

  @Test
  void aJumpIsFound() {
    float[] sound = TestSounds.sine(2, 200);
    int quarter = RATE / 200 / 4;
    int peak = 200 * (RATE / 200) + quarter; // from the highest to the middle
    float[] cut = Arrays.copyOf(sound, sound.length - quarter);
    System.arraycopy(sound, peak + quarter, cut, peak, cut.length - peak);
    assertOnly(Fault.Kind.CLICK, peak, cut);
  }

  @Test
  void theChannelIsToldSeed4() {
    float[] right = TestSounds.rumble(2, 4);
    right[MIDDLE] -= 0.1f;
    Waveform stereo = new Waveform(new float[][] {TestSounds.rumble(2, 5), right}, RATE);
    List<Fault> faults = Clicks.find(stereo);
    assertEquals(1, faults.size(), faults.toString());
    assertEquals(1, faults.getFirst().channel());
  }

  @Test
  void aDropoutIsFoundSeed6() {
    float[] sound = TestSounds.noise(2, 6);
    Arrays.fill(sound, MIDDLE, MIDDLE + 480, 0);
    assertHas(Fault.Kind.DROPOUT, MIDDLE, sound);
  }

  @Test
  void clippingIsFoundSeed7() {
    float[] sound = TestSounds.rumble(2, 7);
    float top = 0.6f * peak(sound);
    for (int n = 0; n < sound.length; n++) {
      sound[n] = Math.clamp(sound[n], -top, top);
    }
    List<Fault> faults = Clicks.find(Waveform.mono(sound, RATE));
    assertTrue(faults.stream().anyMatch(f -> f.kind() == Fault.Kind.CLIPPING), faults.toString());
  }

  @Test
  void abruptStartsAndEndsAreFoundInTheFileAndAtItsEdges() {
    float[] sine = TestSounds.sine(3, 200);
    int quarter = RATE / 200 / 4;
    int from = RATE + quarter;
    int to = 2 * RATE + quarter;
    float[] cut = Arrays.copyOfRange(sine, from, to);
    assertHas(Fault.Kind.ABRUPT_START, 0, cut);
    assertHas(Fault.Kind.ABRUPT_END, cut.length, cut);
    float[] within = new float[sine.length];
    System.arraycopy(sine, from, within, from, to - from);
    assertHas(Fault.Kind.ABRUPT_START, from, within);
    assertHas(Fault.Kind.ABRUPT_END, to, within);
  }

  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  private static void assertOnly(Fault.Kind kind, int at, float[] sound) {
    List<Fault> faults = Clicks.find(Waveform.mono(sound, RATE));
    assertEquals(1, faults.size(), faults.toString());
    assertHas(kind, at, sound);
  }

  private static void assertHas(Fault.Kind kind, int at, float[] sound) {
    List<Fault> faults = Clicks.find(Waveform.mono(sound, RATE));
    assertTrue(
        faults.stream()
            .anyMatch(f -> f.kind() == kind && Math.abs(f.seconds() * RATE - at) < 0.002 * RATE),
        kind + " at " + (double) at / RATE + ": " + faults);
  }
}
