package rumorista.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.DrawnFilm;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;

class FilmWriterTest {
  @TempDir private Path folder;

  private static DrawnFilm counting(int width, int pictures) {
    return DrawnFilm.of(
        width,
        48,
        pictures,
        number -> {
          float[] grey = new float[width * 48];
          Arrays.fill(grey, 0.1f + 0.8f * (number / 5 % 5) / 5);
          return grey;
        });
  }

  @Test
  void whatIsWrittenCanBeReadAgain() {
    Path file = folder.resolve("film.mp4");
    Waveform tone = TestFilms.tone(1, 32_000, 1, 440, 0.25);
    FilmWriter.write(counting(64, 50), SoundStream.of(tone), file);
    MediaInfo info = MediaInfo.probe(file);
    assertEquals(2, info.seconds(), 0.05);
    try (VideoReader frames = VideoReader.open(file, 25, 64, 48)) {
      for (int i = 0; i < 50; i++) {
        byte[] picture = Objects.requireNonNull(frames.read(), "picture " + i);
        double wanted = 255 * (0.1 + 0.8 * (i / 5 % 5) / 5);
        assertEquals(wanted, picture[3 * 1000] & 0xff, 8, "picture " + i);
      }
    }
    float[] heard = AudioReader.readAll(file, 32_000, 1).samples()[0];
    assertTrue(loudest(heard, 8_000, 24_000) > 0.2, "the tone");
    assertTrue(loudest(heard, 40_000, 60_000) < 0.01, "and silence to the end of the film");
  }

  private static float loudest(float[] samples, int from, int to) {
    float loudest = 0;
    for (int i = from; i < to; i++) {
      loudest = Math.max(loudest, Math.abs(samples[i]));
    }
    return loudest;
  }

  @Test
  void oddSizesAreRefused() {
    Waveform tone = TestFilms.tone(1, 32_000, 1, 440, 0.25);
    RumoristaException error =
        assertThrows(
            RumoristaException.class,
            () ->
                FilmWriter.write(counting(63, 2), SoundStream.of(tone), folder.resolve("odd.mp4")));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
  }
}
