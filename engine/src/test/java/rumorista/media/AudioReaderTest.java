package rumorista.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Waveform;

class AudioReaderTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"48000, 48000", "48000, 16000", "48000, 44100", "48000, 22050", "48000, 96000"})
  void resamplesToTheExactLength(int written, int read) {
    Waveform tone = TestFilms.tone(1.2345, written, 1, 440, 0.5);
    Path file = TestFilms.writeSound(directory.resolve("tone.wav"), tone);

    Waveform sound = AudioReader.readAll(file, read, 1);

    assertEquals(Math.round((double) tone.length() * read / written), sound.length());
    Waveform expected = TestFilms.tone(sound.seconds(), read, 1, 440, 0.5);
    for (int t = read / 10; t < read; t++) {
      assertEquals(expected.samples()[0][t], sound.samples()[0][t], 0.003, "at sample " + t);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wav", "flac", "mp3", "m4a", "opus"})
  void readsSoundOfEveryKindInPlace(String extension) {
    float[] samples = new float[48_000];
    for (int t = 24_000; t < 24_048; t++) {
      samples[t] = 0.8f;
    }
    Path file = TestFilms.writeSound(directory.resolve("click." + extension), Waveform.mono(samples, 48_000));

    Waveform sound = AudioReader.readAll(file, 48_000, 1);

    assertEquals(24_024, centreOfEnergy(sound.samples()[0]), 24);
  }

  @Test
  void makesEqualChannelsOfOne() {
    Path file = TestFilms.writeSound(directory.resolve("tone.wav"), TestFilms.tone(0.2, 48_000, 1, 440, 0.5));

    Waveform mono = AudioReader.readAll(file, 48_000, 1);
    Waveform stereo = AudioReader.readAll(file, 48_000, 2);

    assertArrayEquals(mono.samples()[0], stereo.samples()[0]);
    assertArrayEquals(mono.samples()[0], stereo.samples()[1]);
  }

  @Test
  void mixesDownWithoutClipping() {
    Path file = TestFilms.writeSound(directory.resolve("tone.wav"), TestFilms.tone(0.2, 48_000, 2, 440, 0.9));

    Waveform mono = AudioReader.readAll(file, 48_000, 1);

    assertEquals(0.9, peak(mono), 0.001);
  }

  @Test
  void startsWithThePicture() {
    Path late = TestFilms.film(1).sound(48_000, 1).soundDelay(0.4).soundSeconds(0.6).write(directory.resolve("a.mkv"));
    Path shifted = TestFilms.film(1).sound(48_000, 1).startingAt(2).flashes(0.52).write(directory.resolve("b.ts"));

    Waveform sound = AudioReader.readAll(late, 48_000, 1);
    Waveform click = AudioReader.readAll(shifted, 48_000, 1);

    assertTrue(peak(new Waveform(new float[][] {Arrays.copyOf(sound.samples()[0], 18_900)}, 48_000)) < 0.01);
    assertEquals(1.0, sound.seconds(), 0.025);
    assertEquals(0.52, centreOfEnergy(click.samples()[0]) / 48_000.0, 0.006);
  }

  @Test
  void endsOnce() {
    Path file = TestFilms.writeSound(directory.resolve("tone.opus"), TestFilms.tone(0.1, 48_000, 1, 440, 0.5));

    try (AudioReader reader = AudioReader.open(file, 48_000, 1)) {
      int length = 0;
      for (Waveform block = reader.read(); block != null; block = reader.read()) {
        length += block.length();
      }
      assertEquals(4_800, length);
      assertNull(reader.read());
      assertNull(reader.read());
    }
  }

  private static float peak(Waveform sound) {
    float peak = 0;
    for (float sample : sound.samples()[0]) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  private static double centreOfEnergy(float[] samples) {
    double energy = 0;
    double moment = 0;
    for (int t = 0; t < samples.length; t++) {
      energy += samples[t] * samples[t];
      moment += (double) t * samples[t] * samples[t];
    }
    return moment / energy;
  }
}
