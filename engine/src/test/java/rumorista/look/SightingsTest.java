package rumorista.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import rumorista.vision.Box;
import rumorista.vision.Detection;

class SightingsTest {
  private static final Box LEFT = new Box(0.1, 0.1, 0.4, 0.9);
  private static final Box RIGHT = new Box(0.6, 0.2, 0.9, 0.8);

  private final Sightings sightings = new Sightings(16 / 9.0);
  private final MotionMap still = new MotionMap();

  private void look(int number, Detection... detections) {
    sightings.add(0.5 * number, List.of(detections), still);
  }

  private List<String> names() {
    return sightings.things(0, 10, 0.5).stream().map(Thing::name).toList();
  }

  private static Detection dog(double confidence, Box box) {
    return new Detection("dog", confidence, box);
  }

  @Test
  void whatIsSeenAgainAndAgainIsThere() {
    for (int i = 2; i < 8; i++) {
      look(i, dog(0.8, LEFT));
    }
    Thing dog = sightings.things(0, 10, 0.5).getFirst();
    assertEquals("dog", dog.name());
    assertEquals(0.8, dog.confidence(), 1e-9);
    assertEquals(0.75, dog.start(), 1e-9);
    assertEquals(3.75, dog.end(), 1e-9);
  }

  @Test
  void aSureErrorInOnePictureIsNotBelieved() {
    for (int i = 0; i < 8; i++) {
      look(i, i == 3 ? new Detection[] {dog(0.99, LEFT)} : new Detection[0]);
    }
    assertEquals(List.of(), names());
  }

  @Test
  void whatChangesItsNameIsNotBelieved() {
    for (int i = 0; i < 9; i++) {
      look(i, new Detection(i % 3 == 0 ? "dog" : i % 3 == 1 ? "cat" : "sheep", 0.8, LEFT));
    }
    assertEquals(List.of(), names());
  }

  @Test
  void anOddNameNowAndThenIsOutvoted() {
    for (int i = 0; i < 8; i++) {
      look(i, new Detection(i == 4 ? "cat" : "dog", 0.7, LEFT));
    }
    assertEquals(List.of("dog"), names());
  }

  @Test
  void gapsMakeUnsure() {
    for (int i = 0; i < 12; i++) {
      look(i, i % 4 == 0 ? new Detection[] {dog(0.8, LEFT)} : new Detection[0]);
    }
    assertEquals(List.of(), names());
  }

  @Test
  void whatGoesAndComesBackIsNoLessSure() {
    for (int i = 0; i < 20; i++) {
      look(i, i < 6 || i >= 14 ? new Detection[] {dog(0.8, LEFT)} : new Detection[0]);
    }
    assertEquals(0.8, sightings.things(0, 10, 0.5).getFirst().confidence(), 1e-9);
  }

  @Test
  void twoOfAKindAreNamedOnce() {
    for (int i = 0; i < 5; i++) {
      look(i, dog(0.8, LEFT), dog(0.6, RIGHT));
    }
    assertEquals(List.of("dog"), names());
  }

  @Test
  void whatMovesIsSaidToMoveAndWhoeverGoesWalks() {
    for (int i = 0; i < 6; i++) {
      MotionMap motion = new MotionMap();
      for (int k = 0; k < 6; k++) {
        byte[] picture = MadeFrames.scene(1, 20.0 * i + 9 * k, 1);
        motion.add(Glance.of(picture, MadeFrames.WIDTH, MadeFrames.HEIGHT));
      }
      Box box = new Box(0.1 + 0.1 * i, 0.1, 0.2 + 0.1 * i, 0.9);
      sightings.add(0.5 * i, List.of(new Detection("person", 0.9, box)), motion);
    }
    assertEquals(List.of("moving person", "person", "walking person"), names());
  }
}
