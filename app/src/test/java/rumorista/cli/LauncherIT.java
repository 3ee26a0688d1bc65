package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.cli.Launcher.Ending;
import rumorista.media.MediaInfo;

/** The program as a black box: the script in the repository's root, started as users start it. */
class LauncherIT {
  @TempDir Path folder;
  private Launcher launcher;

  @BeforeEach
  void prepare() throws IOException {
    launcher = new Launcher(Files.createDirectory(folder.resolve("in here")));
  }

  @Test
  void worksThroughALinkFromAnyFolderWithSpacesAndEveryScript() throws IOException {
    TestFilm.draw(folder.resolve("in here/my clip ü.mp4"), 1);
    Files.createSymbolicLink(folder.resolve("link"), Launcher.SCRIPT);
    Path second = Files.createSymbolicLink(folder.resolve("second link"), Path.of("link"));
    String prompt = "🌧 \"heavy\"  rain * $HOME مطر";
    Ending ending =
        launcher
            .with("LC_ALL", "C")
            .run(
                second,
                "generate",
                "my clip ü.mp4",
                "--prompt",
                prompt,
                "--model",
                TinyModel.directory(),
                "--json")
            .is(ExitCode.OK);
    JsonNode json = new ObjectMapper().readTree(ending.output());
    assertEquals(prompt, json.get("prompt").asText());
    assertEquals("my clip ü.sound.mp4", json.get("path").asText());
    assertEquals(List.of("my clip ü.mp4", "my clip ü.sound.mp4"), launcher.files());
    assertTrue(ending.errors().startsWith("watching my clip ü.mp4 (1.0 s, 160 x 120), seed "));
  }

  @Test
  void mistakesAreOneLine() {
    launcher
        .run(Launcher.SCRIPT, "generate", "absent.mp4")
        .is(ExitCode.INVALID_INPUT)
        .complains("absent.mp4: no such file");
  }

  @Test
  void theFirstLineOfProgressComesWithinThreeSeconds() throws Exception {
    TestFilm.draw(folder.resolve("in here/clip.mp4"), 1);
    Process process =
        launcher.start(Launcher.SCRIPT, "generate", "clip.mp4", "--model", TinyModel.directory());
    awaitProgress("watching");
    // Of the processor, not of the clock, which also counts what else the machine does.
    double seconds = process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    launcher.end(process);
    assertTrue(seconds < 3, "took " + seconds + " s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void stopsAtOnceAndLeavesNothing(String signal) throws Exception {
    // A test started in the background may have been told to ignore Ctrl-C; env takes that back.
    Process process =
        launcher.start(
            "env",
            "--default-signal",
            Launcher.SCRIPT,
            "generate",
            "--prompt",
            "rain",
            "--seconds",
            3600,
            "-o",
            "rain.wav");
    awaitProgress("placing\n");
    Thread.sleep(300);
    assertEquals(1, launcher.files().size(), "the output is being written");
    long begun = System.nanoTime();
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    Ending ending = launcher.end(process);
    double seconds = (System.nanoTime() - begun) / 1e9;
    assertTrue(seconds < 1.5, "took " + seconds + " s");
    assertEquals(signal.equals("INT") ? 130 : 143, ending.code(), ending.errors());
    assertEquals(List.of(), launcher.files());
    assertFalse(ending.errors().contains("\tat "), ending.errors());
  }

  @Test
  void aFullDiskIsReportedAndLeavesNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    if (launcher.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk).code() != 0) {
      // Not allowed to mount: a file that may not grow is much the same to a program.
      assertNoRoomToGrow();
      return;
    }
    try {
      Process process = generate(20, disk.resolve("rain.wav"));
      assertUnfinished(launcher.end(process));
      assertEquals(0, disk.toFile().list().length);
    } finally {
      assertEquals(0, launcher.run("umount", disk).code());
    }
  }

  @Test
  void aFileThatMayNotGrowIsReportedAndLeavesNothing() throws Exception {
    assertNoRoomToGrow();
  }

  private void assertNoRoomToGrow() throws Exception {
    Process process = generate(600, Path.of("rain.wav"));
    awaitProgress("imagining\n"); // native libraries that are unpacked may be larger
    String pid = Long.toString(process.pid());
    new ProcessBuilder("prlimit", "--pid", pid, "--fsize=65536").start().waitFor();
    assertUnfinished(launcher.end(process));
    assertEquals(List.of(), launcher.files());
  }

  private Process generate(int seconds, Path output) {
    return launcher.start(
        Launcher.SCRIPT,
        "generate",
        "--prompt",
        "rain",
        "--seconds",
        seconds,
        "--model",
        TinyModel.directory(),
        "-o",
        output);
  }

  private static void assertUnfinished(Ending ending) {
    ending.is(ExitCode.INVALID_INPUT);
    String last = ending.errors().lines().toList().getLast();
    assertTrue(last.startsWith("rumorista: ") && last.contains("rain.wav"), ending.errors());
    assertFalse(last.contains(".rumorista-"), "a passing name: " + last);
    assertFalse(ending.errors().contains("\tat "), ending.errors());
  }

  @Test
  void theExampleRuns() {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 1);
    Path output = folder.resolve("out.mp4");
    new Launcher(Launcher.ROOT.resolve("app/target"))
        .run(
            "sh",
            "-c",
            "cd \"$0\" && exec \"$@\"",
            Launcher.ROOT,
            Path.of(System.getProperty("java.home"), "bin/java"),
            "-cp",
            "app/target/rumorista.jar",
            "--enable-native-access=ALL-UNNAMED",
            "examples/AddSound.java",
            Path.of("models"),
            film,
            "rain",
            output)
        .is(ExitCode.OK);
    assertTrue(MediaInfo.probe(output).hasSound());
  }

  private void awaitProgress(String stage) throws InterruptedException {
    for (int turn = 0; turn < 3000; turn++) {
      if (launcher.printed("stderr").contains(stage)) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no progress: " + launcher.printed("stderr"));
  }
}
