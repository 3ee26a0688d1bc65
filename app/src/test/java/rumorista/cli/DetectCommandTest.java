package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.SoundWriter;
import rumorista.watermark.MarkKey;
import rumorista.watermark.Strength;
import rumorista.watermark.Watermark;

class DetectCommandTest {
  private static final int RATE = 24_000;
  private static final String OPERATOR_KEY = "07".repeat(MarkKey.LENGTH);

  @TempDir Path folder;
  private Waveform sound;
  private Path plain;
  private Path marked;

  @BeforeEach
  void write() {
    SplittableRandom random = new SplittableRandom(4);
    float[] samples = new float[5 * RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * (1 + 0.5 * Math.sin(i / 3000.0)) * random.nextGaussian());
    }
    sound = Waveform.mono(samples, RATE);
    plain = write("plain.wav", sound);
    marked = write("marked.m4a", mark(MarkKey.PUBLIC));
  }

  private Waveform mark(MarkKey key) {
    return Watermark.embed(sound, List.of(key), 4711, Strength.DEFAULT);
  }

  private Path write(String name, Waveform waveform) {
    Path file = folder.resolve(name);
    SoundWriter.write(SoundStream.of(waveform), file);
    return file;
  }

  @Test
  void aMarkedFileSaysWhoMadeItAndHowSureThatIs() {
    String text = Run.of("detect", marked).succeeds().output();
    assertTrue(text.contains("marked.m4a: MARKED"), text);
    assertTrue(text.contains("id 001267"), text);
    assertTrue(text.contains("0:00.0 to 0:05.0, key public"), text);
    assertTrue(text.matches("(?s).*at most 1e-[0-9]+.*"), text);
  }

  @Test
  void oneUnmarkedFileMakesTheAnswerNo() {
    Run run = Run.of("detect", marked, plain);
    assertEquals(ExitCode.NO.number(), run.code());
    assertEquals("", run.errors());
    assertTrue(run.output().contains("marked.m4a: MARKED"), run.output());
    assertTrue(run.output().contains("plain.wav: not marked (--thorough"), run.output());
  }

  @Test
  void programsGetOneObjectAFile() throws IOException {
    Run run = Run.of("detect", "--json", marked, plain);
    List<String> lines = run.output().lines().toList();
    assertEquals(2, lines.size());
    JsonNode yes = new ObjectMapper().readTree(lines.get(0));
    assertTrue(yes.get("marked").asBoolean());
    assertEquals("001267", yes.get("id").asText());
    assertTrue(yes.get("log10_false_positive_bound").asDouble() < -6);
    assertEquals("public", yes.get("segments").get(0).get("key").asText());
    JsonNode no = new ObjectMapper().readTree(lines.get(1));
    assertFalse(no.get("marked").asBoolean());
    assertTrue(no.get("id").isNull());
    assertTrue(no.get("segments").isEmpty());
  }

  @Test
  void anOperatorsMarkIsFoundOnlyWithItsKey() throws IOException {
    MarkKey key = MarkKey.of(HexFormat.of().parseHex(OPERATOR_KEY));
    Path mine = write("mine.wav", mark(key));
    Path file = Files.writeString(folder.resolve("mark.key"), OPERATOR_KEY + "\n");
    Path other = Files.writeString(folder.resolve("other.key"), "08".repeat(MarkKey.LENGTH));
    assertEquals(1, Run.of("detect", mine).code());
    assertEquals(1, Run.of("detect", "--key", other, mine).code());
    String text = Run.of("detect", "--key", file, mine).succeeds().output();
    assertTrue(text.contains("key " + key.id()), text);
    Run.of("detect", "--key", file, marked).succeeds();
  }

  @Test
  void thePlotLightsWhatIsMarked() throws IOException {
    Path png = folder.resolve("marks.png");
    Run.of("detect", "--plot", png, marked).succeeds();
    var lit = ImageIO.read(png.toFile());
    assertEquals(1, Run.of("detect", "--plot", png, plain).code());
    var dark = ImageIO.read(png.toFile());
    int x = 800;
    int bar = 60; // over the waveform
    assertTrue((lit.getRGB(x, bar) >> 8 & 0xff) > 150, "a bar over what is marked");
    assertTrue((dark.getRGB(x, bar) >> 8 & 0xff) < 60, "none over what is not");
    Run.of("detect", "--plot", png, marked, plain)
        .failsWith(ExitCode.INVALID_INPUT, "--plot and --manifest are for one file; found 2");
  }

  @Test
  void silenceIsSaidToBeNothingToMark() {
    Path silence = write("silence.wav", new Waveform(new float[1][3 * RATE], RATE));
    Run run = Run.of("detect", silence);
    assertEquals(1, run.code());
    assertTrue(run.output().contains("silence"), run.output());
  }

  @Test
  void whatCannotBeHeardIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mp4"), "no media at all");
    Path film = TestFilm.draw(folder.resolve("silent.mp4"), 1);
    Run.of("detect", text).failsWith(ExitCode.UNREADABLE_MEDIA, "text.mp4");
    Run.of("detect", film).failsWith(ExitCode.UNREADABLE_MEDIA, "has no sound track");
    Run.of("detect", folder.resolve("absent.mp4"))
        .failsWith(ExitCode.INVALID_INPUT, "absent.mp4: no such file");
    Run.of("detect").failsWith(ExitCode.INVALID_INPUT, "FILE");
  }

  @Test
  void aBrokenFileDoesNotKeepTheOthersFromBeingLookedAt() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mp4"), "no media at all");
    Run run = Run.of("detect", text, marked);
    assertEquals(ExitCode.UNREADABLE_MEDIA.number(), run.code());
    assertTrue(run.output().contains("marked.m4a: MARKED"), run.output());
    assertTrue(run.errors().contains("text.mp4"), run.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xyz", "0707", "07 07"})
  void whatIsNoKeyIsRefused(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.key"), content);
    Run.of("detect", "--key", file, marked).failsWith(ExitCode.INVALID_INPUT, "watermark key");
    Run.of("detect", "--key", folder.resolve("absent.key"), marked)
        .failsWith(ExitCode.INVALID_INPUT, "absent.key");
  }

  @Test
  void theBenchPrintsItsTable() throws IOException {
    Path clips = Files.createDirectory(folder.resolve("noise"));
    Files.copy(plain, clips.resolve("a.wav"));
    Path trials = folder.resolve("trials.tsv");
    String table =
        Run.of(
                "bench",
                "watermark",
                "--data",
                clips,
                "--seconds",
                "4",
                "--attacks",
                "none.*|AAC 64k|MP3 128k then.*|8 bit|low.*|echo.*|compressor|loud.*|resample 8 k",
                "--false-positives",
                "20",
                "--no-speed",
                "--generated",
                1,
                "--trials",
                trials)
            .succeeds()
            .output();
    assertTrue(table.contains("| AAC 64k | 100.0 (34.2-100.0) |"), table);
    assertTrue(table.contains("0 false positives in 20 pairs"), table);
    assertEquals(19, Files.readAllLines(trials).size(), "ours and a generated one");
  }
}
