package rumorista.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rumorista.DrawnFilm;

class DegradationTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 36;

  /** Coloured stripes that move by a pixel a picture. */
  private static float[][] picture(int number) {
    float[][] planes = new float[3][WIDTH * HEIGHT];
    for (int p = 0; p < 3; p++) {
      for (int i = 0; i < planes[p].length; i++) {
        int x = (i % WIDTH + number) % 16;
        planes[p][i] = 0.5f + 0.3f * (float) Math.sin(2 * Math.PI * x / 16 + p);
      }
    }
    return planes;
  }

  private static double damage(Degradation kind, Degradation.Strength strength) {
    Wear wear = kind.of(strength, 3);
    double sum = 0;
    for (int i = 0; i < 50; i++) {
      float[][] before = picture(i);
      float[][] after = picture(i);
      wear.apply(after, WIDTH, HEIGHT, i / 25.0);
      for (int p = 0; p < 3; p++) {
        for (int j = 0; j < before[p].length; j++) {
          assertTrue(Float.isFinite(after[p][j]));
          sum += Math.abs(after[p][j] - before[p][j]);
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void strongerIsWorse(Degradation kind) {
    double weak = damage(kind, Degradation.Strength.WEAK);
    double middle = damage(kind, Degradation.Strength.MIDDLE);
    double strong = damage(kind, Degradation.Strength.STRONG);
    assertTrue(weak > 0, "weak does something");
    assertTrue(weak < middle && middle < strong, "%s, %s, %s".formatted(weak, middle, strong));
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedWearsAlike(Degradation kind) {
    float[][] one = picture(0);
    float[][] other = picture(0);
    kind.of(Degradation.Strength.STRONG, 9).apply(one, WIDTH, HEIGHT, 0);
    kind.of(Degradation.Strength.STRONG, 9).apply(other, WIDTH, HEIGHT, 0);
    for (int p = 0; p < 3; p++) {
      assertArrayEquals(one[p], other[p]);
    }
  }

  @Test
  void twelvePicturesASecondAreTwelve() {
    assertEquals(12, distinct(Degradation.LOW_RATE));
    assertEquals(16, distinct(Degradation.PULL_DOWN), 1);
  }

  private static int distinct(Degradation kind) {
    Wear wear = kind.of(Degradation.Strength.MIDDLE, 1);
    float[] last = new float[0];
    int distinct = 0;
    for (int i = 0; i < 25; i++) {
      float[][] planes = picture(i);
      wear.apply(planes, WIDTH, HEIGHT, i / 25.0);
      distinct += Arrays.equals(planes[0], last) ? 0 : 1;
      last = planes[0];
    }
    return distinct;
  }

  @Test
  void blackAndWhiteHasNoColour() {
    float[][] planes = picture(0);
    Degradation.BLACK_AND_WHITE.of(Degradation.Strength.WEAK, 1).apply(planes, WIDTH, HEIGHT, 0);
    assertArrayEquals(planes[0], planes[1]);
    assertArrayEquals(planes[0], planes[2]);
  }

  @Test
  void aWornFilmIsSmallerAndAsLong() {
    DrawnFilm film = DrawnFilm.of(WIDTH, HEIGHT, 5, i -> picture(i)[0]);
    Wear nothing = (planes, width, height, time) -> {};
    try (WornFilm worn = new WornFilm(film, nothing, 2)) {
      assertEquals(WIDTH / 2, worn.width());
      byte[] first = java.util.Objects.requireNonNull(worn.read());
      float[] fine = picture(0)[0];
      float mean = (fine[0] + fine[1] + fine[WIDTH] + fine[WIDTH + 1]) / 4;
      assertEquals(255 * mean, first[0] & 0xff, 1);
      int count = 1;
      while (worn.read() != null) {
        count++;
      }
      assertEquals(5, count);
    }
  }
}
