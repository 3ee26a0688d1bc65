package rumorista.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import rumorista.Timeline;

class ScoreTest {
  private static final double RATE = 62.5;

  private static Timeline knocks(int length, int... at) {
    float[] loudness = new float[length];
    float[] onset = new float[length];
    Arrays.fill(loudness, -80);
    for (int i : at) {
      onset[i] = 1;
      loudness[i] = -10;
    }
    return new Timeline(RATE, loudness, onset);
  }

  @Test
  void ofTwoCloseAttacksTheStrongerIsShown() {
    Timeline timeline = knocks(200, 50, 53, 150);
    timeline.onset()[50] = 0.5f;
    Score score = Score.of(timeline, Score.APART);
    assertArrayEquals(new double[] {53.5 / RATE, 150.5 / RATE}, score.onsets(), 1e-9);
    assertTrue(score.level(53 / RATE) > 0.1);
    assertEquals(0, score.level(1.6), 1e-6);
  }

  @Test
  void whatIsNearlySilentIsSilence() {
    float[] loudness = new float[100];
    Arrays.fill(loudness, -75);
    float[] onset = new float[100];
    onset[10] = 1;
    Score score = Score.of(new Timeline(RATE, loudness, onset), Score.APART);
    assertEquals(0, score.onsets().length);
    assertEquals(0, score.level(0.5));
  }

  @Test
  void theLastAttackIsFoundAtAnyInstant() {
    Score score = Score.of(knocks(200, 50, 150), Score.APART);
    assertEquals(-1, score.last(0));
    assertEquals(0, score.last(score.onsets()[0]));
    assertEquals(0, score.last(1.5));
    assertEquals(1, score.last(3.1));
    assertEquals(1, score.part(1, 2).onsets().length);
    assertEquals(score.onsets()[1], score.part(1, 2).onsets()[0]);
  }

  @Test
  void scoresAreFunctionsOfTheirSeedAndShowWhatWasAskedFor() {
    float[] loudness = new float[100];
    Arrays.fill(loudness, -20);
    Timeline hum = new Timeline(RATE, loudness, new float[100]);
    Scores scores = new Scores(List.of(knocks(40, 5), hum));
    int shown = 0;
    for (int seed = 0; seed < 20; seed++) {
      Score one = scores.make(SceneKind.STRIKE, 5, new SplittableRandom(seed));
      Score again = scores.make(SceneKind.STRIKE, 5, new SplittableRandom(seed));
      assertArrayEquals(one.onsets(), again.onsets(), "seed " + seed);
      assertArrayEquals(one.level(), again.level(), "seed " + seed);
      shown += one.onsets().length;
      assertEquals(250, scores.make(SceneKind.RAIN, 5, new SplittableRandom(seed)).level().length);
    }
    assertTrue(shown > 60, shown + " attacks in 20 films");
  }

  @Test
  void stepsComeEvenlyAndNoFasterThanAnybodyWalks() {
    Scores scores = new Scores(List.of(knocks(400, 5, 9, 14, 200), knocks(100, 50)));
    for (int seed = 0; seed < 20; seed++) {
      double[] steps = scores.make(SceneKind.WALK, 5, new SplittableRandom(seed)).onsets();
      assertTrue(steps.length >= 3, steps.length + " steps");
      for (int i = 1; i < steps.length; i++) {
        assertTrue(steps[i] - steps[i - 1] >= SceneKind.WALK.apart(), Arrays.toString(steps));
      }
    }
  }

  @Test
  void aFilmShowsNoMoreThanItsKindCan() {
    Timeline fast = knocks(400, 20, 27, 34, 41, 48);
    assertEquals(5, Score.of(fast, Score.APART).onsets().length);
    assertEquals(2, Score.of(fast, SceneKind.DOOR.apart()).onsets().length);
  }
}
