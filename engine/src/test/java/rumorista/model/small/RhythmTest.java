package rumorista.model.small;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Timeline;

class RhythmTest {
  /** A knock of eight tokens that dies away by 5 dB a token. */
  private static Exemplar knock() {
    float[] loudness = {-12, -17, -22, -27, -32, -37, -42, -47};
    return new Exemplar(
        new float[32][8],
        new Timeline(31.25, loudness, new float[] {1, 0, 0, 0, 0, 0, 0, 0}),
        List.of(0));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void knocksComeAgainAfterPauses(long seed) {
    Timeline rhythm = Rhythm.like(knock(), 300, -20, new SplittableRandom(seed));
    assertEquals(300, rhythm.length());
    assertEquals(-20, rhythm.peak(), 1e-3);
    int silent = 0;
    int loud = 0;
    for (float level : rhythm.loudness()) {
      silent += level == Timeline.SILENCE ? 1 : 0;
      loud += level > -21 ? 1 : 0;
    }
    assertTrue(silent > 50, () -> "pauses between knocks");
    int knocks = loud;
    assertTrue(knocks >= 300 / (8 + 35) && knocks <= 300 / (8 + 4) + 1, () -> knocks + " knocks");
  }

  @Test
  void theSeedDecides() {
    Timeline one = Rhythm.like(knock(), 200, -20, new SplittableRandom(1));
    assertArrayEquals(
        one.loudness(), Rhythm.like(knock(), 200, -20, new SplittableRandom(1)).loudness());
    assertTrue(
        !Arrays.equals(
            one.loudness(), Rhythm.like(knock(), 200, -20, new SplittableRandom(2)).loudness()));
  }
}
