package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.signal.MelSpectrogram;

class ColourTest {
  @Test
  void gainsAddAndShiftsMoveUp() {
    float[][] levels = {{-10, -20, -30, -90}};
    assertArrayEquals(
        new float[] {-9, -18, -27, -90}, new Colour(new float[] {1, 2, 3, 4}, 0).apply(levels)[0]);
    assertArrayEquals(
        new float[] {-10, -10, -20, -30}, new Colour(new float[4], 1).apply(levels)[0]);
    assertArrayEquals(
        new float[] {-30, -90, -90, -90}, new Colour(new float[4], -2).apply(levels)[0]);
    assertEquals(-10, levels[0][0], "the original stays");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void silenceStaysSilentAndNothingSinksBelowIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 50; round++) {
      float[][] levels = {new float[20], new float[20]};
      for (int b = 0; b < 20; b++) {
        levels[0][b] = MelSpectrogram.FLOOR;
        levels[1][b] = (float) random.nextDouble(-90, 0);
      }
      float[][] changed = Colour.random(20, random).apply(levels);
      assertArrayEquals(levels[0], changed[0]);
      for (float level : changed[1]) {
        assertTrue(level >= MelSpectrogram.FLOOR && level < 10);
      }
    }
  }
}
