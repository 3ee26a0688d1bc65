package rumorista.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.RumoristaException;
import rumorista.SoundInParts;
import rumorista.SoundStream;
import rumorista.Waveform;

class SoundWriterTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0}, {1} Hz, {2} channels, {3} samples")
  @CsvSource({
    "wav, 48000, 1, 12345",
    "wav, 22050, 2, 12345",
    "wav, 44100, 1, 1",
    "flac, 16000, 1, 7777",
    "flac, 48000, 2, 48001",
    "mp3, 48000, 1, 30001",
    "mp3, 22050, 2, 30001",
    "m4a, 48000, 2, 30001",
    "m4a, 16000, 1, 30001",
    "opus, 48000, 1, 30001",
    "opus, 22050, 2, 30001"
  })
  void keepsTheSoundAndItsLength(String extension, int rate, int channels, int samples) {
    Waveform tone = TestFilms.tone((double) samples / rate, rate, channels, 440, 0.5);
    Path file = directory.resolve("tone." + extension);

    SoundWriter.write(SoundStream.of(tone), file);

    Waveform sound = AudioReader.readAll(file, 48_000, channels);
    long exact = Math.round(samples * 48_000.0 / rate);
    assertEquals(
        (double) exact,
        sound.length(),
        List.of("wav", "flac", "opus", "mp3").contains(extension) ? 0 : 1024);
    assertEquals((double) exact / 48_000, MediaInfo.probe(file).seconds(), 0.0011);
    Waveform expected = TestFilms.tone(sound.seconds(), 48_000, channels, 440, 0.5);
    for (int t = 6_000; t < exact - 6_000; t++) {
      assertEquals(
          expected.samples()[channels - 1][t],
          sound.samples()[channels - 1][t],
          0.03,
          "at sample " + t);
    }
  }

  @Test
  void writesBlocksOfAnyLengthAsOne() {
    Waveform tone = TestFilms.tone(0.5, 44_100, 1, 440, 0.5);
    Path whole = directory.resolve("whole.wav");
    Path parts = directory.resolve("parts.wav");

    SoundWriter.write(SoundStream.of(tone), whole);
    SoundWriter.write(new SoundInParts(tone, 0, 1, 777, 5_000), parts);

    assertEquals(
        AudioReader.readAll(whole, 48_000, 1).length(),
        AudioReader.readAll(parts, 48_000, 1).length());
    float[] a = AudioReader.readAll(whole, 48_000, 1).samples()[0];
    float[] b = AudioReader.readAll(parts, 48_000, 1).samples()[0];
    for (int t = 0; t < a.length; t++) {
      assertEquals(a[t], b[t], 1e-4, "at sample " + t);
    }
  }

  @Test
  void keepsSilenceSilentAndFullScaleWhole() {
    float[] samples = new float[4_800];
    samples[100] = 3;
    samples[101] = -3;
    Path file =
        TestFilms.writeSound(directory.resolve("sound.wav"), Waveform.mono(samples, 48_000));

    float[] read = AudioReader.readAll(file, 48_000, 1).samples()[0];

    assertEquals(1, read[100], 1e-3);
    assertEquals(-1, read[101], 1e-3);
    assertEquals(0, read[4_000]);
  }

  @Test
  void writesNoSoundAtAll() {
    Path file =
        TestFilms.writeSound(directory.resolve("none.wav"), Waveform.mono(new float[0], 22_050));

    assertTrue(Files.exists(file));
  }

  @Test
  void refusesOtherKinds() {
    RumoristaException refusal =
        assertThrows(
            RumoristaException.class,
            () ->
                TestFilms.writeSound(
                    directory.resolve("a.xyz"), Waveform.mono(new float[9], 48_000)));

    assertEquals(RumoristaException.Kind.INVALID_INPUT, refusal.kind());
    assertTrue(refusal.getMessage().contains(".wav .flac .mp3 .m4a .opus"), refusal.getMessage());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatTheDiskIsFull() throws IOException {
    for (String extension : SoundWriter.extensions()) {
      Path file =
          Files.createSymbolicLink(directory.resolve("a." + extension), Path.of("/dev/full"));

      RumoristaException refusal =
          assertThrows(
              RumoristaException.class,
              () -> TestFilms.writeSound(file, TestFilms.tone(1, 48_000, 2, 440, 0.5)));

      assertTrue(refusal.getMessage().contains(file + ": the disk is full"), refusal.getMessage());
      Files.delete(file);
    }
  }

  @Test
  void saysThatTheDirectoryIsMissing() {
    Path file = directory.resolve("none/a.wav");

    RumoristaException refusal =
        assertThrows(
            RumoristaException.class,
            () -> TestFilms.writeSound(file, Waveform.mono(new float[9], 48_000)));

    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }
}
