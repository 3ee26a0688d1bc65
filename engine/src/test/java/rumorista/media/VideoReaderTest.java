package rumorista.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoReaderTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0}: {1} pictures a second read at {2}")
  @CsvSource({
    "mp4, 25, 25", "mp4, 30, 25", "mov, 60, 25", "mp4, 10, 25", "mkv, 24, 25", "mkv, 29.97, 29.97", "webm, 50, 8",
    "avi, 25, 30", "mpg, 25, 50", "ts, 30, 12.5", "m4v, 25, 1"
  })
  void showsWhatAViewerSees(String extension, double filmRate, double readRate) {
    Path film = TestFilms.film(1).frameRate(filmRate).write(directory.resolve("film." + extension));
    int frames = (int) Math.round(filmRate);

    List<byte[]> pictures = read(film, readRate, 16, 10);

    assertEquals(Math.ceil(frames / filmRate * readRate - 1e-6), pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      int frame = Math.min(frames - 1, (int) Math.floor(i / readRate * filmRate + 0.02));
      assertLevel(TestFilms.level(frame), pictures.get(i), i);
    }
  }

  @ParameterizedTest
  @CsvSource({"160, 90, 96, 54", "97, 55, 96, 54", "64, 64, 13, 7", "32, 18, 96, 54", "1280, 720, 96, 54"})
  void scalesToAnySize(int width, int height, int toWidth, int toHeight) {
    Path film = TestFilms.film(0.12).size(width, height).codec("mpeg4").write(directory.resolve("film.mp4"));

    List<byte[]> pictures = read(film, 25, toWidth, toHeight);

    assertEquals(3, pictures.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(3 * toWidth * toHeight, pictures.get(i).length);
      assertLevel(TestFilms.level(i), pictures.get(i), i);
      assertRed(pictures.get(i), 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "90, 1, 0", "180, 1, 1", "270, 0, 1"})
  void turnsThePicture(int degrees, int redRight, int redBelow) {
    Path film = TestFilms.film(0.08).rotated(degrees).write(directory.resolve("film.mp4"));
    int width = 20;
    int height = 12;

    byte[] picture = read(film, 25, width, height).getFirst();

    int x = redRight == 1 ? width - 2 : 1;
    int y = redBelow == 1 ? height - 2 : 1;
    assertRed(picture, 3 * (y * width + x));
    assertGrey(picture, 3 * ((height - 1 - y) * width + width - 1 - x), TestFilms.level(0));
    assertGrey(picture, 3 * (y * width + width - 1 - x), TestFilms.level(0));
  }

  @ParameterizedTest
  @CsvSource({"mp4", "mkv", "ts"})
  void holdsAPictureUntilTheNext(String extension) {
    TestFilms recipe = TestFilms.film(1.2).variableRate();
    Path film = recipe.write(directory.resolve("film." + extension));

    List<byte[]> pictures = read(film, 25, 16, 10);

    assertEquals(recipe.has(29) ? 30 : 29, pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      assertLevel(TestFilms.level(recipe.has(i) ? i : i - 1), pictures.get(i), i);
    }
  }

  @ParameterizedTest
  @CsvSource({"mp4, 0", "mkv, 1.4", "ts, 600", "avi, 0"})
  void countsFromThePicturesStartAndInTheOrderShown(String extension, double start) {
    Path film = TestFilms.film(0.8).betweenFrames(2).startingAt(start).write(directory.resolve("film." + extension));

    List<byte[]> pictures = read(film, 25, 16, 10);

    assertEquals(20, pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      assertLevel(TestFilms.level(i), pictures.get(i), i);
    }
  }

  @Test
  void readsAFilmOfOnePicture() {
    Path film = TestFilms.film(0.04).write(directory.resolve("film.mp4"));

    assertEquals(1, read(film, 25, 16, 10).size());
    assertEquals(1, read(film, 5, 16, 10).size());
    assertEquals(4, read(film, 100, 16, 10).size());
  }

  @Test
  void saysItsLength() {
    Path film = TestFilms.film(0.4).write(directory.resolve("film.mp4"));
    Path live = TestFilms.film(0.4).live().write(directory.resolve("film.mkv"));

    try (VideoReader reader = VideoReader.open(film, 25, 16, 10);
        VideoReader liveReader = VideoReader.open(live, 25, 16, 10)) {
      assertEquals(0.4, reader.seconds(), 1e-3);
      assertTrue(Double.isNaN(liveReader.seconds()));
    }
    assertEquals(10, read(live, 25, 16, 10).size());
  }

  @Test
  void seesAFlashAtItsTime() {
    Path film = TestFilms.film(1).flashes(0.48).sound(48_000, 1).write(directory.resolve("film.mp4"));

    List<byte[]> pictures = read(film, 25, 16, 10);

    for (int i = 0; i < pictures.size(); i++) {
      assertLevel(i == 12 || i == 13 ? 255 : 30, pictures.get(i), i);
    }
  }

  private static List<byte[]> read(Path film, double rate, int width, int height) {
    List<byte[]> pictures = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(film, rate, width, height)) {
      for (byte[] picture = reader.read(); picture != null; picture = reader.read()) {
        pictures.add(picture);
      }
      assertNull(reader.read());
    }
    return pictures;
  }

  private static void assertLevel(int level, byte[] picture, int index) {
    assertEquals(level, picture[picture.length - 2] & 255, 6, "grey of picture " + index);
  }

  private static void assertGrey(byte[] picture, int offset, int level) {
    for (int i = 0; i < 3; i++) {
      assertEquals(level, picture[offset + i] & 255, 8);
    }
  }

  private static void assertRed(byte[] picture, int offset) {
    assertTrue((picture[offset] & 255) > 200 && (picture[offset + 2] & 255) < 60, "not red");
  }
}
