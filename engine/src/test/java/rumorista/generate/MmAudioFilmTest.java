package rumorista.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Device;
import rumorista.GenerationOptions;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Timeline;
import rumorista.media.MediaInfo;
import rumorista.media.Muxer.SourceAudio;
import rumorista.media.TestFilms;
import rumorista.model.ModelSpec;
import rumorista.model.mmaudio.TinyMmAudio;
import rumorista.provenance.Provenance;
import rumorista.provenance.Verification;
import rumorista.tensor.Kind;
import rumorista.watermark.MarkKey;

/** From films to sounds through all of MMAudio's networks, as small as can be. */
class MmAudioFilmTest {
  private static final Prompt PROMPT = new Prompt("a dog barks", "music");

  @TempDir static Path folder;

  private static Path model(int kilohertz, Kind kind) throws IOException {
    Path directory = folder.resolve("model-%d-%s".formatted(kilohertz, kind));
    if (!Files.exists(directory)) {
      ModelSpec.MmAudio spec = TinyMmAudio.write(directory, kilohertz, kind);
      Models.write(directory, spec);
    }
    return directory;
  }

  private static Foley foley(int kilohertz, Kind kind) throws IOException {
    return Foley.load(model(kilohertz, kind), null, Device.CPU);
  }

  private static float[] imagine(Foley foley, double seconds, long seed) {
    GenerationOptions options = new GenerationOptions(2, 4.5, seed);
    try (SoundStream sound = foley.imagine(PROMPT, null, seconds, options, Progress.NONE)) {
      return sound.readAll().samples()[0];
    }
  }

  @ParameterizedTest(name = "{0} kHz, {1} s")
  @CsvSource({"16,0.3", "16,3", "16,10", "44,2"})
  void soundsAreAsLongAsTheirFilms(int kilohertz, double seconds) throws IOException {
    Foley foley = foley(kilohertz, Kind.F32);
    Path film = folder.resolve("film-%s.mp4".formatted(seconds));
    TestFilms.film(seconds).write(film);
    foley.show(film);
    float[] sound = imagine(foley, seconds, 42);
    assertEquals(Math.round(seconds * foley.sampleRate()), sound.length);
    float loudest = 0;
    for (float sample : sound) {
      assertTrue(Float.isFinite(sample));
      loudest = Math.max(loudest, Math.abs(sample));
    }
    assertTrue(loudest > 0, "something is heard");
  }

  @Test
  void theFilmThePromptAndTheSeedMatterAndNothingElse() throws IOException {
    Foley foley = foley(16, Kind.F32);
    Path film = folder.resolve("matters.mp4");
    TestFilms.film(2).write(film);
    foley.show(film);
    float[] sound = imagine(foley, 2, 1);
    assertArrayEquals(sound, imagine(foley, 2, 1), "what was seen before is seen again");
    foley.show(null);
    float[] blind = imagine(foley, 2, 1);
    assertFalse(Arrays.equals(sound, blind), "the film matters");
    assertFalse(Arrays.equals(blind, imagine(foley, 2, 2)), "the seed matters");
    assertArrayEquals(blind, imagine(foley(16, Kind.F32), 2, 1), "nothing is left behind");
  }

  @Test
  void aWholeFilmIsReleasedUnderTheLicenceOfTheWeights() throws IOException {
    Foley foley = foley(16, Kind.F32);
    Path film = folder.resolve("whole.mp4");
    Path output = folder.resolve("whole.sound.mp4");
    TestFilms.film(5).write(film);
    foley.show(film);
    Release.Policy policy =
        new Release.Policy(folder.resolve("home"), List.of(MarkKey.PUBLIC), true, false, "test");
    Release.Target target = new Release.Target(output, false, film, SourceAudio.REPLACE);
    GenerationOptions options = new GenerationOptions(2, 4.5, 7);
    try (SoundStream sound = foley.imagine(PROMPT, null, 5, options, Progress.NONE)) {
      Release.Work work = new Release.Work(PROMPT, 7, foley.origin());
      Release.Released released = new Release(policy).release(sound, target, work, Progress.NONE);
      assertNull(released.warning());
      assertNotEquals(null, released.watermarkId());
    }
    Verification verification = Provenance.verify(output, List.of());
    assertEquals(Verification.State.VALID, verification.state());
    assertEquals("CC-BY-NC-4.0", Objects.requireNonNull(verification.claim()).modelLicence());
    assertEquals(5, MediaInfo.probe(output).seconds(), 0.1);
  }

  @Test
  void sixteenBitWeightsSoundNearlyTheSame() throws IOException {
    float[] wide = imagine(foley(16, Kind.F32), 1, 3);
    float[] narrow = imagine(foley(16, Kind.BF16), 1, 3);
    double difference = 0;
    double power = 0;
    for (int i = 0; i < wide.length; i++) {
      difference += Math.pow(wide[i] - narrow[i], 2);
      power += Math.pow(wide[i], 2);
    }
    assertTrue(difference > 0, "they are others");
    assertTrue(difference < 0.1 * power, "difference %s of %s".formatted(difference, power));
  }

  @Test
  void aTimelineAloneIsRefused() throws IOException {
    Foley foley = foley(16, Kind.F32);
    Timeline timeline = new Timeline(10, new float[20], new float[20]);
    assertBad(
        RumoristaException.Kind.INVALID_INPUT,
        "does not follow timelines",
        () -> foley.imagine(PROMPT, timeline, 2, new GenerationOptions(2, 1, 1), Progress.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flow.safetensors", "autoencoder.safetensors", "vocoder.safetensors",
        "synchformer.safetensors", "clip-pictures.safetensors", "clip-words.safetensors"
      })
  void aMissingFileIsNamed(String name) throws IOException {
    Path directory = Files.createTempDirectory(folder, "missing");
    Models.write(directory, TinyMmAudio.write(directory, 16, Kind.F32));
    Files.delete(directory.resolve(name));
    assertBad(
        RumoristaException.Kind.BAD_MODEL,
        name + " is missing",
        () -> Foley.load(directory, null, Device.CPU));
  }

  private static void assertBad(
      RumoristaException.Kind kind, String wanted, org.junit.jupiter.api.function.Executable e) {
    RumoristaException exception = assertThrows(RumoristaException.class, e);
    assertEquals(kind, exception.kind());
    assertTrue(exception.getMessage().contains(wanted), exception.getMessage());
  }
}
