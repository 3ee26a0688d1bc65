package rumorista.media;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.junit.jupiter.params.provider.EnumSource;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.Muxer.SourceAudio;

class MuxerTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0} to {1}, {3} channels, {2}")
  @CsvSource({
    "mp4, mp4, REPLACE, 1", "mp4, mov, MIX, 2", "mp4, m4v, KEEP, 1", "mp4, mkv, REPLACE, 2", "mov, mp4, REPLACE, 1",
    "mkv, mp4, REPLACE, 1", "mkv, mkv, KEEP, 2", "mkv, mkv, MIX, 1", "webm, webm, REPLACE, 2", "webm, webm, KEEP, 1",
    "webm, mkv, MIX, 2", "avi, mp4, REPLACE, 1", "avi, mkv, KEEP, 1", "mpg, mkv, REPLACE, 1", "mpg, mp4, MIX, 1",
    "ts, mkv, REPLACE, 1"
  })
  void copiesThePictureBitForBit(String from, String to, SourceAudio sourceAudio, int channels) {
    Path film = TestFilms.film(1.24).sound(48_000, 2).write(directory.resolve("film." + from));
    Path output = directory.resolve("out." + to);

    Muxer.mux(film, SoundStream.of(TestFilms.tone(3, 22_050, channels, 300, 0.3)), output, sourceAudio);

    TrackDump before = TrackDump.of(film, "video").getFirst();
    TrackDump after = TrackDump.of(output, "video").getFirst();
    assertEquals(before.codec(), after.codec());
    if (!from.equals("ts")) { // The other containers store H.264 without the start codes of a transport stream.
      assertEquals(before.digests(), after.digests());
    }
    assertEquals(before.times().size(), after.times().size());
    for (int i = 0; i < before.times().size(); i++) {
      double expected = before.times().get(i) - before.times().getFirst();
      assertEquals(expected, after.times().get(i) - after.times().getFirst(), 0.0011);
    }
    List<TrackDump> sounds = TrackDump.of(output, "audio");
    assertEquals(sourceAudio == SourceAudio.KEEP ? 2 : 1, sounds.size());
    assertEquals(sourceAudio == SourceAudio.MIX ? 2 : channels, sounds.getFirst().channels());
    assertEquals(List.of("mkv", "webm").contains(to) ? "opus" : "aac", sounds.getFirst().codec());
    double length = AudioReader.readAll(output, 48_000, 1).seconds();
    assertEquals(1.24, length, 0.022);
    assertEquals(1.24, MediaInfo.probe(output).seconds(), 0.0021);
  }

  @ParameterizedTest
  @CsvSource({"mp4, 0", "mkv, 0", "webm, 0", "ts, 1.4", "mkv, 2"})
  void startsTheSoundWithThePicture(String from, double start) {
    Path film = TestFilms.film(1).flashes(0.52).startingAt(start).write(directory.resolve("film." + from));
    for (String to : from.equals("webm") ? List.of("webm", "mkv") : List.of("mp4", "mov", "mkv")) {
      Path output = directory.resolve("out." + to);

      Muxer.mux(film, SoundStream.of(click(0.52)), output, SourceAudio.REPLACE);

      assertEquals(0.52, firstWhite(output), 0.021, to);
      assertEquals(0.52, loudest(AudioReader.readAll(output, 48_000, 1)), 0.004, to);
      TrackDump picture = TrackDump.of(output, "video").getFirst();
      assertEquals(0, picture.times().getFirst(), 0.0011, to);
    }
  }

  @Test
  void copiesFramesStoredInAnotherOrderThanShown() {
    for (String from : List.of("mp4", "mkv", "avi")) {
      Path film = TestFilms.film(1).betweenFrames(2).write(directory.resolve("film." + from));
      for (String to : List.of("mp4", "mkv")) {
        Path output = directory.resolve("out." + to);

        Muxer.mux(film, SoundStream.of(click(0.5)), output, SourceAudio.REPLACE);

        assertEquals(TrackDump.of(film, "video").getFirst().digests(), TrackDump.of(output, "video").getFirst().digests());
        try (VideoReader reader = VideoReader.open(output, 25, 16, 10)) {
          for (int i = 0; i < 25; i++) {
            byte[] picture = reader.read();
            assertTrue(picture != null, from + " to " + to + ": picture " + i);
            assertEquals(TestFilms.level(i), picture[picture.length - 1] & 255, 8, from + " to " + to + " at " + i);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"mp4, REPLACE, 0.5", "mp4, KEEP, 0.5", "mkv, REPLACE, 0.5", "mkv, KEEP, 0.5"})
  void startsWhereAnEditListStarts(String to, SourceAudio sourceAudio, double click) {
    Path film = TestFilms.film(2).startingAt(-0.48).sound(48_000, 1).write(directory.resolve("film.mp4"));
    Path output = directory.resolve("out." + to);

    Muxer.mux(film, SoundStream.of(click(click)), output, sourceAudio);

    assertEquals(1.52, MediaInfo.probe(output).seconds(), 0.0021);
    assertEquals(click, loudest(AudioReader.readAll(output, 48_000, 1)), 0.004);
    assertEquals(0, TrackDump.of(output, "video").getFirst().times().getFirst(), 0.051);
    try (VideoReader before = VideoReader.open(film, 25, 16, 10);
        VideoReader after = VideoReader.open(output, 25, 16, 10)) {
      assertArrayEquals(before.read(), after.read());
    }
  }

  @Test
  void takesAnyFileName() {
    Path film = TestFilms.film(0.2).sound(48_000, 1).write(directory.resolve("a:b %03d ü'\"#?.mp4"));
    Path output = directory.resolve("file:x é%d,.mkv");

    Muxer.mux(film, SoundStream.of(click(0.1)), output, SourceAudio.MIX);

    assertEquals(0.2, MediaInfo.probe(output).seconds(), 0.0021);
  }

  @Test
  void keepsVariableTimes() {
    Path film = TestFilms.film(1.2).variableRate().write(directory.resolve("film.mkv"));
    Path output = directory.resolve("out.mp4");

    Muxer.mux(film, SoundStream.of(click(0.5)), output, SourceAudio.REPLACE);

    assertEquals(TrackDump.of(film, "video").getFirst().times(), TrackDump.of(output, "video").getFirst().times());
  }

  @Test
  void padsAShortSoundWithSilence() {
    Path film = TestFilms.film(2).write(directory.resolve("film.mp4"));
    Path output = directory.resolve("out.mp4");

    Muxer.mux(film, SoundStream.of(TestFilms.tone(0.5, 48_000, 1, 300, 0.5)), output, SourceAudio.REPLACE);

    float[] sound = AudioReader.readAll(output, 48_000, 1).samples()[0];
    assertEquals(96_000, sound.length, 1_024);
    for (int t = 30_000; t < sound.length; t++) {
      assertEquals(0, sound[t], 1e-3, "at sample " + t);
    }
  }

  @Test
  void mixesBothAndNeverClips() {
    Path film = TestFilms.film(1).sound(48_000, 2).write(directory.resolve("film.mkv"));
    Path quiet = directory.resolve("quiet.mkv");
    Path loud = directory.resolve("loud.mkv");

    Muxer.mux(film, SoundStream.of(TestFilms.tone(1, 48_000, 1, 1_000, 0.2)), quiet, SourceAudio.MIX);
    Muxer.mux(film, SoundStream.of(TestFilms.tone(1, 48_000, 1, 440, 1)), loud, SourceAudio.MIX);

    float[] mixed = AudioReader.readAll(quiet, 48_000, 2).samples()[1];
    assertEquals(0.25, amplitude(mixed, 440), 0.01);
    assertEquals(0.2, amplitude(mixed, 1_000), 0.01);
    float[] limited = AudioReader.readAll(loud, 48_000, 2).samples()[0];
    for (float sample : limited) {
      assertTrue(Math.abs(sample) < 1, "clipped: " + sample);
    }
    assertEquals(0.89, amplitude(limited, 440), 0.03);
  }

  @Test
  void keepsTheFilmsOwnSoundAfterTheNew() {
    Path film = TestFilms.film(1).sound(48_000, 2).write(directory.resolve("film.mp4"));
    for (String to : List.of("mp4", "mov", "mkv")) {
      Path output = directory.resolve("out." + to);

      Muxer.mux(film, SoundStream.of(click(0.5)), output, SourceAudio.KEEP);

      List<TrackDump> sounds = TrackDump.of(output, "audio");
      assertEquals(TrackDump.of(film, "audio").getFirst().digests(), sounds.get(1).digests());
      assertEquals(AV_DISPOSITION_DEFAULT, sounds.get(0).disposition() & AV_DISPOSITION_DEFAULT);
      assertEquals(0, sounds.get(1).disposition() & AV_DISPOSITION_DEFAULT);
      assertEquals(0.5, loudest(AudioReader.readAll(output, 48_000, 1)), 0.004, to);
    }
  }

  @ParameterizedTest
  @EnumSource(SourceAudio.class)
  void givesASilentFilmOneSound(SourceAudio sourceAudio) {
    Path film = TestFilms.film(0.4).write(directory.resolve("film.mp4"));
    Path output = directory.resolve("out.mp4");

    Muxer.mux(film, SoundStream.of(click(0.2)), output, sourceAudio);

    assertEquals(1, TrackDump.of(output, "audio").size());
  }

  @Test
  void keepsWhatElseIsInTheFilm() {
    Path film = TestFilms.film(1).sound(48_000, 1).extras().write(directory.resolve("film.mkv"));
    Path output = directory.resolve("out.mkv");

    Muxer.mux(film, SoundStream.of(click(0.5)), output, SourceAudio.REPLACE);

    TrackDump subtitle = TrackDump.of(output, "subtitle").getFirst();
    assertEquals(TrackDump.of(film, "subtitle").getFirst().digests(), subtitle.digests());
    assertEquals(0.2, subtitle.times().getFirst(), 0.0011);
    assertEquals("ttf", TrackDump.of(output, "attachment").getFirst().codec());
    assertEquals(List.of("a test film", "chapter 1 at 0.0", "chapter 2 at 0.5"), TrackDump.titles(output));
  }

  @Test
  void leavesOutWhatTheContainerCannotHold() {
    Path film = TestFilms.film(1).extras().write(directory.resolve("film.mkv"));
    Path output = directory.resolve("out.mp4");

    Muxer.mux(film, SoundStream.of(click(0.5)), output, SourceAudio.KEEP);

    assertEquals(0, TrackDump.of(output, "attachment").size());
    assertEquals(List.of("a test film", "chapter 1 at 0.0", "chapter 2 at 0.5"), TrackDump.titles(output));
  }

  @Test
  void keepsTurnAndCover() {
    Path film = TestFilms.film(0.4).rotated(90).cover().write(directory.resolve("film.mp4"));
    for (String to : List.of("mp4", "m4v", "mkv")) {
      Path output = directory.resolve("out." + to);

      Muxer.mux(film, SoundStream.of(click(0.2)), output, SourceAudio.REPLACE);

      assertEquals(90, MediaInfo.probe(output).width(), to);
      assertTrue(TrackDump.of(output).stream().anyMatch(track -> track.codec().equals("png")), to);
    }
  }

  @Test
  void refusesWhatTheContainerCannotHold() {
    Path film = TestFilms.film(0.4).sound(48_000, 1).write(directory.resolve("film.webm"));
    Path other = TestFilms.film(0.4).sound(48_000, 1).write(directory.resolve("film.mp4"));

    assertRefused(film, "out.mp4", SourceAudio.REPLACE, "vp8", ".mkv");
    assertRefused(film, "out.mov", SourceAudio.REPLACE, ".mkv");
    assertRefused(other, "out.webm", SourceAudio.REPLACE, "h264", ".mkv");
    assertRefused(other, "out.xyz", SourceAudio.REPLACE, ".mp4 .m4v .mov .mkv .webm");
    assertRefused(other, "film.mp4", SourceAudio.REPLACE, "both");
    assertRefused(other, "none/out.mp4", SourceAudio.REPLACE, "none/out.mp4");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatTheDiskIsFull() throws IOException {
    Path film = TestFilms.film(2).write(directory.resolve("film.mp4"));
    for (String extension : List.of("mp4", "mov", "mkv")) {
      Path output = Files.createSymbolicLink(directory.resolve("full." + extension), Path.of("/dev/full"));

      assertRefused(film, output.getFileName().toString(), SourceAudio.REPLACE, "disk is full");
      Files.delete(output);
    }
  }

  private void assertRefused(Path film, String output, SourceAudio sourceAudio, String... words) {
    RumoristaException refusal =
        assertThrows(
            RumoristaException.class,
            () -> Muxer.mux(film, SoundStream.of(click(0.5)), directory.resolve(output), sourceAudio));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, refusal.kind());
    for (String word : words) {
      assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
    }
  }

  private static Waveform click(double seconds) {
    float[] samples = new float[48_000];
    int start = (int) Math.round(seconds * 48_000);
    for (int t = start; t < start + 48; t++) {
      samples[t] = 0.7f;
    }
    return Waveform.mono(samples, 48_000);
  }

  private static double firstWhite(Path film) {
    try (VideoReader reader = VideoReader.open(film, 100, 16, 10)) {
      int index = 0;
      for (byte[] picture = reader.read(); picture != null; picture = reader.read()) {
        if ((picture[0] & 255) > 200) {
          return index / 100.0;
        }
        index++;
      }
    }
    return Double.NaN;
  }

  private static double loudest(Waveform sound) {
    float[] samples = sound.samples()[0];
    int loudest = 0;
    for (int t = 0; t < samples.length; t++) {
      loudest = Math.abs(samples[t]) > Math.abs(samples[loudest]) ? t : loudest;
    }
    return (double) loudest / sound.sampleRate();
  }

  /** Of a sine in the middle of a sound at 48 kHz. */
  private static double amplitude(float[] samples, double hertz) {
    double real = 0;
    double imaginary = 0;
    for (int t = 12_000; t < 36_000; t++) {
      real += samples[t] * Math.cos(2 * Math.PI * hertz * t / 48_000);
      imaginary += samples[t] * Math.sin(2 * Math.PI * hertz * t / 48_000);
    }
    return Math.hypot(real, imaginary) / 12_000;
  }
}
