package rumorista.model.small;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Timeline;
import rumorista.signal.MelSpectrogram;
import rumorista.signal.Mixing;

class PatchesTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void thereAndBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] levels = new float[6][20];
    for (float[] frame : levels) {
      for (int b = 0; b < frame.length; b++) {
        frame[b] = (float) random.nextDouble(MelSpectrogram.FLOOR, 5);
      }
    }
    float[] values = new float[6 * 20];
    Patches.normalise(levels, values, 0);
    float[][] again = Patches.levels(values, 20);
    for (int t = 0; t < levels.length; t++) {
      assertArrayEquals(levels[t], again[t], 1e-4f);
    }
  }

  @Test
  void nothingIsQuieterThanTheFloor() {
    assertEquals(MelSpectrogram.FLOOR, Patches.levels(new float[] {-1000}, 1)[0][0]);
  }

  @Test
  void silenceIsWhatSilenceBecomes() {
    float[] values = new float[8];
    Patches.normalise(Mixing.silence(2, 4), values, 0);
    for (float value : values) {
      assertEquals(Patches.silence(), value, 1e-6);
    }
  }

  @Test
  void onlyBehindTheOffset() {
    float[] values = {9, 9, 9, 9, 9, 9};
    Patches.normalise(new Timeline(31.25, new float[] {-40, -20}, new float[] {0, 1}), values, 1);
    assertArrayEquals(new float[] {9, 0, 0, 1, 1, 9}, values, 1e-6f);
    Patches.normalise(new float[][] {{-75}, {-57}}, values, 4);
    assertArrayEquals(new float[] {9, 0, 0, 1, 0, 1}, values, 1e-6f);
  }
}
