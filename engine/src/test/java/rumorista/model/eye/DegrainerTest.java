package rumorista.model.eye;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DegrainerTest {
  private static final int WIDTH = 112;
  private static final int HEIGHT = 64;
  private static final int FRAMES = 12;

  /** A striped picture with something that crosses it, and grain. */
  private static float[] film(double grain) {
    SplittableRandom random = new SplittableRandom(1);
    float[] pictures = new float[FRAMES * WIDTH * HEIGHT];
    for (int i = 0; i < pictures.length; i++) {
      int column = i % WIDTH;
      int frame = i / (WIDTH * HEIGHT);
      boolean thing = Math.abs(column - 8 * frame) < 6;
      double stripes = column / 4 % 2 == 0 ? 0.3 : 0.6;
      pictures[i] = (float) ((thing ? 0.9 : stripes) + grain * random.nextGaussian());
    }
    return pictures;
  }

  @ParameterizedTest(name = "grain of {0}")
  @ValueSource(doubles = {0.004, 0.016, 0.032})
  void grainIsMeasuredWhateverStandsOrMovesBehindIt(double grain) {
    assertEquals(grain, Degrainer.noise(film(grain), WIDTH, HEIGHT), 0.15 * grain);
  }

  @Test
  void grainBecomesLess() {
    float[] clean = film(0);
    float[] grainy = film(0.03);
    float[] before = grainy.clone();
    float[] found = Degrainer.of(grainy, WIDTH, HEIGHT);
    double noise = Degrainer.noise(found, WIDTH, HEIGHT);
    assertTrue(noise < 0.003, "left of 0.03: " + noise);
    // In the middle of the broad thing nothing but grain was to be taken away.
    double wrong = 0;
    for (int row = 8; row < HEIGHT - 8; row++) {
      int at = 6 * WIDTH * HEIGHT + row * WIDTH + 48;
      assertEquals(0.9, clean[at], 1e-6);
      wrong = Math.max(wrong, Math.abs(found[at] - clean[at]));
    }
    assertTrue(wrong < 0.06, "furthest from the clean picture: " + wrong);
    assertEquals(before[5], grainy[5], "what was given is left as it was");
  }

  @Test
  void cleanFilmsAndSinglePicturesStayAsTheyAre() {
    float[] clean = film(0.002);
    assertSame(clean, Degrainer.of(clean, WIDTH, HEIGHT));
    float[] one = new float[WIDTH * HEIGHT];
    assertSame(one, Degrainer.of(one, WIDTH, HEIGHT));
  }
}
