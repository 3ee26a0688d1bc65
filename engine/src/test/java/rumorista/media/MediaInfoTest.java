package rumorista.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaInfoTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "mp4, 25, 160, 90, 1.0",
    "mov, 30, 320, 180, 0.5",
    "mkv, 29.97, 128, 96, 1.0",
    "webm, 24, 160, 90, 1.0",
    "avi, 12.5, 160, 90, 0.8",
    "mpg, 25, 160, 96, 1.0",
    "ts, 60, 64, 48, 0.5",
    "mp4, 25, 160, 90, 0.04"
  })
  void tellsWhatAFilmIs(String extension, double rate, int width, int height, double seconds) {
    Path film =
        TestFilms.film(seconds)
            .frameRate(rate)
            .size(width, height)
            .sound(48_000, 1)
            .write(directory.resolve("film." + extension));

    MediaInfo info = MediaInfo.probe(film);

    assertTrue(info.hasPicture());
    assertTrue(info.hasSound());
    assertEquals(width, info.width());
    assertEquals(height, info.height());
    assertEquals(rate, info.frameRate(), 0.02);
    assertEquals(Math.round(seconds * rate) / rate, info.seconds(), 0.002);
  }

  @Test
  void turnsTheSizeOfARotatedFilm() {
    Path film = TestFilms.film(0.2).rotated(90).write(directory.resolve("film.mp4"));

    MediaInfo info = MediaInfo.probe(film);

    assertEquals(90, info.width());
    assertEquals(160, info.height());
    assertFalse(info.hasSound());
  }

  @Test
  void readsToTheEndOfAFilmThatDoesNotSayItsLength() {
    Path film = TestFilms.film(1.2).live().write(directory.resolve("film.mkv"));

    assertEquals(1.2, MediaInfo.probe(film).seconds(), 0.002);
  }

  @Test
  void measuresThePictureNotTheSound() {
    Path longSound = TestFilms.film(1).sound(48_000, 1).soundSeconds(2).write(directory.resolve("long.mkv"));
    Path shortSound = TestFilms.film(1).sound(48_000, 1).soundSeconds(0.3).write(directory.resolve("short.mp4"));
    Path late = TestFilms.film(1).startingAt(1.4).sound(48_000, 1).write(directory.resolve("late.mkv"));

    assertEquals(1, MediaInfo.probe(longSound).seconds(), 0.002);
    assertEquals(1, MediaInfo.probe(shortSound).seconds(), 0.002);
    assertEquals(1, MediaInfo.probe(late).seconds(), 0.002);
  }

  @Test
  void knowsASoundFile() {
    Path sound = TestFilms.writeSound(directory.resolve("tone.flac"), TestFilms.tone(0.5, 48_000, 2, 440, 0.5));

    assertEquals(new MediaInfo(0.5, false, true, 0, 0, 0, "flac"), MediaInfo.probe(sound));
  }

  @Test
  void doesNotTakeACoverForAPicture() {
    Path film = TestFilms.film(0.4).cover().write(directory.resolve("film.mp4"));

    MediaInfo info = MediaInfo.probe(film);

    assertEquals(160, info.width());
    assertEquals(0.4, info.seconds(), 0.001);
  }
}
