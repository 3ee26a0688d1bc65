package rumorista.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShotFinderTest {
  private static List<Integer> boundaries(int count, IntFunction<byte[]> painter) {
    ShotFinder finder = new ShotFinder();
    List<Integer> boundaries = new ArrayList<>();
    MadeFrames frames = new MadeFrames(count, painter);
    for (byte[] picture = frames.read(); picture != null; picture = frames.read()) {
      int settled = finder.settled();
      List<Integer> found = finder.add(Glance.of(picture, MadeFrames.WIDTH, MadeFrames.HEIGHT));
      found.forEach(boundary -> assertTrue(boundary >= settled, boundary + " was settled"));
      boundaries.addAll(found);
    }
    boundaries.addAll(finder.finish());
    return boundaries;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void cutsAreFoundToThePicture(long seed) {
    assertEquals(
        List.of(30, 55),
        boundaries(
            90, i -> MadeFrames.scene(10 * seed + (i < 30 ? 0 : i < 55 ? 1 : 2), 1.5 * i, 1)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void cutsAreFoundInGrainAndFlicker(long seed) {
    assertEquals(
        List.of(40),
        boundaries(
            80,
            i ->
                MadeFrames.grained(
                    MadeFrames.scene(10 * seed + i / 40, 0, 0.75 + 0.2 * ((i * 7) % 5) / 4.0),
                    18,
                    i)));
  }

  @Test
  void aCutAtTwelvePicturesASecondIsFoundAmongRepeatedOnes() {
    List<Integer> found =
        boundaries(100, i -> MadeFrames.scene(i < 50 ? 3 : 4, 3.0 * (i - i % 2), 1));
    assertEquals(List.of(50), found);
  }

  @Test
  void flashesAreNoCuts() {
    assertEquals(
        List.of(),
        boundaries(
            100,
            i -> i % 30 >= 12 && i % 30 < 15 ? MadeFrames.plain(250) : MadeFrames.scene(1, i, 1)));
  }

  @ParameterizedTest(name = "{0} pixels a picture")
  @ValueSource(doubles = {2, 6, 14, 25})
  void motionIsNoCut(double speed) {
    assertEquals(List.of(), boundaries(100, i -> MadeFrames.scene(7, speed * i, 1)));
  }

  @Test
  void aThingThatJumpsIsNoCut() {
    assertEquals(List.of(), boundaries(100, i -> square(20 + i / 20 * 31)));
  }

  private static byte[] square(int left) {
    byte[] rgb = MadeFrames.plain(20);
    for (int y = 36; y < 72; y++) {
      java.util.Arrays.fill(
          rgb,
          3 * (y * MadeFrames.WIDTH + left),
          3 * (y * MadeFrames.WIDTH + left + 40),
          (byte) 235);
    }
    return rgb;
  }

  @Test
  void aChangeOfLightIsNoCut() {
    assertEquals(
        List.of(), boundaries(80, i -> MadeFrames.scene(5, 0, i < 30 ? 1 : i < 50 ? 0.55 : 1.1)));
  }

  @ParameterizedTest(name = "{0} pictures long")
  @ValueSource(ints = {10, 16, 24})
  void dissolvesAreFoundOnce(int length) {
    List<Integer> found =
        boundaries(
            100,
            i ->
                MadeFrames.mixed(
                    MadeFrames.scene(21, 0, 1),
                    MadeFrames.scene(22, 0, 1),
                    Math.clamp((i - 40.0) / length, 0, 1)));
    assertEquals(1, found.size(), found.toString());
    assertTrue(Math.abs(found.getFirst() - 40 - length / 2) <= 6, found.toString());
  }

  @Test
  void aFadeThroughBlackIsOneBoundaryInTheMiddle() {
    List<Integer> found =
        boundaries(
            120,
            i ->
                MadeFrames.scene(
                    i < 60 ? 31 : 32, 0, Math.clamp(Math.abs(i - 60) / 20.0 - 0.3, 0, 1)));
    assertEquals(1, found.size(), found.toString());
    assertTrue(Math.abs(found.getFirst() - 60) <= 3, found.toString());
  }

  @Test
  void aLongBlackIsAShotOfItsOwn() {
    List<Integer> found =
        boundaries(200, i -> i < 50 || i >= 120 ? MadeFrames.scene(41, 0, 1) : MadeFrames.plain(0));
    assertEquals(2, found.size(), found.toString());
    assertEquals(50, found.getFirst(), 1);
    assertEquals(120, found.getLast(), 1);
  }

  @ParameterizedTest(name = "brightness {0}")
  @ValueSource(ints = {0, 128, 255})
  void anEmptyFilmHasNoCuts(int brightness) {
    assertEquals(
        List.of(), boundaries(60, i -> MadeFrames.grained(MadeFrames.plain(brightness), 6, i)));
  }
}
