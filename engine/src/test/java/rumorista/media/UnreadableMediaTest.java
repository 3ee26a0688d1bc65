package rumorista.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;

class UnreadableMediaTest {
  @TempDir Path directory;

  private final List<Consumer<Path>> readers =
      List.of(
          MediaInfo::probe,
          path -> VideoReader.open(path, 25, 16, 10).close(),
          path -> AudioReader.readAll(path, 48_000, 1),
          this::mux);

  private void mux(Path film) {
    Muxer.mux(
        film,
        SoundStream.of(Waveform.mono(new float[480], 48_000)),
        directory.resolve("out.mp4"),
        Muxer.SourceAudio.REPLACE);
  }

  @Test
  void isNotThere() {
    assertUnreadable(directory.resolve("none.mp4"), readers, "no such file");
  }

  @Test
  void isADirectory() {
    assertUnreadable(directory, readers, "a directory");
  }

  @Test
  void isEmpty() throws IOException {
    assertUnreadable(Files.createFile(directory.resolve("empty.mp4")), readers, "0 bytes");
  }

  @Test
  void isText() throws IOException {
    for (String name : List.of("text.mp4", "text.txt", "text.wav", "text.nfo")) {
      assertUnreadable(Files.writeString(directory.resolve(name), "Once upon a time.\n".repeat(500)), readers);
    }
  }

  @Test
  void isNoise() throws IOException {
    byte[] noise = new byte[50_000];
    new SplittableRandom(1).nextBytes(noise);
    assertUnreadable(Files.write(directory.resolve("noise.mkv"), noise), readers);
  }

  @Test
  void isAPlaylistOfOtherFiles() throws IOException {
    TestFilms.film(0.2).write(directory.resolve("film.ts"));
    Path concat = directory.resolve("list.mp4");
    Files.writeString(concat, "ffconcat version 1.0\nfile film.ts\n");
    Path live = directory.resolve("list.m3u8");
    Files.writeString(live, "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.2,\nfilm.ts\n#EXT-X-ENDLIST\n");

    assertUnreadable(concat, readers);
    assertUnreadable(live, readers);
  }

  @Test
  void hasNoIndex() throws IOException {
    Path film = TestFilms.film(1).write(directory.resolve("film.mp4"));
    byte[] bytes = Files.readAllBytes(film);

    assertUnreadable(Files.write(directory.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2)), readers);
  }

  @Test
  void hasNoPicture() throws IOException {
    Path sound = TestFilms.writeSound(directory.resolve("tone.m4a"), TestFilms.tone(0.2, 48_000, 1, 440, 0.5));

    assertUnreadable(sound, List.of(readers.get(1), readers.get(3)), "no moving picture", "aac");
  }

  @Test
  void hasACoverOnly() {
    Path sound = directory.resolve("album.m4a");
    TestFilmWriter.writeSoundWithCover(SoundStream.of(TestFilms.tone(0.2, 48_000, 1, 440, 0.5)), sound);

    assertFalse(MediaInfo.probe(sound).hasPicture());
    assertUnreadable(sound, List.of(readers.get(1), readers.get(3)), "no moving picture", "png");
  }

  @Test
  void hasNoSound() {
    Path film = TestFilms.film(0.2).write(directory.resolve("film.mp4"));

    assertUnreadable(film, List.of(readers.get(2)), "no sound track", "h264");
  }

  @Test
  void hasAPictureTrackWithoutPictures() throws IOException {
    Path film = TestFilms.film(0.2).sound(48_000, 1).write(directory.resolve("film.mkv"));
    byte[] bytes = Files.readAllBytes(film);
    int firstCluster = indexOf(bytes, new byte[] {0x1f, 0x43, (byte) 0xb6, 0x75});

    assertUnreadable(
        Files.write(directory.resolve("cut.mkv"), Arrays.copyOf(bytes, firstCluster)),
        List.of(readers.get(1), readers.get(2), readers.get(3)),
        "export it again");
  }

  @Test
  void aFilmCutOffDeliversWhatIsThere() throws IOException {
    Path whole = TestFilms.film(2).sound(48_000, 1).write(directory.resolve("whole.mp4"));
    Path front = directory.resolve("front.mp4"); // The muxer puts the index in front.
    Muxer.mux(whole, SoundStream.of(TestFilms.tone(2, 48_000, 1, 440, 0.5)), front, Muxer.SourceAudio.REPLACE);
    byte[] bytes = Files.readAllBytes(front);
    Path cut = Files.write(directory.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length * 2 / 3));

    int pictures = 0;
    try (VideoReader reader = VideoReader.open(cut, 25, 16, 10)) {
      while (reader.read() != null) {
        pictures++;
      }
    }
    mux(cut);

    assertTrue(pictures > 10 && pictures < 50, pictures + " pictures");
    assertTrue(AudioReader.readAll(cut, 48_000, 1).seconds() < 1.9);
    double muxed = MediaInfo.probe(directory.resolve("out.mp4")).seconds();
    assertTrue(muxed > 0.4 && muxed < 1.9, muxed + " s");
  }

  @Test
  void argumentsAreRefused() {
    Path film = TestFilms.film(0.2).write(directory.resolve("film.mp4"));

    for (double rate : new double[] {0, -1, Double.NaN, 1001}) {
      RumoristaException refusal =
          assertThrows(RumoristaException.class, () -> VideoReader.open(film, rate, 16, 10));
      assertEquals(RumoristaException.Kind.INVALID_INPUT, refusal.kind());
    }
  }

  private static void assertUnreadable(Path path, List<Consumer<Path>> readers, String... words) {
    for (Consumer<Path> reader : readers) {
      RumoristaException refusal = assertThrows(RumoristaException.class, () -> reader.accept(path));
      assertEquals(RumoristaException.Kind.UNREADABLE_MEDIA, refusal.kind());
      assertTrue(refusal.getMessage().startsWith(path.toString()), refusal.getMessage());
      assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
      for (String word : words) {
        assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
      }
    }
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not in the file");
  }
}
