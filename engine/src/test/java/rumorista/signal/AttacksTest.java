package rumorista.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SyntheticSound;
import rumorista.Timeline;

class AttacksTest {
  private static final MelSpectrogram MEL = MelSpectrogram.standard();
  private static final int FRAMES = 4;
  private static final int TOKEN = 1024; // samples

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void onlyWantedAttacksStay(long seed) {
    float[][] levels = clicks(seed, 10, 30, 50, 70);
    Attacks.shape(levels, wanted(levels, 30, 70), FRAMES);
    assertEquals(List.of(30, 70), attacks(levels));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsMissingIsPutOn(long seed) {
    float[][] levels = clicks(seed);
    Attacks.shape(levels, wanted(levels, 20, 55), FRAMES);
    List<Integer> found = attacks(levels);
    assertEquals(2, found.size(), found::toString);
    assertTrue(Math.abs(found.get(0) - 20) <= 1 && Math.abs(found.get(1) - 55) <= 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsAsWantedStaysAsItIs(long seed) {
    float[][] levels = clicks(seed, 25, 60);
    float[][] before = Arrays.stream(levels).map(float[]::clone).toArray(float[][]::new);
    Attacks.shape(levels, wanted(levels, 25, 60), FRAMES);
    for (int t = 0; t < levels.length; t++) {
      assertArrayEquals(before[t], levels[t], 0, "frame " + t);
    }
  }

  /** Noise with loud clicks in these tokens. */
  private static float[][] clicks(long seed, int... tokens) {
    float[] sound = SyntheticSound.noise(0.003, 90 * TOKEN, seed);
    for (int token : tokens) {
      SyntheticSound.addClick(sound, token * TOKEN + 500, 0.7, seed + token);
    }
    return MEL.of(sound);
  }

  private static Timeline wanted(float[][] levels, int... attacks) {
    Timeline timeline = timeline(levels);
    float[] onset = new float[timeline.length()];
    Arrays.stream(attacks).forEach(i -> onset[i] = 1);
    return new Timeline(timeline.rate(), timeline.loudness(), onset);
  }

  private static Timeline timeline(float[][] levels) {
    return Events.timeline(MEL.bands(), levels, FRAMES, 125);
  }

  private static List<Integer> attacks(float[][] levels) {
    float[] onset = timeline(levels).onset();
    return IntStream.range(1, onset.length).filter(i -> onset[i] > Events.AUDIBLE).boxed().toList();
  }
}
