package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts real processes as a user would, and says how they ended. */
final class Launcher {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path SCRIPT = ROOT.resolve("rumorista");
  private static final long SECONDS_BEFORE_HANGING = 120;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>(System.getenv());

  /** Processes start in this folder, which also takes what they print. */
  Launcher(Path folder) {
    this.folder = folder;
    environment.remove("RUMORISTA_DEBUG");
    // Never the user's own keys and ledger.
    environment.put("RUMORISTA_HOME", ROOT.resolve("app/target/test-rumorista").toString());
  }

  Launcher with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Launcher without(String name) {
    environment.remove(name);
    return this;
  }

  /** How a process ended. */
  record Ending(int code, String output, String errors) {
    Ending is(ExitCode expected) {
      assertEquals(expected.number(), code, errors);
      return this;
    }

    /** One line on standard error, and nothing else. */
    Ending complains(String complaint) {
      assertEquals(1, errors.lines().count(), errors);
      assertTrue(errors.startsWith("rumorista: "), errors);
      assertTrue(errors.contains(complaint), errors);
      assertEquals("", output);
      return this;
    }
  }

  Ending run(Object... command) {
    return end(start(command));
  }

  Process start(Object... command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
              .directory(folder.toFile())
              .redirectOutput(folder.resolve("stdout").toFile())
              .redirectError(folder.resolve("stderr").toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException exception) {
      throw new AssertionError(exception);
    }
  }

  Ending end(Process process) {
    try {
      boolean ended = process.waitFor(SECONDS_BEFORE_HANGING, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertTrue(ended, () -> "hangs: " + printed("stderr"));
      return new Ending(process.exitValue(), printed("stdout"), printed("stderr"));
    } catch (InterruptedException exception) {
      throw new AssertionError(exception);
    }
  }

  /** What the last process printed so far. */
  String printed(String stream) {
    try {
      return Files.readString(folder.resolve(stream), StandardCharsets.UTF_8);
    } catch (IOException exception) {
      throw new AssertionError(exception);
    }
  }

  /** The files in the folder, without what processes printed. */
  List<String> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("stdout") && !name.equals("stderr"))
          .sorted()
          .toList();
    } catch (IOException exception) {
      throw new AssertionError(exception);
    }
  }
}
