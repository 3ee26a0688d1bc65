package rumorista.model.eye;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.DrawnFilm;
import rumorista.NativeObjects;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.Timeline;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class EyeTest {
  private static final EyeSpec SPEC = TinyEye.SPEC;

  @TempDir private Path folder;

  private static DrawnFilm film(int pictures) {
    return DrawnFilm.of(
        SPEC.columns(),
        SPEC.rows(),
        pictures,
        number -> {
          float[] grey = new float[SPEC.columns() * SPEC.rows()];
          for (int i = 0; i < grey.length; i++) {
            grey[i] = 0.5f + 0.4f * (float) Math.sin(0.3 * i + 0.5 * number);
          }
          return grey;
        });
  }

  @ParameterizedTest(name = "{0} pictures")
  @ValueSource(ints = {1, 2, 31, 32, 33, 48, 200})
  void everyInstantIsSeenOnce(int pictures) throws IOException {
    Eye eye = Eye.load(TinyEye.write(folder));
    Timeline timeline = eye.watch(film(pictures), Progress.NONE);
    assertEquals(2 * pictures, timeline.length());
    assertEquals(pictures / 25.0, timeline.seconds(), 1e-9);
  }

  @Test
  void windowsTellEveryPictureInOrderWithPicturesAround() {
    List<Integer> lengths = new ArrayList<>();
    // A network that tells the brightness of each picture, which is its number.
    Window window =
        new Window(
            SPEC,
            pictures -> {
              int size = SPEC.columns() * SPEC.rows();
              int frames = pictures.length / size;
              lengths.add(frames);
              float[] told = new float[2 * frames];
              for (int i = 0; i < told.length; i++) {
                told[i] = pictures[i / 2 * size];
              }
              return new float[][] {told, told};
            });
    for (int i = 0; i < 150; i++) {
      byte[] picture = new byte[3 * SPEC.columns() * SPEC.rows()];
      java.util.Arrays.fill(picture, (byte) i);
      window.add(picture);
    }
    Impression seen = window.finish();
    for (int i = 0; i < 300; i++) {
      int frame = i / 2;
      assertEquals(frame, 255 * seen.level()[i], 0.01);
    }
    assertTrue(lengths.stream().allMatch(n -> n >= 16 && n <= 32), lengths.toString());
  }

  @Test
  void whatIsSeenDoesNotDependOnExposure() {
    float[] pictures = new float[4 * SPEC.columns() * SPEC.rows()];
    float[] brighter = new float[pictures.length];
    int size = SPEC.columns() * SPEC.rows();
    for (int i = 0; i < pictures.length; i++) {
      boolean spot = i % size == i / size; // it moves by a pixel a picture
      pictures[i] = spot ? 0.8f : 0.3f + 0.2f * (float) Math.sin(0.7 * (i % size));
      brighter[i] = pictures[i] + 0.2f;
    }
    assertArrayEquals(input(pictures), input(brighter), 1e-4f);
  }

  @Test
  void whatMovesAsAWholeIsNoDifference() {
    int frames = 6;
    float[] still = new float[frames * SPEC.columns() * SPEC.rows()];
    float[] woven = new float[still.length];
    float[] gains = {1, 1.2f, 0.9f, 1.1f, 0.8f, 1};
    float[] dx = {0, 0.7f, -0.4f, 1.1f, 0.2f, 0};
    for (int i = 0; i < still.length; i++) {
      int frame = i / (SPEC.columns() * SPEC.rows());
      int row = i / SPEC.columns() % SPEC.rows();
      int column = i % SPEC.columns();
      still[i] = surface(column, row);
      woven[i] = gains[frame] * surface(column - dx[frame], row - 0.5f * dx[frame]);
    }
    assertEquals(0, differences(still), 1e-6);
    assertTrue(differences(woven) < 0.1, differences(woven) + " are left");
  }

  private static float surface(float x, float y) {
    return 0.5f + 0.15f * (float) Math.sin(0.5 * x + 0.2 * y) + 0.15f * (float) Math.cos(0.4 * y);
  }

  private static float[] input(float[] pictures) {
    try (TensorScope scope = new TensorScope()) {
      return TensorData.floats(EyeInput.of(pictures, SPEC));
    }
  }

  /** The mean of all that is not the picture itself. */
  private static double differences(float[] pictures) {
    float[] input = input(pictures);
    double sum = 0;
    for (int i = 0; i < input.length; i++) {
      sum += i % EyeInput.VALUES < 16 ? 0 : Math.abs(input[i]);
    }
    return sum / (input.length * 0.75);
  }

  @Test
  void whatIsDifferentBeforeAndAfterStandsInItsSquare() {
    int size = SPEC.columns() * SPEC.rows();
    float[] pictures = new float[3 * size];
    int pixel = 5 * SPEC.columns() + 6; // square 1 of row 1, second row and third column in it
    pictures[size + pixel] = 1;
    float[] input = input(pictures);
    int squares = EyeInput.squares(SPEC);
    int at = (squares + SPEC.columns() / 4 + 1) * EyeInput.VALUES + 1 * 4 + 2;
    assertTrue(input[at + 16] > 0.5, "brighter than before");
    assertTrue(input[at + 32] < -0.5, "darker afterwards");
    assertEquals(0, input[at + 48], 1e-6, "the same before and after");
    assertEquals(0, input[at + 16 + 1], 1e-6, "nothing beside it");
  }

  @Test
  void nothingNativeIsLeftBehind() throws IOException {
    Eye eye = Eye.load(TinyEye.write(folder));
    eye.watch(film(100), Progress.NONE);
    long before = NativeObjects.settled();
    for (int i = 0; i < 3; i++) {
      eye.watch(film(100), Progress.NONE);
    }
    NativeObjects.assertNoMoreThan(before);
  }

  @Test
  void aBrokenEyeSaysWhatIsWrong() throws IOException {
    Path none = folder.resolve("none");
    assertMessage(none, "no model.json there");
    Path eye = TinyEye.write(folder.resolve("eye"));
    Files.delete(eye.resolve(Eye.WEIGHTS));
    assertMessage(eye, "no such file");
    Eye.write(eye, EyeSpec.standard());
    Path other = TinyEye.write(folder.resolve("other"));
    Files.copy(other.resolve(Eye.WEIGHTS), eye.resolve(Eye.WEIGHTS));
    assertMessage(eye, "the model wants");
  }

  private static void assertMessage(Path eye, String part) {
    RumoristaException error = assertThrows(RumoristaException.class, () -> Eye.load(eye));
    assertEquals(RumoristaException.Kind.BAD_MODEL, error.kind());
    assertTrue(String.valueOf(error.getMessage()).contains(part), error.getMessage());
  }
}
