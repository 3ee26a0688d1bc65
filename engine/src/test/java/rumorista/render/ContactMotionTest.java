package rumorista.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactMotionTest {
  private static final double[] ONSETS = {0.7, 1.3, 1.7, 3.5};
  private static final double STEP = 0.02;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void strikesAtTheAttacksAndStopsThere(long seed) {
    Score score = new Score(5, ONSETS, new float[] {1, 0.6f, 1, 0.8f}, new float[250]);
    ContactMotion motion = new ContactMotion(score, false, new SplittableRandom(seed));
    for (double onset : ONSETS) {
      double at = motion.height(onset - 1e-9);
      double before = motion.height(onset - 3 * STEP);
      double after = motion.height(onset + STEP / 2);
      assertEquals(0, at, 0.02, "on the ground at " + onset);
      assertTrue(before > 0.01, "came down just before, from " + before);
      assertTrue(before > after, "stops or turns");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nothingJumps(long seed) {
    Score score = new Score(5, ONSETS, new float[] {1, 0.6f, 1, 0.8f}, new float[250]);
    ContactMotion motion = new ContactMotion(score, new SplittableRandom(seed));
    for (double t = 0.01; t < 5; t += 0.001) {
      double step = Math.abs(motion.height(t) - motion.height(t - 0.001));
      assertTrue(step < 0.12, "a jump of %s at %s".formatted(step, t));
    }
  }
}
