package rumorista.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Cue;
import rumorista.EventCue;
import rumorista.LevelCurve;
import rumorista.Progress;
import rumorista.Staging;
import rumorista.Stem;
import rumorista.Subject;
import rumorista.SustainedCue;
import rumorista.TextureCue;
import rumorista.cue.CuePlanner;
import rumorista.cue.Session;

class SamplePlacerTest {
  private static final int RATE = SamplePlacer.SAMPLE_RATE;

  @TempDir Path folder;
  private MadeLibrary library;

  @BeforeEach
  void makeLibrary() {
    library = MadeLibrary.in(folder);
  }

  private static Subject subject(String kind) {
    return Subject.asked(kind, kind, kind);
  }

  private static EventCue knock(int number, double start) {
    return new EventCue(
        "knock#" + number,
        Stem.EFFECTS,
        start,
        number,
        false,
        subject("knock"),
        Staging.centre(-12));
  }

  private static TextureCue noise(Stem stem, double start, double end) {
    return new TextureCue(
        "noise@1", stem, start, end, LevelCurve.FLAT, subject("noise"), Staging.centre(-30));
  }

  private float[][] placed(long seed, double seconds, List<Cue> cues) {
    Session session = new Session(seed, seconds, null, null, library, Progress.NONE);
    Stem stem = cues.getFirst().stem();
    return new SamplePlacer().generate(cues, stem, session).readAll().samples();
  }

  /** The first sample from {@code from} on that is louder than a fifth of the peak after it. */
  private static int attack(float[] samples, int from) {
    float peak = 0;
    for (int i = from; i < Math.min(samples.length, from + RATE / 4); i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    int at = from;
    while (Math.abs(samples[at]) < 0.2 * peak) {
      at++;
    }
    return at;
  }

  @Test
  void attacksLieOnTheirOnsets() {
    double[] onsets = {0.5, 0.81, 1.777, 2.4};
    List<Cue> cues = new ArrayList<>();
    for (int i = 0; i < onsets.length; i++) {
      cues.add(knock(i, onsets[i]));
    }
    float[] sound = placed(3, 3, cues)[0];
    assertEquals(3 * RATE, sound.length);
    for (double onset : onsets) {
      int found = attack(sound, (int) (onset * RATE) - 200);
      assertEquals(onset * RATE, found, 0.001 * RATE, "within a millisecond of " + onset);
    }
  }

  @Test
  void theSameSeedIsTheSameToTheSampleAndAnotherIsNot() {
    List<Cue> cues = List.of(knock(0, 0.3), knock(1, 0.9), noise(Stem.EFFECTS, 0, 1.5));
    assertArrayEquals(placed(7, 1.5, cues), placed(7, 1.5, cues));
    assertFalse(Arrays.equals(placed(7, 1.5, cues)[0], placed(8, 1.5, cues)[0]));
  }

  @Test
  void editingOneCueChangesOnlyItsOwnSamples() {
    List<Cue> cues = List.of(knock(0, 0.2), knock(1, 1.5), knock(2, 3));
    float[] before = placed(7, 4, cues)[0];
    for (Cue edited :
        List.of(
            cues.get(1).with(new Staging(-20, 0.4, 0.3, false)),
            cues.get(1).with(new Staging(-12, 0, 0, true)),
            knock(1, 1.7))) {
      float[] after = placed(7, 4, List.of(cues.get(0), edited, cues.get(2)))[0];
      assertFalse(Arrays.equals(before, after), "the edit is heard");
      int from = (int) (1.4 * RATE);
      int to = (int) (2.95 * RATE);
      assertArrayEquals(Arrays.copyOf(before, from), Arrays.copyOf(after, from));
      assertArrayEquals(
          Arrays.copyOfRange(before, to, before.length),
          Arrays.copyOfRange(after, to, after.length));
    }
  }

  @Test
  void inThirtyTwoTakesNoEventIsACopy() {
    Set<Integer> heard = new HashSet<>();
    int events = 0;
    for (long seed = 0; seed < 32; seed++) {
      float[] sound = placed(seed, 4, List.of(knock(0, 0.2), knock(1, 1.4), knock(2, 2.6)))[0];
      for (double onset : new double[] {0.2, 1.4, 2.6}) {
        int from = (int) (onset * RATE);
        heard.add(Arrays.hashCode(Arrays.copyOfRange(sound, from, from + RATE / 2)));
        events++;
      }
    }
    assertEquals(events, heard.size());
  }

  @Test
  void aTextureIsSteadyWideAndNeverTheSameTwice() {
    float[][] sound = placed(5, 30, List.of(noise(Stem.AMBIENCE, 0, 30)));
    double whole = rms(sound[0], 0, sound[0].length);
    assertEquals(-30, 20 * Math.log10(whole), 1.5);
    for (int i = 1; i < 58; i++) {
      double part = 20 * Math.log10(rms(sound[0], i * RATE / 2, (i + 1) * RATE / 2));
      assertEquals(-30, part, 2.5, "at " + i / 2.0 + " s");
    }
    assertTrue(Math.abs(correlation(sound[0], sound[1], 0)) < 0.2, "left is not right");
    for (int lag = RATE; lag < 20 * RATE; lag += 1) {
      if (lag % 997 == 0) {
        assertTrue(correlation(sound[0], sound[0], lag) < 0.5, "a loop of " + lag);
      }
    }
  }

  @Test
  void aSustainedSoundLastsAsLongAsItsCue() {
    for (double seconds : new double[] {0.6, 1.5, 5}) {
      SustainedCue cue =
          new SustainedCue(
              "tone#1",
              Stem.EFFECTS,
              1,
              1 + seconds,
              LevelCurve.FLAT,
              subject("tone"),
              Staging.centre(-20));
      float[] sound = placed(2, 8, List.of(cue))[0];
      assertEquals(0, rms(sound, 0, RATE - 10), 1e-9);
      assertTrue(rms(sound, RATE + 4_000, (int) ((0.9 * seconds + 1) * RATE)) > 0.03);
      double end = Math.max(1 + seconds, seconds == 1.5 ? 3 : 0); // its own length is near enough
      assertEquals(0, rms(sound, (int) ((end + 0.05) * RATE), 8 * RATE), 1e-9, seconds + " s");
    }
  }

  @Test
  void positionIsHeardAndMonoKeepsIt() {
    Cue left = knock(0, 0.2).with(new Staging(-12, -0.6, 0, false));
    float[][] sound = placed(1, 1, List.of(left));
    assertTrue(rms(sound[0], 0, RATE) > 1.5 * rms(sound[1], 0, RATE));
    assertTrue(rms(sound[1], 0, RATE) > 0);
  }

  @Test
  void theRoomIsNeverSilent() {
    Cue tone =
        new TextureCue(
            "room",
            Stem.AMBIENCE,
            0,
            2,
            LevelCurve.FLAT,
            subject(CuePlanner.ROOM_TONE),
            Staging.centre(-62));
    float[][] sound = placed(1, 2, List.of(tone));
    for (float[] channel : sound) {
      for (int from = RATE / 10; from < 19 * RATE / 10; from += RATE / 10) {
        assertEquals(-62, 20 * Math.log10(rms(channel, from, from + RATE / 10)), 4);
      }
    }
  }

  private static double rms(float[] samples, int from, int to) {
    double power = 0;
    for (int i = from; i < to; i++) {
      power += samples[i] * samples[i];
    }
    return Math.sqrt(power / (to - from));
  }

  private static double correlation(float[] a, float[] b, int lag) {
    double product = 0;
    double left = 1e-12;
    double right = 1e-12;
    for (int i = 2 * RATE; i + lag < a.length && i < 6 * RATE; i++) {
      product += a[i] * b[i + lag];
      left += a[i] * a[i];
      right += b[i + lag] * b[i + lag];
    }
    return product / Math.sqrt(left * right);
  }
}
