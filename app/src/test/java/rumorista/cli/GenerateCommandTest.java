package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Timeline;
import rumorista.generate.Timelines;
import rumorista.media.AudioReader;
import rumorista.media.MediaInfo;

class GenerateCommandTest {
  private static final double AUDIO_FRAME = 1024 / 48_000.0;

  @TempDir Path folder;

  @Test
  void aFilmGetsSound() throws IOException {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 2);
    byte[] before = Files.readAllBytes(film);
    Path output = folder.resolve("out.mp4");
    Run.of("generate", film, "--prompt", "rain", "--negative", "music", "-o", output).succeeds();
    MediaInfo info = MediaInfo.probe(output);
    assertTrue(info.hasPicture());
    assertTrue(info.hasSound());
    assertEquals(2, info.seconds(), AUDIO_FRAME);
    assertArrayEquals(before, Files.readAllBytes(film));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wav", "flac", "mp3", "m4a", "opus", "WAV"})
  void theExtensionDecides(String extension) {
    Path output = folder.resolve("out." + extension);
    Run.of("generate", "--prompt", "rain", "--seconds", 0.5, "-o", output).succeeds();
    MediaInfo info = MediaInfo.probe(output);
    assertTrue(info.hasSound());
    assertFalse(info.hasPicture());
    assertEquals(0.5, info.seconds(), 0.1);
  }

  @Test
  void withoutOutputTheFilmWithSoundLiesBesideTheFilm() {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 0.5);
    Run.of("generate", film).succeeds();
    assertTrue(MediaInfo.probe(folder.resolve("clip.sound.mp4")).hasSound());
  }

  @Test
  void takesDifferAndEachCanBeMadeAgainByItsSeed() throws IOException {
    Path output = folder.resolve("rain.wav");
    Object[] command = {"generate", "--prompt", "rain", "--seconds", 0.5};
    Run.of(with(command, "--takes", 2, "--seed", 7, "-o", output)).succeeds();
    float[] first = samples(folder.resolve("rain.take1.wav"));
    float[] second = samples(folder.resolve("rain.take2.wav"));
    assertFalse(java.util.Arrays.equals(first, second));
    Run.of(with(command, "--seed", 8, "-o", output)).succeeds();
    assertArrayEquals(second, samples(output));
  }

  /** All that is heard, to the bit; the signature beside it has a time of its own. */
  private static float[] samples(Path file) {
    return AudioReader.readAll(file, 48_000, 1).samples()[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"🌧️⛈️ 🐕", "مطر غزير", "גשם \u202E", "a\nb\t\"c\" ${x} @y %s", " "})
  void promptsOfEveryScript(String prompt) throws IOException {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 0.5);
    Path output = folder.resolve("sound.wav");
    Run run = Run.of("generate", film, "--prompt", prompt, "--json", "-o", output).succeeds();
    String imagined = new ObjectMapper().readTree(run.output()).get("prompt").asText();
    assertEquals(prompt.isBlank() ? "" : prompt, imagined, "a blank one is none");
  }

  @Test
  void jsonTellsAllThatIsNeededToMakeItAgain() throws IOException {
    Path output = folder.resolve("rain.wav");
    Run run =
        Run.of(
                "generate",
                "--prompt",
                "rain",
                "--negative",
                "wind",
                "--seconds",
                0.5,
                "--takes",
                2,
                "--seed",
                41,
                "--json",
                "-o",
                output)
            .succeeds();
    assertEquals(2, run.output().lines().count());
    JsonNode json = new ObjectMapper().readTree(run.output().lines().toList().getLast());
    assertEquals(folder.resolve("rain.take2.wav").toString(), json.get("path").asText());
    assertEquals(2, json.get("take").asInt());
    assertEquals(0.5, json.get("seconds").asDouble());
    assertEquals(42, json.get("seed").asLong());
    assertEquals("rain", json.get("prompt").asText());
    assertEquals("wind", json.get("negative").asText());
    assertEquals("samples", json.get("generator").asText());
    assertTrue(json.get("realTimeFactor").asDouble() > 0);
    assertTrue(json.get("credits").isArray());
  }

  @Test
  void quietPrintsNothing() {
    Run run =
        Run.of(
            "generate",
            "--prompt",
            "rain",
            "--seconds",
            0.5,
            "--quiet",
            "-o",
            folder.resolve("rain.wav"));
    assertEquals(new Run(0, "", ""), run);
  }

  @Test
  void theTimelineUsedIsWrittenAndCanBeGivenBack() {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 2);
    Path moves = folder.resolve("moves.csv");
    Path sound = folder.resolve("a.wav");
    Run.of("generate", film, "--write-timeline", moves, "-o", sound).succeeds();
    Timeline timeline = Timelines.read(moves);
    assertEquals(50, timeline.rate(), 1e-6);
    assertEquals(2, timeline.seconds(), 0.1);
    Path alone = folder.resolve("b.wav");
    Run.of("generate", "--timeline", moves, "-o", alone).succeeds();
    assertEquals(2, MediaInfo.probe(alone).seconds(), 0.1);
  }

  @Test
  void cuesAreWrittenEditedAndUsed() throws IOException {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 2);
    Path cues = folder.resolve("cues.csv");
    Path first = folder.resolve("first.wav");
    Run.of("generate", film, "--prompt", "rain", "--seed", 3, "--write-cues", cues, "-o", first)
        .succeeds();
    String sheet = Files.readString(cues);
    assertTrue(sheet.contains("rain"), sheet);
    Path again = folder.resolve("again.wav");
    Run.of("generate", film, "--cues", cues, "--seed", 3, "-o", again).succeeds();
    assertArrayEquals(samples(first), samples(again));
    Files.writeString(cues, sheet.replace(",false", ",true")); // all muted
    Path muted = folder.resolve("muted.wav");
    Run run = Run.of("generate", film, "--cues", cues, "--seed", 3, "-o", muted).succeeds();
    assertTrue(run.output().contains("silence"), run.output());
  }

  @Test
  void theFlowNetworkMakesSoundWhenItIsAskedTo() throws IOException {
    Path output = folder.resolve("flow.wav");
    Run run =
        Run.of(
                "generate",
                "--prompt",
                "rain",
                "--seconds",
                0.5,
                "--generator",
                "flow",
                "--steps",
                1,
                "--json",
                "-o",
                output)
            .succeeds();
    JsonNode json = new ObjectMapper().readTree(run.output());
    assertEquals("small", json.get("generator").asText());
    assertEquals(0.5, MediaInfo.probe(output).seconds(), 0.1);
  }

  @Test
  void forceOverwrites() throws IOException {
    Path output = Files.writeString(folder.resolve("rain.wav"), "old");
    Run.of("generate", "--prompt", "rain", "--seconds", 0.5, "--force", "-o", output).succeeds();
    assertTrue(Files.size(output) > 1000);
  }

  @Test
  void helpShowsExamples() {
    String help = Run.of("generate", "--help").succeeds().output();
    assertTrue(help.contains("rumorista generate clip.mp4 --takes 4 --seed 7"), help);
    assertTrue(help.contains("--write-timeline"), help);
  }

  private static Object[] with(Object[] command, Object... more) {
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(command), java.util.Arrays.stream(more))
        .toArray();
  }
}
