package rumorista.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.Waveform;

/** Two detectors of attacks that share no code, on sounds whose attacks are known. */
class OnsetsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bothFindKnocksAndAgree(long seed) {
    double[] given = Sounds.instants(8, new Random(seed));
    Waveform sound = Sounds.knocks(8, 0.003, seed, given);
    double[] byPhase = PhaseOnsets.of(sound);
    double[] byMel = Listening.onsets(Listening.timeline(sound));
    assertEquals(1, OnsetAgreement.of(given, byPhase).f1(), 0.08, "by phase");
    assertEquals(1, OnsetAgreement.of(given, byMel).f1(), 0.08, "by mel");
    assertTrue(OnsetAgreement.of(byMel, byPhase).f1() > 0.9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void knocksElsewhereAgreeByChanceOnly(long seed) {
    double[] given = Sounds.instants(20, new Random(seed));
    double[] others = Sounds.instants(20, new Random(seed + 50));
    double[] found = PhaseOnsets.of(Sounds.knocks(20, 0.003, seed, others));
    double chance = OnsetAgreement.of(given, found).f1();
    assertTrue(chance > 0 && chance < 0.5, "F1 is " + chance);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void steadySoundsHaveFewAttacks(long seed) {
    Waveform noise = Waveform.mono(Sounds.noise(6, 0.1, seed), Sounds.RATE);
    assertTrue(PhaseOnsets.of(noise).length <= 1);
    assertTrue(Listening.onsets(Listening.timeline(noise)).length <= 1);
    // A tone that is cut off clicks at both ends.
    assertTrue(PhaseOnsets.of(Sounds.tone(6, 440, 0.3)).length <= 2);
  }

  @Test
  void silenceHasNone() {
    Waveform silence = Waveform.mono(new float[Sounds.RATE], Sounds.RATE);
    assertEquals(0, PhaseOnsets.of(silence).length);
    assertEquals(0, Listening.onsets(Listening.timeline(silence)).length);
    assertEquals(0, PhaseOnsets.of(Waveform.mono(new float[0], Sounds.RATE)).length);
  }

  @Test
  void aTimelineTellsTheLevel() {
    var timeline = Listening.timeline(Sounds.tone(2, 1000, 0.1));
    assertEquals(31.25, timeline.rate());
    assertEquals(63, timeline.length());
    assertEquals(-23, timeline.loudness()[30], 0.5); // RMS of a sine of amplitude 0.1
  }

  @Test
  void otherFormatsAreRefused() {
    Waveform fast = Waveform.mono(new float[100], 48_000);
    assertThrows(RumoristaException.class, () -> Listening.timeline(fast));
  }
}
