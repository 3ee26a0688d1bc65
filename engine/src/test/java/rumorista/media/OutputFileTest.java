package rumorista.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;

class OutputFileTest {
  @TempDir Path directory;

  @Test
  void appearsOnlyWhenCommitted() throws IOException {
    Path target = directory.resolve("film.mp4");
    try (OutputFile file = OutputFile.create(target, false)) {
      assertTrue(file.path().toString().endsWith(".mp4"));
      assertEquals(directory, file.path().getParent());
      Files.writeString(file.path(), "film");
      assertFalse(Files.exists(target));
      file.commit();
    }
    assertEquals("film", Files.readString(target));
    assertEquals(1, count());
  }

  @Test
  void leavesNothingWhenNotCommitted() throws IOException {
    try (OutputFile file = OutputFile.create(directory.resolve("film.mp4"), false)) {
      Files.writeString(file.path(), "half a film");
    }
    assertEquals(0, count());
  }

  @Test
  void replacesOnlyByForce() throws IOException {
    Path target = Files.writeString(directory.resolve("film.mp4"), "old");

    assertRefused(() -> OutputFile.create(target, false), "film.mp4", "exists");
    try (OutputFile file = OutputFile.create(target, true)) {
      Files.writeString(file.path(), "new");
      assertEquals("old", Files.readString(target));
      file.commit();
    }

    assertEquals("new", Files.readString(target));
  }

  @Test
  void doesNotReplaceWhatAppearedMeanwhile() throws IOException {
    Path target = directory.resolve("film.mp4");
    try (OutputFile file = OutputFile.create(target, false)) {
      Files.writeString(target, "another's");
      assertRefused(file::commit, "film.mp4", "exists");
    }
    assertEquals("another's", Files.readString(target));
    assertEquals(1, count());
  }

  @Test
  void writesWhereALinkPoints() throws IOException {
    Path real = Files.writeString(directory.resolve("real.mp4"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link.mp4"), real);

    try (OutputFile file = OutputFile.create(link, true)) {
      Files.writeString(file.path(), "new");
      file.commit();
    }

    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real));
  }

  @Test
  void refusesPlacesThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertRefused(() -> OutputFile.create(directory, true), "directory");
    assertRefused(() -> OutputFile.create(directory.resolve("none/film.mp4"), false), "none", "does not exist");
    assertRefused(() -> OutputFile.create(file.resolve("film.mp4"), false), "does not exist");
    assertRefused(() -> OutputFile.create(Path.of("/"), false), "directory");
  }

  @Test
  void refusesOneFileAsInputAndOutput() throws IOException {
    Path film = Files.writeString(directory.resolve("film.mp4"), "");
    Path link = Files.createSymbolicLink(directory.resolve("link.mp4"), film);

    assertRefused(() -> OutputFile.refuseSameFile(film, film), "film.mp4", "both");
    assertRefused(() -> OutputFile.refuseSameFile(film, link), "link.mp4", "both");
    OutputFile.refuseSameFile(film, directory.resolve("other.mp4"));
  }

  @Test
  void leavesNothingWhenTheMachineIsToldToStop() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                directory.resolve("film.mp4").toString())
            .redirectErrorStream(true)
            .start();
    assertEquals('w', process.getInputStream().read());
    assertEquals(1, count());

    process.destroy();
    process.waitFor();

    assertEquals(0, count());
  }

  /** Opens an output and waits to be stopped. */
  static final class Holder {
    public static void main(String[] arguments) throws InterruptedException {
      try (OutputFile file = OutputFile.create(Path.of(arguments[0]), false)) {
        System.out.print("writing " + file.path());
        System.out.flush();
        Thread.sleep(60_000);
      }
    }
  }

  private long count() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  private static void assertRefused(Executable action, String... words) {
    RumoristaException refusal = assertThrows(RumoristaException.class, action);
    assertEquals(RumoristaException.Kind.INVALID_INPUT, refusal.kind());
    for (String word : words) {
      assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
    }
  }
}
