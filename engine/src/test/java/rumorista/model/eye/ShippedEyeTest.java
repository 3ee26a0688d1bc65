package rumorista.model.eye;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import rumorista.DrawnFilm;
import rumorista.Progress;
import rumorista.Timeline;
import rumorista.measure.Listening;
import rumorista.measure.OnsetAgreement;
import rumorista.render.ProceduralFilm;
import rumorista.render.SceneKind;
import rumorista.render.Score;

/** The weights in the repository: quiet where nothing happens, awake where something does. */
class ShippedEyeTest {
  private static final Eye EYE = Eye.load(Path.of("..", "models", "eye"));
  private static final int WIDTH = EYE.spec().columns();
  private static final int HEIGHT = EYE.spec().rows();
  private static final int PICTURES = 200;
  private static final float QUIET = -30; // dB; an event is loud at -18

  private static Timeline watch(IntFunction<float[]> picture) {
    return EYE.watch(DrawnFilm.of(WIDTH, HEIGHT, PICTURES, picture), Progress.NONE);
  }

  private static float[] noise(long seed, float middle, float spread) {
    Random random = new Random(seed);
    float[] grey = new float[WIDTH * HEIGHT];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = middle + spread * (random.nextFloat() - 0.5f);
    }
    return grey;
  }

  /** A picture with large shapes and fine detail. */
  private static float[] scene(long seed) {
    float[] grey = noise(seed, 0.5f, 0.3f);
    for (int i = 0; i < grey.length; i++) {
      int x = i % WIDTH / 14;
      int y = i / WIDTH / 16;
      grey[i] += 0.3f * (float) Math.sin(seed + x * 1.3 + y * 2.1);
    }
    return grey;
  }

  private static void assertSilent(Timeline timeline) {
    assertEquals(Timeline.SILENCE, timeline.peak(), "loudest");
    assertEquals(0, Listening.onsets(timeline).length, "attacks");
  }

  private static double share(Timeline timeline, float level) {
    int above = 0;
    for (float loudness : timeline.loudness()) {
      above += loudness > level ? 1 : 0;
    }
    return (double) above / timeline.length();
  }

  @Test
  void aBlackFilmIsSilent() {
    assertSilent(watch(i -> new float[WIDTH * HEIGHT]));
  }

  @Test
  void aStaticPictureIsSilent() {
    float[] picture = scene(1);
    assertSilent(watch(i -> picture));
  }

  @Test
  void grainInTheDarkIsNoNoise() {
    Timeline timeline = watch(i -> noise(i, 0.03f, 0.03f));
    assertTrue(timeline.peak() <= QUIET, "loudest " + timeline.peak());
    assertTrue(Listening.onsets(timeline).length <= 1);
  }

  @Test
  void aSlideShowIsQuiet() {
    Timeline timeline = watch(i -> scene(i / 50));
    assertTrue(share(timeline, QUIET) < 0.2, "loud for " + share(timeline, QUIET));
    assertTrue(Listening.onsets(timeline).length <= 3, "three cuts");
  }

  @Test
  void intertitlesAreQuiet() {
    Timeline timeline =
        watch(i -> {
          float[] grey = new float[WIDTH * HEIGHT];
          for (int row = 20; row < 44; row += 6) {
            for (int x = 20; x < 90; x++) {
              boolean letter = (x * 7 + row * 3 + i / 66 * 5) % 3 == 0;
              grey[row * WIDTH + x] = letter ? 0.9f : 0;
            }
          }
          return grey;
        });
    assertTrue(share(timeline, QUIET) < 0.2, "loud for " + share(timeline, QUIET));
    assertTrue(Listening.onsets(timeline).length <= 3, "three titles");
  }

  @Test
  void aScreenRecordingIsSensible() {
    // White page, lines that appear one by one, a pointer that wanders.
    Timeline timeline =
        watch(i -> {
          float[] grey = new float[WIDTH * HEIGHT];
          Arrays.fill(grey, 0.95f);
          for (int row = 6; row < 6 + i / 20 * 4; row += 4) {
            for (int x = 8; x < 8 + 60; x += 1 + row % 3) {
              grey[row * WIDTH + x] = 0.2f;
            }
          }
          int x = 50 + (int) (30 * Math.sin(i * 0.04));
          int y = 30 + (int) (15 * Math.cos(i * 0.05));
          grey[y * WIDTH + x] = 0;
          grey[y * WIDTH + x + 1] = 0;
          return grey;
        });
    assertTrue(Listening.onsets(timeline).length <= 12, "no more attacks than lines");
    assertTrue(timeline.peak() <= Decision.LOUD);
  }

  @Test
  void blowsAreSeen() {
    double[] onsets = {0.8, 1.6, 2.2, 3.3, 4.1};
    float[] level = new float[256];
    for (int i = 0; i < level.length; i++) {
      for (double onset : onsets) {
        double since = i / Score.RATE - onset;
        level[i] = since < 0 ? level[i] : Math.max(level[i], (float) (1 - 3 * since));
      }
    }
    Score score = new Score(5.12, onsets, new float[] {1, 1, 1, 1, 1}, level);
    double sum = 0;
    int films = 0;
    for (SceneKind kind : new SceneKind[] {SceneKind.STRIKE, SceneKind.DROP, SceneKind.COLLIDE}) {
      for (long seed = 1; seed <= 5; seed++) {
        try (ProceduralFilm film = new ProceduralFilm(kind, score, seed, true, WIDTH, HEIGHT)) {
          Timeline seen = EYE.watch(film, Progress.NONE);
          sum += OnsetAgreement.of(onsets, Listening.onsets(seen)).f1();
          films++;
        }
      }
    }
    assertTrue(sum / films > 0.5, "onset F1 " + sum / films);
  }
}
