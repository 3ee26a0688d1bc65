package rumorista.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProceduralFilmTest {
  private static final int WIDTH = 56;
  private static final int HEIGHT = 32;

  private static Score knocks() {
    float[] level = new float[150];
    double[] onsets = {0.6, 1.2, 2, 2.5};
    for (double onset : onsets) {
      for (int i = (int) (onset * 50); i < level.length; i++) {
        level[i] = Math.max(level[i], 1 - (float) (i / 50.0 - onset) * 3);
      }
    }
    return new Score(3, onsets, new float[] {1, 0.7f, 1, 0.5f}, level);
  }

  private static List<float[]> film(@Nullable SceneKind kind, long seed) {
    List<float[]> pictures = new ArrayList<>();
    try (ProceduralFilm film = new ProceduralFilm(kind, knocks(), seed, true, WIDTH, HEIGHT)) {
      for (float[] p = film.readGrey(); p != null; p = film.readGrey()) {
        pictures.add(p.clone());
      }
      assertNull(film.read());
    }
    return pictures;
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsAFunctionOfItsSeedAndMoves(SceneKind kind) {
    double moved = 0;
    for (long seed = 1; seed <= 6; seed++) {
      List<float[]> pictures = film(kind, seed);
      assertEquals(75, pictures.size());
      List<float[]> again = film(kind, seed);
      for (int i = 0; i < pictures.size(); i++) {
        assertArrayEquals(pictures.get(i), again.get(i), "seed %d, picture %d".formatted(seed, i));
        for (float value : pictures.get(i)) {
          assertTrue(value >= 0 && value <= 1, "seed %d: brightness %s".formatted(seed, value));
        }
        moved += i == 0 ? 0 : distance(pictures.get(i - 1), pictures.get(i));
      }
      assertFalse(Arrays.equals(pictures.get(40), film(kind, seed + 100).get(40)));
    }
    assertTrue(moved > 1, "moved by " + moved);
  }

  @Test
  void blowsAreSeenWhenTheyAreHeard() {
    // A ball, over many films: what changes before the contact is more than what changes later.
    double near = 0;
    double far = 0;
    for (long seed = 1; seed <= 20; seed++) {
      List<float[]> pictures = film(SceneKind.DROP, seed);
      near += distance(pictures.get(28), pictures.get(29)); // of the fall that ends at 1.2 s
      far += distance(pictures.get(40), pictures.get(41));
    }
    assertTrue(near > 1.3 * far, near + " beside " + far);
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]) / a.length;
    }
    return sum;
  }
}
