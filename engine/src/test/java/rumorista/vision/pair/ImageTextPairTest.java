package rumorista.vision.pair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.look.Words;
import rumorista.look.ZeroShot;

class ImageTextPairTest {
  @TempDir Path folder;

  private static byte[] colour(int width, int height, int red, int green, int blue) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) red;
      rgb[i + 1] = (byte) green;
      rgb[i + 2] = (byte) blue;
    }
    return rgb;
  }

  @Test
  void picturesAndWordsMeet() throws IOException {
    try (ImageTextPair pair = ImageTextPair.open(TinyPair.write(folder))) {
      float third = (float) Math.sqrt(1 / 3.0);
      float[] red = pair.image(colour(40, 20, 255, 0, 0), 40, 20);
      assertArrayEquals(new float[] {third, -third, -third}, red, 1e-4f);
      assertArrayEquals(red, pair.text("fire"), 1e-4f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "250,20,20,a fire crackling",
    "20,240,20,leaves rustling in the wind",
    "10,10,250,rain falling",
    "20,20,20,''",
    "110,110,110,''"
  })
  void whatStandsOutIsSaid(int red, int green, int blue, String words) throws IOException {
    try (ZeroShot eyes = ZeroShot.open(TinyPair.write(folder), Words.read(null))) {
      assertEquals(words, eyes.describe(colour(64, 36, red, green, blue), 64, 36));
    }
  }

  @Test
  void theMiddleIsCroppedAndScalingKeepsMeans() throws IOException {
    Preprocessing preprocessing =
        Preprocessing.read(TinyPair.write(folder).resolve(ImageTextPair.PREPROCESSING));
    byte[] picture = colour(48, 16, 255, 255, 255);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 48; x++) {
        boolean middle = x >= 14 && x < 34;
        picture[3 * (y * 48 + x)] = (byte) (middle ? 64 : 255);
      }
    }
    float[] seen = preprocessing.apply(picture, 48, 16); // the middle 16 of 48 pixels
    assertEquals(3 * 64, seen.length);
    assertEquals((64 / 255f - 0.5f) / 0.5f, seen[3 * 8 + 4], 1e-4f);
    assertEquals(1, seen[64], 1e-4f);
    Resampling enlarged = new Resampling(5, 13, false);
    assertArrayEquals(
        new float[] {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7},
        enlarged.rows(new float[] {7, 7, 7, 7, 7}, 1),
        1e-5f);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ImageTextPair.IMAGE,
        ImageTextPair.TEXT,
        ImageTextPair.TOKENIZER,
        ImageTextPair.PREPROCESSING
      })
  void whatIsMissingOrBrokenIsNamed(String name) throws IOException {
    TinyPair.write(folder);
    Files.writeString(folder.resolve(name), "{ broken");
    RumoristaException broken =
        assertThrows(RumoristaException.class, () -> ImageTextPair.open(folder));
    assertEquals(RumoristaException.Kind.BAD_MODEL, broken.kind());
    assertTrue(broken.getMessage().contains(name), broken.getMessage());
    Files.delete(folder.resolve(name));
    RumoristaException missing =
        assertThrows(RumoristaException.class, () -> ImageTextPair.open(folder));
    assertTrue(missing.getMessage().contains(name + " is missing"), missing.getMessage());
  }
}
