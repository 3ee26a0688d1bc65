package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static rumorista.cli.ExitCode.BAD_MODEL;
import static rumorista.cli.ExitCode.INVALID_INPUT;
import static rumorista.cli.ExitCode.UNREADABLE_MEDIA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.SoundWriter;

/** Whatever is wrong: one line, the right exit code, no output left, the input untouched. */
class BadInputTest {
  @TempDir Path folder;
  private Path film;
  private Path output;
  private byte[] before;

  @BeforeEach
  void draw() throws IOException {
    film = TestFilm.draw(folder.resolve("film.mp4"), 1);
    before = Files.readAllBytes(film);
    output = folder.resolve("out.mp4");
  }

  @AfterEach
  void leavesNothing() throws IOException {
    assertArrayEquals(before, Files.readAllBytes(film));
    assertFalse(Files.exists(output));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.filter(file -> file.toString().contains(".rumorista")).toList());
    }
  }

  @Test
  void missingFile() {
    generate(folder.resolve("absent.mp4")).failsWith(INVALID_INPUT, "absent.mp4: no such file");
  }

  @Test
  void directory() throws IOException {
    generate(Files.createDirectory(folder.resolve("folder.mp4")))
        .failsWith(INVALID_INPUT, "folder.mp4: is a directory");
  }

  @Test
  void emptyFile() throws IOException {
    generate(Files.createFile(folder.resolve("empty.mp4")))
        .failsWith(UNREADABLE_MEDIA, "empty.mp4");
  }

  @Test
  void textNamedMp4() throws IOException {
    generate(Files.writeString(folder.resolve("text.mp4"), "No film.\n".repeat(1000)))
        .failsWith(UNREADABLE_MEDIA, "text.mp4");
  }

  @Test
  void filmWithoutItsIndex() throws IOException {
    byte[] cut = before.clone();
    String text = new String(cut, java.nio.charset.StandardCharsets.ISO_8859_1);
    cut[text.indexOf("moov")] = 'x';
    generate(Files.write(folder.resolve("moovless.mp4"), cut))
        .failsWith(UNREADABLE_MEDIA, "moovless.mp4");
  }

  @Test
  void filmCutInTheMiddle() throws IOException {
    byte[] whole = Files.readAllBytes(TestFilm.draw(folder.resolve("long.mp4"), 4));
    byte[] half = Arrays.copyOf(whole, whole.length * 6 / 10);
    generate(Files.write(folder.resolve("cut.mp4"), half)).failsWith(UNREADABLE_MEDIA, "cut.mp4");
  }

  @Test
  void filmOfNoFrames() {
    generate(TestFilm.draw(folder.resolve("none.mp4"), 0)).failsWith(UNREADABLE_MEDIA, "none.mp4");
  }

  @Test
  void audioOnly() {
    Path sound = folder.resolve("sound.wav");
    SoundWriter.write(SoundStream.of(Waveform.mono(new float[32_000], 32_000)), sound);
    generate(sound).failsWith(UNREADABLE_MEDIA, "sound.wav: has no picture");
  }

  @Test
  void unwritableOutput() {
    // Root may write everywhere, but not below a file, nor into a folder that the kernel keeps.
    assertOutputRefused(film.resolve("out.mp4"), "film.mp4");
    assertOutputRefused(folder.resolve("absent/out.mp4"), "absent");
    assertOutputRefused(Path.of("/proc/out.mp4"), "/proc");
    assertOutputRefused(Path.of("/"), "the extension decides");
  }

  @Test
  void directoryAsOutput() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("folder.mp4"));
    assertOutputRefused(directory, "directory");
  }

  @Test
  void outputThatIsTheInput() throws IOException {
    assertOutputRefused(film, "never overwritten");
    Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), film);
    assertOutputRefused(link, "never overwritten");
  }

  @Test
  void outputThatExists() throws IOException {
    Path existing = Files.writeString(folder.resolve("mine.mp4"), "mine");
    Run.of("generate", film, "-o", existing).failsWith(INVALID_INPUT, "mine.mp4");
    assertEquals("mine", Files.readString(existing));
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.txt", "out", ".mp4", "out.", "out.mp4.part"})
  void unknownOutputExtension(String name) {
    assertOutputRefused(folder.resolve(name), "the extension decides");
  }

  @Test
  void filmAsOutputWithoutFilmAsInput() {
    Run.of("generate", "--prompt", "rain", "-o", output)
        .failsWith(INVALID_INPUT, "needs a film as input");
  }

  @Test
  void promptOfTenThousandCharacters() {
    generate(film, "--prompt", "x".repeat(10_000)).failsWith(INVALID_INPUT, "10000 characters");
    generate(film, "--negative", "x".repeat(10_000)).failsWith(INVALID_INPUT, "10000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--seconds, 0, seconds is 0",
        "--seconds, -1, seconds is -1",
        "--seconds, NaN, seconds is NaN",
        "--seconds, Infinity, seconds is Infinity",
        "--seconds, 1e9, seconds is 1.0E9",
        "--seconds, long, 'long' is not a double",
        "--steps, 5, are for networks",
        "--steps, 1.5, '1.5' is not an int",
        "--guidance, 2, are for networks",
        "--generator, magic, but was 'magic'",
        "--cues, /nowhere.json, /nowhere.json: no such file",
        "--write-cues, cues.txt, a cue sheet is a .json or a .csv file",
        "--takes, 0, takes is 0",
        "--takes, 100000, takes is 100000",
        "--seed, abc, 'abc' is not a long",
        "--device, gpu, but was 'gpu'",
        "--source-audio, mute, but was 'mute'",
        "--source-audio, mix, --source-audio is for films",
        "--library, /nowhere, /nowhere: no such directory",
        "--timeline, /nowhere.csv, /nowhere.csv: no such file",
        "--write-timeline, moves.csv, there is none to write",
        "--promt, x, did you mean --prompt",
      })
  void optionsThatCannotBe(String option, String value, String complaint) {
    Path sound = folder.resolve("out.wav");
    Run.of("generate", "--prompt", "rain", "-o", sound, option, value)
        .failsWith(INVALID_INPUT, complaint);
    assertFalse(Files.exists(sound));
  }

  @ParameterizedTest
  @CsvSource({
    "--steps, 0, steps is 0",
    "--steps, -5, steps is -5",
    "--guidance, NaN, guidance is NaN",
    "--guidance, 1000, guidance is 1000"
  })
  void optionsOfANetworkThatCannotBe(String option, String value, String complaint) {
    generate(film, "--generator", "flow", option, value).failsWith(INVALID_INPUT, complaint);
  }

  @Test
  void onlyALibraryThatIsNotNamed() {
    generate(film, "--only-library").failsWith(INVALID_INPUT, "there is no --library");
  }

  @Test
  void commandThatIsNone() {
    Run.of("genrate").failsWith(INVALID_INPUT, "did you mean generate");
  }

  @Test
  void nothingToGoBy() {
    Run.of("generate").failsWith(INVALID_INPUT, "nothing to go by");
  }

  @Test
  void lengthOfAFilmThatHasOne() {
    generate(film, "--seconds", 3).failsWith(INVALID_INPUT, "--seconds is for sounds");
  }

  @Test
  void modelThatIsNone() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty-model"));
    generate(film, "--model", empty).failsWith(BAD_MODEL, "empty-model");
    generate(film, "--model", folder.resolve("absent-model")).failsWith(BAD_MODEL, "absent-model");
    Files.writeString(empty.resolve("model.json"), "{");
    generate(film, "--model", empty).failsWith(BAD_MODEL, "empty-model");
  }

  private void assertOutputRefused(Path path, String complaint) {
    Run.of("generate", film, "--force", "-o", path).failsWith(INVALID_INPUT, complaint);
  }

  private Run generate(Path input, Object... more) {
    Object[] arguments =
        Stream.concat(Stream.of("generate", input, "-o", output), Arrays.stream(more)).toArray();
    return Run.of(arguments);
  }
}
