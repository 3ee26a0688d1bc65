package rumorista.model.small;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SyntheticSound;
import rumorista.Timeline;
import rumorista.signal.Events;
import rumorista.signal.MelSpectrogram;

class CollageTest {
  private static final MelSpectrogram MEL = MelSpectrogram.standard();
  private static final int TOKEN = 1024; // samples

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aSoundIsTheBestCollageOfItself(long seed) {
    Exemplar exemplar = footsteps(seed, 3 * 32_000, 9, 31, 47, 72);
    Timeline wanted = exemplar.timeline();
    int[] path =
        Collage.align(wanted, wanted.peak(), exemplar, -1, new SplittableRandom(seed + 50));
    float[][] draft = Collage.draft(wanted, exemplar, path);
    double worst = 0;
    for (int i = 0; i < path.length; i++) {
      float found = exemplar.timeline().loudness()[path[i]];
      worst = Math.max(worst, Math.abs(found - wanted.loudness()[i]));
      assertEquals(
          wanted.onset()[i] > Events.AUDIBLE,
          exemplar.timeline().onset()[path[i]] > Events.AUDIBLE,
          "token " + i);
    }
    assertTrue(worst < 1.5, "loudness is off by " + worst);
    assertEquals(4 * wanted.length(), draft.length);
  }

  @Test
  void theDraftOfTheIdentityIsTheSound() {
    Exemplar exemplar = footsteps(1, 32_000, 9);
    int[] identity = new int[exemplar.tokens()];
    Arrays.setAll(identity, i -> i);
    float[][] draft = Collage.draft(exemplar.timeline(), exemplar, identity);
    for (int t = 0; t < draft.length; t++) {
      assertArrayEquals(exemplar.levels()[t], draft[t]);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aDraftIsAsLoudAsWantedAndTicksWhereWanted(long seed) {
    Exemplar exemplar = footsteps(seed, 4 * 32_000, 5, 33, 60, 99);
    SplittableRandom random = new SplittableRandom(seed);
    int length = 80;
    float[] loudness = new float[length];
    float[] onset = new float[length];
    for (int tick = 10; tick < length; tick += random.nextInt(8, 20)) {
      onset[tick] = 1;
    }
    float level = -50;
    for (int i = 0; i < length; i++) {
      level = onset[i] > 0 ? -14 : Math.max(-45, level - 6);
      loudness[i] = level;
    }
    Timeline wanted = new Timeline(31.25, loudness, onset);
    int[] path = Collage.align(wanted, wanted.peak(), exemplar, -1, random);
    for (int i = 0; i < length; i++) {
      boolean taken = exemplar.timeline().onset()[path[i]] > Events.AUDIBLE;
      assertEquals(onset[i] > 0, taken, "a token with a tick for token " + i);
    }
    Timeline made = Events.timeline(MEL.bands(), Collage.draft(wanted, exemplar, path), 4, 125);
    double error = 0;
    for (int i = 0; i < length; i++) {
      error += Math.abs(made.loudness()[i] - loudness[i]) / length;
    }
    assertEquals(0, error, 4, "mean error of the loudness in dB");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyTimelineOnAnyExemplar(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int parts = random.nextInt(1, 4);
    Exemplar[] several = new Exemplar[parts];
    for (int i = 0; i < parts; i++) {
      several[i] = footsteps(seed + i, random.nextInt(1, 60_000), random.nextInt(20));
    }
    Exemplar exemplar = Exemplar.join(List.of(several));
    int length = random.nextInt(0, 50);
    float[] loudness = new float[length];
    float[] onset = new float[length];
    for (int i = 0; i < length; i++) {
      loudness[i] = (float) random.nextDouble(-200, 40);
      onset[i] = (float) random.nextDouble(0, 3);
    }
    Timeline wanted = new Timeline(31.25, loudness, onset);
    int previous = random.nextInt(-1, exemplar.tokens());
    int[] path = Collage.align(wanted, -20, exemplar, previous, random);
    assertEquals(length, path.length);
    for (int moment : path) {
      assertTrue(moment >= 0 && moment < exemplar.tokens());
    }
    for (float[] frame : Collage.draft(wanted, exemplar, path)) {
      for (float level : frame) {
        assertTrue(level >= MelSpectrogram.FLOOR && level < 60, "level " + level);
      }
    }
  }

  @Test
  void theSeedDecides() {
    Exemplar exemplar = Exemplar.join(List.of(noise(1), noise(2), noise(3)));
    Timeline wanted = noise(4).timeline();
    int[][] paths = new int[6][];
    for (int i = 0; i < 6; i++) {
      paths[i] = Collage.align(wanted, wanted.peak(), exemplar, -1, new SplittableRandom(i % 3));
    }
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(paths[i], paths[i + 3], "seed " + i);
    }
    assertFalse(
        Arrays.equals(paths[0], paths[1]) && Arrays.equals(paths[1], paths[2]),
        "every take is the same");
  }

  @ParameterizedTest(name = "after moment {0}")
  @ValueSource(ints = {0, 10, 30, 55})
  void whatWasPlayingGoesOn(int previous) {
    Exemplar exemplar = noise(1);
    Timeline wanted = exemplar.timeline().slice(0, 6);
    int[] path = Collage.align(wanted, wanted.peak(), exemplar, previous, new SplittableRandom(4));
    for (int i = 0; i < path.length; i++) {
      assertEquals(previous + 1 + i, path[i]);
    }
  }

  @Test
  void oneRecordingDoesNotGoOnIntoTheNext() {
    Exemplar exemplar = Exemplar.join(List.of(noise(1), noise(2)));
    int end = noise(1).tokens() - 1;
    Timeline wanted = exemplar.timeline().slice(0, 1);
    // Going on would be free, a jump has its price: if the next recording's beginning were
    // a neighbour, it would be taken for every seed.
    int taken = 0;
    for (int seed = 0; seed < 20; seed++) {
      int[] path = Collage.align(wanted, wanted.peak(), exemplar, end, new SplittableRandom(seed));
      taken += path[0] == end + 1 ? 1 : 0;
    }
    assertTrue(taken < 10, taken + " of 20 run on into the next recording");
  }

  /** Clicks at some tokens over a faint noise. */
  private static Exemplar footsteps(long seed, int samples, int... tokens) {
    float[] sound = SyntheticSound.noise(0.002, samples, seed);
    for (int token : tokens) {
      if (token * TOKEN < samples) {
        SyntheticSound.addClick(sound, token * TOKEN + 600, 0.5, seed + token);
      }
    }
    return Exemplar.of(MEL.bands(), MEL.of(sound), 4, 125);
  }

  private static Exemplar noise(long seed) {
    return Exemplar.of(MEL.bands(), MEL.of(SyntheticSound.noise(0.05, 2 * 32_000, seed)), 4, 125);
  }
}
