package rumorista.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "clip.mp4, clip.sound.mp4",
    "clip.MOV, clip.sound.MOV",
    "my.clip.webm, my.clip.sound.webm",
    "clip.mpg, clip.sound.mkv",
    "clip, clip.sound.mkv",
    ".clip, .clip.sound.mkv",
  })
  void aFilmWithSoundLiesBesideTheFilm(String film, String expected) {
    Outputs outputs = Outputs.plan(folder.resolve(film), null, 1, false);
    assertEquals(List.of(folder.resolve(expected)), outputs.takes());
    assertTrue(outputs.isFilm());
  }

  @Test
  void severalTakesAreNumbered() {
    assertEquals(
        List.of(folder.resolve("clip.take1.mp4"), folder.resolve("clip.take2.mp4")),
        Outputs.plan(folder.resolve("clip.mp4"), null, 2, false).takes());
    Outputs sounds = Outputs.plan(null, folder.resolve("a.b.opus"), 3, false);
    assertEquals(folder.resolve("a.b.take3.opus"), sounds.takes().getLast());
    assertFalse(sounds.isFilm());
  }

  @Test
  void withoutFilmTheSoundLiesInTheWorkingDirectory() {
    Outputs outputs = Outputs.plan(null, null, 1, true);
    assertEquals(List.of(Path.of("rumorista.wav")), outputs.takes());
  }
}
