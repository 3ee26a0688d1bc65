package rumorista.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Passage;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.train.scenes.SceneFilm;
import rumorista.vision.Box;
import rumorista.vision.Detection;
import rumorista.vision.Detector;

class OnlookerTest {
  private static final SceneHead SCENES = SceneHead.load(Path.of("../models/scenes"));

  /** Sees a dog wherever the picture is bright. */
  private static final class BrightDogs implements Detector {
    @Override
    public List<Detection> detect(byte[] rgb, int width, int height) {
      long sum = 0;
      for (byte value : rgb) {
        sum += value & 0xff;
      }
      boolean bright = sum > 110L * rgb.length;
      return bright ? List.of(new Detection("dog", 0.8, new Box(0.2, 0.2, 0.8, 0.8))) : List.of();
    }

    @Override
    public Set<String> labels() {
      return Set.of("dog");
    }

    @Override
    public void close() {}
  }

  private static Sight look(int count, IntFunction<byte[]> painter, @Nullable Describer describer) {
    Eyes eyes = new Eyes(List.of(new BrightDogs()), null, SCENES, describer, Words.read(null));
    return new Onlooker(eyes).look(new MadeFrames(count, painter), Progress.NONE);
  }

  private static byte[] twoShots(int i) {
    return MadeFrames.scene(i < 75 ? 11 : 12, 3.0 * i, i < 75 ? 1.1 : 0.4);
  }

  @Test
  void everyShotHasItsOwnWords() {
    Sight sight = look(150, OnlookerTest::twoShots, null);
    assertEquals(2, sight.shots().size());
    assertEquals("a dog barking", sight.shots().getFirst().words());
    assertEquals("", sight.shots().getLast().words());
    assertEquals(3, sight.shots().getLast().start(), 1e-9);
    assertEquals(6, sight.seconds(), 1e-9);
    Prompt asked = new Prompt("wind", "music");
    assertEquals(
        List.of(
            new Passage(0, 3, new Prompt("wind, a dog barking", "music")),
            new Passage(3, 6, new Prompt("wind", "music"))),
        sight.passages(asked, See.ADD));
    assertEquals(List.of(new Passage(0, 6, asked)), sight.passages(asked, See.OFF));
    assertEquals("a dog barking", sight.passages(asked, See.REPLACE).getFirst().prompt().text());
  }

  @Test
  void aPhotographMakesNoSoundWhateverIsInIt() {
    Sight sight = look(100, i -> MadeFrames.scene(11, 0, 1.1), null);
    assertEquals("dog", sight.shots().getFirst().things().getFirst().name());
    assertEquals(List.of(), sight.words());
  }

  @ParameterizedTest(name = "brightness {0}")
  @ValueSource(ints = {0, 20})
  void blackIsSilent(int brightness) {
    Sight sight = look(100, i -> MadeFrames.grained(MadeFrames.plain(brightness), 3, i), null);
    assertEquals(List.of(), sight.words());
    assertEquals(1, sight.shots().size());
  }

  @ParameterizedTest(name = "black for {0} pictures")
  @ValueSource(ints = {12, 26, 40, 80})
  void aFilmGoesOnAfterBlackOfAnyLength(int black) {
    Sight sight =
        look(
            230,
            i ->
                i < 115 || i >= 115 + black
                    ? MadeFrames.scene(i < 115 ? 11 : 12, 3.0 * i, 1.1)
                    : MadeFrames.plain(0),
            null);
    assertEquals(black > 25 ? 3 : 2, sight.shots().size());
    assertEquals("a dog barking", sight.shots().getFirst().words());
    assertEquals("a dog barking", sight.shots().getLast().words());
  }

  @Test
  void slidesAreShotsWithoutSound() {
    Sight sight = look(200, i -> MadeFrames.scene(50 + i / 50, 0, 0.7), null);
    assertEquals(4, sight.shots().size());
    assertEquals(List.of(), sight.words());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 4, 5, 6, 7, 8})
  void whatIsNoSceneIsNone(long seed) { // text, objects, flicker and old film among them
    List<byte[]> film = SceneFilm.render("nothing", false, 900_000_000 + seed);
    Sight sight = look(75, i -> film.get(i % 25), null);
    assertEquals(
        List.of(), sight.words().stream().filter(words -> !words.contains("dog")).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fire", "waves", "leaves"})
  void scenesAreNamed(String scene) {
    int named = 0;
    for (long seed = 1; seed <= 6; seed++) {
      List<byte[]> film = SceneFilm.render(scene, false, 910_000_000 + seed);
      Sight sight = look(25, film::get, null);
      named +=
          sight.shots().stream()
                  .flatMap(shot -> shot.things().stream())
                  .anyMatch(t -> t.name().equals(scene))
              ? 1
              : 0;
    }
    assertTrue(named >= 4, scene + " was named " + named + " times of 6");
  }

  @Test
  void whoDescribesIsAskedOnceAShot() {
    int[] asked = new int[1];
    Describer describer =
        new Describer() {
          @Override
          public String describe(byte[] rgb, int width, int height) {
            return asked[0]++ == 0 ? "a clock ticking" : "";
          }

          @Override
          public void close() {}
        };
    Sight sight = look(150, OnlookerTest::twoShots, describer);
    assertEquals(2, asked[0]);
    assertEquals("a clock ticking", sight.shots().getFirst().words());
    assertEquals("", sight.shots().getLast().words());
  }

  @Test
  void theShortestFilmIsAShot() {
    Sight sight = look(1, i -> MadeFrames.scene(1, 0, 1), null);
    assertEquals(1, sight.shots().size());
    assertEquals(0.04, sight.shots().getFirst().end(), 1e-9);
  }
}
