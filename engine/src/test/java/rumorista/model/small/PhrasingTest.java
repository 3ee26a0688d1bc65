package rumorista.model.small;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rumorista.Timeline;

class PhrasingTest {
  private static final double RATE = 31.25;
  private static final Timeline MOTION = motion(20, 60);

  /** A film that hardly moves, but for two attacks. */
  private static Timeline motion(int... attacks) {
    float[] loudness = new float[100];
    float[] onset = new float[100];
    Arrays.fill(loudness, -50);
    for (int attack : attacks) {
      loudness[attack] = -18;
      onset[attack] = 1;
    }
    return new Timeline(RATE, loudness, onset);
  }

  /** Material that goes up and down by so many dB, with an attack at every tenth token, or none. */
  private static Exemplar material(float range, float attack) {
    float[] loudness = new float[40];
    float[] onset = new float[40];
    for (int i = 0; i < loudness.length; i++) {
      loudness[i] = -20 - (i % 2 == 0 ? 0 : range);
      onset[i] = i % 10 == 3 ? attack : 0;
    }
    return new Exemplar(
        new float[4 * loudness.length][8], new Timeline(RATE, loudness, onset), List.of(0));
  }

  @Test
  void aSteadySoundKeepsItsLevel() {
    Timeline phrased = Phrasing.of(MOTION, material(4, 0));
    assertEquals(MOTION.peak(), phrased.peak());
    assertEquals(MOTION.peak() - 4, phrased.loudness()[90], 0.1);
    assertArrayEquals(MOTION.onset(), phrased.onset());
  }

  @Test
  void whatStrikesDiesAwayBetweenTheAttacksOfTheFilm() {
    float[] loudness = Phrasing.of(MOTION, material(35, 1)).loudness();
    for (int i = 21; i < 26; i++) {
      assertTrue(loudness[i] < loudness[i - 1], "instant " + i);
    }
    assertTrue(loudness[50] < MOTION.loudness()[50]);
    assertEquals(MOTION.peak(), loudness[60]);
    assertArrayEquals(MOTION.onset(), Phrasing.of(MOTION, material(35, 1)).onset());
  }

  @Test
  void aFireGoesOnCracklingBetweenTheAttacksOfTheFilm() {
    float[] onset = Phrasing.of(MOTION, material(8, 0.7f)).onset();
    assertEquals(1, onset[20]);
    assertEquals(0.7f, onset[33]);
    assertEquals(0.7f, onset[83]);
    assertEquals(0, onset[34]);
  }
}
