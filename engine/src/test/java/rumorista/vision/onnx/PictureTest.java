package rumorista.vision.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.vision.Box;

class PictureTest {
  @Test
  void itsOwnSizeIsCopied() {
    byte[] rgb = noise(5, 4, 1);
    float[] planes = new Picture(rgb, 5, 4).planes(Box.WHOLE, 5, 4, 0, 255);
    for (int i = 0; i < 20; i++) {
      for (int c = 0; c < 3; c++) {
        assertEquals(rgb[3 * i + c] & 0xFF, planes[20 * c + i], 1e-3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, 101})
  void aPlainPictureStaysPlain(int side) {
    byte[] rgb = new byte[3 * 13 * 9];
    java.util.Arrays.fill(rgb, (byte) 51);
    float[] planes =
        new Picture(rgb, 13, 9).planes(new Box(0.2, 0.3, 0.7, 0.95), side, side, -1, 1);
    float[] expected = new float[3 * side * side];
    java.util.Arrays.fill(expected, -0.6f);
    assertArrayEquals(expected, planes, 1e-5f);
  }

  @Test
  void shrinkingKeepsTheMean() {
    byte[] rgb = noise(120, 80, 2);
    float[] planes = new Picture(rgb, 120, 80).planes(Box.WHOLE, 6, 4, 0, 255);
    double mean = 0;
    for (int i = 0; i < 120 * 80; i++) {
      mean += (rgb[3 * i] & 0xFF) / 9600.0;
    }
    double shrunk = 0;
    for (int i = 0; i < 24; i++) {
      shrunk += planes[i] / 24.0;
    }
    assertEquals(mean, shrunk, 2);
  }

  @Test
  void aPartIsThatPart() {
    byte[] rgb = new byte[3 * 4 * 4];
    rgb[3 * (2 * 4 + 3)] = (byte) 255; // red at column 3, row 2
    float[] planes = new Picture(rgb, 4, 4).planes(new Box(0.75, 0.5, 1, 0.75), 1, 1, 0, 1);
    assertArrayEquals(new float[] {1, 0, 0}, planes, 1e-3f);
  }

  @Test
  void theSquareAroundAWidePictureHasBlackBars() {
    byte[] rgb = new byte[3 * 40 * 20];
    java.util.Arrays.fill(rgb, (byte) 255);
    Picture picture = new Picture(rgb, 40, 20);
    List<Square> squares = Square.of(picture, 1.25);
    assertEquals(3, squares.size());
    float[] planes = squares.getFirst().planes(picture, 8, -1, 1);
    for (int y = 0; y < 8; y++) {
      assertEquals(y >= 2 && y < 6 ? 1 : -1, planes[8 * y + 3], 1e-5, "row " + y);
    }
    Box middle = squares.getFirst().box(picture, 0.25, 0.5, 0.75, 0.75);
    assertEquals(new Box(0.25, 0.5, 0.75, 1), middle);
  }

  private static byte[] noise(int width, int height, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new Random(seed).nextBytes(rgb);
    return rgb;
  }
}
