package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.provenance.Keys;

class KeyCommandTest {
  @TempDir Path home;

  @Test
  void showsWhatThereIs() throws IOException {
    String nothing = Run.of("key", "show", "--home", home).succeeds().output();
    assertTrue(nothing.contains("mark key: none"), nothing);
    assertTrue(nothing.contains("signing key: none yet"), nothing);
    String made =
        Run.of("key", "new", "--home", home, "--operator", "Studio X").succeeds().output();
    assertTrue(made.contains("O=Studio X"), made);
    assertEquals(made, Run.of("key", "show", "--home", home).succeeds().output());
    String secret = Files.readString(Keys.open(home).markKeyFile()).strip();
    assertFalse(made.contains(secret));
  }

  @Test
  void keysAreReplacedOnlyWhenAsked() {
    String first = Run.of("key", "new", "--home", home).succeeds().output();
    Run.of("key", "new", "--home", home)
        .failsWith(ExitCode.INVALID_INPUT, "both keys are there already: --replace");
    assertEquals(first, Run.of("key", "show", "--home", home).succeeds().output());
    String second = Run.of("key", "new", "--home", home, "--replace").succeeds().output();
    assertFalse(second.contains(first.lines().findFirst().orElseThrow()));
  }

  @Test
  void exportsOnlyCertificates() {
    String pem = Run.of("key", "export-public", "--home", home).succeeds().output();
    assertEquals(2, pem.split("BEGIN CERTIFICATE", -1).length - 1);
    assertFalse(pem.contains("PRIVATE"));
  }

  @Test
  void aCertificateOfOurOwnCanBeTakenOver() {
    Path other = home.resolve("other");
    Run.of("key", "new", "--home", other, "--operator", "Bought").succeeds();
    Keys keys = Keys.open(other);
    String output =
        Run.of(
                "key",
                "new",
                "--home",
                home,
                "--certificate",
                keys.certificateFile(),
                "--private-key",
                keys.signingKeyFile())
            .succeeds()
            .output();
    assertTrue(output.contains("O=Bought"), output);
    assertFalse(output.contains("your own"), output);
  }

  @Test
  void badInputIsNamed() throws IOException {
    Run.of("key", "new", "--home", home, "--private-key", "x")
        .failsWith(ExitCode.INVALID_INPUT, "needs --certificate");
    Run.of("key", "new", "--home", home, "--certificate", home.resolve("none.pem"))
        .failsWith(ExitCode.INVALID_INPUT, "does not exist");
    Run.of("key", "new", "--home", home, "--replace", "--certificate", "x")
        .failsWith(ExitCode.INVALID_INPUT, "--replace");
    Run.of("key", "new", "--home", home).succeeds();
    Path mark = Keys.open(home).markKeyFile();
    Files.setPosixFilePermissions(mark, PosixFilePermissions.fromString("rw-r--r--"));
    Run.of("key", "show", "--home", home)
        .failsWith(ExitCode.INVALID_INPUT, "others may read or write this key");
  }
}
