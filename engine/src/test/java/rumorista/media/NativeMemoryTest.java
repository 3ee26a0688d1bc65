package rumorista.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.NativeObjects;
import rumorista.RumoristaException;
import rumorista.SoundInParts;
import rumorista.SoundStream;
import rumorista.Waveform;

class NativeMemoryTest {
  private static final long ALLOWED_BYTES = 24L << 20; // Java's own heap and the allocator breathe.

  @TempDir Path directory;

  @Test
  void openingAndClosingLeavesNothing() {
    Path film =
        TestFilms.film(0.4).size(320, 180).sound(48_000, 2).write(directory.resolve("film.mp4"));
    Path output = directory.resolve("out.mp4");
    assertFlat(() -> {
      MediaInfo.probe(film);
      try (VideoReader reader = VideoReader.open(film, 25, 96, 54)) {
        reader.read();
      }
      AudioReader.readAll(film, 22_050, 1);
      Waveform tone = TestFilms.tone(0.4, 22_050, 1, 440, 0.5);
      SoundWriter.write(SoundStream.of(tone), directory.resolve("tone.opus"));
      Muxer.mux(film, SoundStream.of(tone), output, Muxer.SourceAudio.MIX);
    });
  }

  @Test
  void failingLeavesNothing() throws IOException {
    Path text = Files.writeString(directory.resolve("text.mp4"), "no film");
    Path film = TestFilms.film(0.2).write(directory.resolve("film.mp4"));
    Path sound =
        TestFilms.writeSound(
            directory.resolve("tone.wav"), TestFilms.tone(0.2, 48_000, 1, 440, 0.5));
    Waveform tone = TestFilms.tone(0.2, 48_000, 1, 440, 0.5);
    assertFlat(() -> {
      assertThrows(RumoristaException.class, () -> VideoReader.open(text, 25, 96, 54));
      assertThrows(RumoristaException.class, () -> VideoReader.open(sound, 25, 96, 54));
      assertThrows(RumoristaException.class, () -> AudioReader.open(film, 48_000, 1));
      assertThrows(
          RuntimeException.class, () -> mux(film, new SoundInParts(tone, 1_000, -1), "out.mp4"));
      assertThrows(RumoristaException.class, () -> mux(film, SoundStream.of(tone), "out.webm"));
    });
  }

  @Test
  void aLongFilmTakesNoMoreThanAShort() {
    Path film = TestFilms.film(60).size(64, 36).codec("mpeg4").write(directory.resolve("film.mp4"));
    VideoReader warm = VideoReader.open(film, 25, 96, 54);
    for (int i = 0; i < 200; i++) {
      warm.read();
    }
    long before = Pointer.physicalBytes();
    while (warm.read() != null) {
      // Only the memory is of interest.
    }
    long after = Pointer.physicalBytes();
    warm.close();
    assertTrue(after - before < ALLOWED_BYTES * 2, (after - before) + " bytes more");
  }

  private void mux(Path film, SoundStream sound, String output) {
    Muxer.mux(film, sound, directory.resolve(output), Muxer.SourceAudio.REPLACE);
  }

  private static void assertFlat(Runnable work) {
    for (int i = 0; i < 5; i++) {
      work.run();
    }
    long objects = NativeObjects.settled();
    long bytes = Pointer.physicalBytes();
    for (int i = 0; i < 25; i++) {
      work.run();
    }
    assertEquals((double) objects, (double) Pointer.totalCount(), 3, "native objects");
    assertTrue(
        Pointer.physicalBytes() - bytes < ALLOWED_BYTES,
        (Pointer.physicalBytes() - bytes) + " bytes more");
  }
}
