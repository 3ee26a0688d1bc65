package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rumorista.signal.MelSpectrogram;
import rumorista.signal.Mixing;

class RoomTest {
  private static final double RATE = 100;

  /** A click of 0 dB in the third frame of two bands. */
  private static float[][] click(int frames) {
    float[][] levels = Mixing.silence(frames, 2);
    levels[2] = new float[] {0, 0};
    return levels;
  }

  @Test
  void aTailFallsBySixtyDecibelsInItsTimeAndFasterInHighBands() {
    float[][] levels = new Room(0.5, 0.1).apply(click(60), RATE);
    assertArrayEquals(new float[] {MelSpectrogram.FLOOR, MelSpectrogram.FLOOR}, levels[1]);
    assertEquals(0, levels[2][0], 1e-3);
    assertEquals(-10, levels[3][0], 1.3, "the tail begins at its level");
    assertEquals(-60, levels[53][0] - levels[3][0], 0.1);
    assertTrue(levels[20][1] < levels[20][0] - 5);
  }

  @Test
  void aDryRoomChangesNothing() {
    float[][] levels = click(10);
    assertSame(levels, new Room(0, 0.1).apply(levels, RATE));
  }

  @Test
  void someRoomsAreReverberant() {
    SplittableRandom random = new SplittableRandom(1);
    long wet = IntStream.range(0, 1000).filter(i -> Room.random(random).seconds() > 0).count();
    assertTrue(wet > 150 && wet < 350, () -> "" + wet);
  }
}
