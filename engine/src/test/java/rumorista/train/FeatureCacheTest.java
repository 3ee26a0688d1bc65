package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.SyntheticSound;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.media.AudioReader;
import rumorista.signal.MelSpectrogram;

class FeatureCacheTest {
  @TempDir Path folder;
  private Path file;
  private TinyCorpus corpus;

  @BeforeEach
  void write() throws IOException {
    corpus = TinyCorpus.write(folder.resolve("corpus"));
    file = folder.resolve("features").resolve("cache.bin");
  }

  @Test
  void itHoldsTheSpectrogramsToAQuarterOfADecibel() {
    FeatureCache cache = corpus.cache(file);
    for (int i = 0; i < 6; i++) {
      float[] sound =
          AudioReader.readAll(corpus.recordings().get(i).file(), 32_000, 1).samples()[0];
      float[][] levels = TinyCorpus.MEL.of(sound);
      assertEquals(levels.length, cache.frames(i));
      float[][] cached = cache.levels(i, 0, cache.frames(i));
      for (int t = 0; t < levels.length; t++) {
        assertArrayEquals(levels[t], cached[t], 0.2501f);
      }
      assertArrayEquals(cached[3], cache.levels(i, 3, 1)[0]);
    }
  }

  @Test
  void itIsMadeOnceAndReadThen() throws IOException {
    List<Double> heard = Collections.synchronizedList(new ArrayList<>());
    Progress progress = (stage, fraction) -> heard.add(fraction);
    FeatureCache made = FeatureCache.open(file, corpus.recordings(), TinyCorpus.MEL, progress);
    assertEquals(6, heard.size());
    assertEquals(1, heard.getLast());
    byte[] bytes = Files.readAllBytes(file);
    FeatureCache read = FeatureCache.open(file, corpus.recordings(), TinyCorpus.MEL, progress);
    assertEquals(6, heard.size(), "nothing was listened to again");
    assertArrayEquals(bytes, Files.readAllBytes(file));
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(made.levels(i, 0, made.frames(i))[2], read.levels(i, 0, read.frames(i))[2]);
    }
    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.count(), "nothing else is left");
    }
  }

  @Test
  void anotherCorpusIsNoticed() throws IOException {
    corpus.cache(file);
    TinyCorpus other = TinyCorpus.write(folder.resolve("other"));
    SyntheticSound.writeWav(
        folder.resolve("other/hum0.wav"), SyntheticSound.noise(0.1, 9999, 1), 32_000);
    assertEquals(40, other.cache(file).frames(0));
    List<Recording> fewer = corpus.recordings().subList(0, 4);
    assertEquals(125, FeatureCache.open(file, fewer, TinyCorpus.MEL, Progress.NONE).frames(0));
    List<Recording> reversed = new ArrayList<>(corpus.recordings()).reversed();
    assertEquals(125, FeatureCache.open(file, reversed, TinyCorpus.MEL, Progress.NONE).frames(5));
  }

  @Test
  void aChangedRecordingIsNoticed() throws IOException {
    corpus.cache(file);
    SyntheticSound.writeWav(
        folder.resolve("corpus/hum0.wav"), SyntheticSound.noise(0.1, 9999, 1), 32_000);
    assertEquals(40, corpus.cache(file).frames(0));
  }

  @Test
  void anotherAnalysisIsNoticed() {
    corpus.cache(file);
    assertEquals(
        250,
        FeatureCache.open(
                file, corpus.recordings(), new MelSpectrogram(32_000, 1024, 128, 20), Progress.NONE)
            .frames(0),
        "another hop");
    assertEquals(
        63,
        FeatureCache.open(
                file, corpus.recordings(), new MelSpectrogram(16_000, 1024, 256, 20), Progress.NONE)
            .frames(0),
        "another sample rate");
  }

  @ParameterizedTest(name = "{0} bytes are left")
  @ValueSource(ints = {0, 3, 11, 30, 5000, -1})
  void aCacheCutShortIsSaidOrMadeAgain(int left) throws IOException {
    corpus.cache(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, left < 0 ? whole.length + left : left));
    try {
      assertEquals(125, corpus.cache(file).frames(0));
    } catch (RumoristaException e) {
      assertEquals(RumoristaException.Kind.INVALID_INPUT, e.kind());
      assertTrue(e.getMessage().contains(file + ": the feature cache is "), e.getMessage());
      assertTrue(e.getMessage().contains("delete it"), e.getMessage());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aGarbledCacheIsSaidOrMadeAgain(long seed) throws IOException {
    corpus.cache(file);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).putInt((int) (seed * 13), (int) (seed * 0x9E3779B9));
    Files.write(file, bytes);
    try {
      corpus.cache(file);
    } catch (RumoristaException e) {
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }

  @Test
  void aMissingOrBrokenRecordingIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("corpus").resolve(Manifest.FILE_NAME),
        "file\tclass\tcaption\nhum0.wav\thum\thum\nnot there.wav\thum\thum\n");
    RumoristaException missing = assertThrows(RumoristaException.class, () -> corpus.cache(file));
    assertTrue(missing.getMessage().contains("not there.wav"), missing.getMessage());
    Files.writeString(folder.resolve("corpus/not there.wav"), "no sound at all");
    RumoristaException broken = assertThrows(RumoristaException.class, () -> corpus.cache(file));
    assertEquals(RumoristaException.Kind.UNREADABLE_MEDIA, broken.kind());
    assertTrue(broken.getMessage().contains("not there.wav"), broken.getMessage());
    assertTrue(Files.notExists(file), "no half cache is left");
  }
}
