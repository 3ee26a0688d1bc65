package rumorista.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import rumorista.Timeline;

class SightTest {
  private static final Words WORDS = Words.read(null);
  private static final Sounding BARKING =
      new Sounding("a dog barking", "dog", false, new Thing("dog", 0.8, 2, 4));

  /** Two shots of two seconds; the second says something already. */
  private static Sight sight() {
    return new Sight(
        4,
        List.of(
            new Shot(0, 2, List.of(), 0.2, List.of()),
            new Shot(2, 4, List.of(), 0.2, List.of(BARKING))),
        List.of(),
        new MotionTrack(25, new float[100], new float[100]));
  }

  private static Timeline timeline(float strength, int... instants) {
    Timeline timeline = new Timeline(50, new float[200], new float[200]);
    for (int instant : instants) {
      timeline.onset()[instant] = strength;
    }
    return timeline;
  }

  @Test
  void sharpAttacksAreBlowsAndSayWhatTheySoundLike() {
    Sight seen = sight().with(timeline(1, 20, 45, 60), WORDS);
    Shot shot = seen.shots().getFirst();
    assertEquals(List.of(new Thing(Sight.BLOWS, 1, 0.4, 1.22, 0, 1)), shot.things());
    assertEquals("something being hit", shot.words());
    assertEquals("a dog barking", seen.shots().getLast().words());
    assertTrue(seen.shots().getLast().things().isEmpty());
  }

  @Test
  void whereSomethingIsSaidBlowsAreOnlySeen() {
    Shot shot = sight().with(timeline(1, 120, 150), WORDS).shots().getLast();
    assertEquals("a dog barking", shot.words());
    assertEquals(Sight.BLOWS, shot.things().getFirst().name());
  }

  @Test
  void oneAttackOrDoubtfulOnesSayNothing() {
    assertEquals("", sight().with(timeline(1, 20), WORDS).shots().getFirst().words());
    Shot shot = sight().with(timeline(0.5f, 20, 45, 60), WORDS).shots().getFirst();
    assertEquals("", shot.words());
    assertEquals(0.5, shot.things().getFirst().confidence(), 1e-6);
  }

  @Test
  void aTimelineThatEndsBeforeTheFilmIsNoError() {
    Timeline early = new Timeline(50, new float[10], new float[10]);
    assertEquals(sight().shots(), sight().with(early, WORDS).shots());
    Timeline none = new Timeline(50, new float[0], new float[0]);
    assertEquals(sight().shots(), sight().with(none, WORDS).shots());
  }
}
