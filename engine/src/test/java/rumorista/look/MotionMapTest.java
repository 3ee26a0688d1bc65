package rumorista.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class MotionMapTest {
  private static MotionMap map(IntFunction<byte[]> painter) {
    MotionMap map = new MotionMap();
    for (int i = 0; i < 12; i++) {
      map.add(Glance.of(painter.apply(i), MadeFrames.WIDTH, MadeFrames.HEIGHT));
    }
    return map;
  }

  @Test
  void motionIsSeen() {
    assertTrue(map(i -> MadeFrames.scene(1, 5 * i, 1)).share() > 0.3);
  }

  @Test
  void grainACutAndAFlashAreNone() {
    assertEquals(0, map(i -> MadeFrames.grained(MadeFrames.scene(1, 0, 1), 3, i)).share(), 0.01);
    assertEquals(0, map(i -> MadeFrames.scene(i / 6, 0, 1)).share());
    assertEquals(0, map(i -> i == 6 ? MadeFrames.plain(255) : MadeFrames.scene(1, 0, 1)).share());
  }
}
