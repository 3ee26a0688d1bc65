package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Prompt;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.SoundWriter;
import rumorista.provenance.Keys;
import rumorista.provenance.Origin;
import rumorista.provenance.Provenance;

class VerifyCommandTest {
  @TempDir Path folder;
  private Keys keys;
  private Path home;
  private Path file;

  @BeforeEach
  void sign() {
    home = folder.resolve("home");
    keys = Keys.open(home);
    keys.createSigningKey("Studio \u001b[31mExample");
    file = write("out.wav");
    Provenance.sign(file, origin(null), keys.signingKey());
  }

  private Path write(String name) {
    Path sound = folder.resolve(name);
    SoundWriter.write(SoundStream.of(new Waveform(new float[1][4800], 48000)), sound);
    return sound;
  }

  private static Origin origin(Path film) {
    return new Origin(
        "out.wav",
        new Origin.Model("small", "1", "cd".repeat(32)),
        new Prompt("a secret wish", ""),
        false,
        7,
        0x3fa9c1,
        film,
        "0.1.0",
        Instant.parse("2026-11-22T12:00:00Z"));
  }

  private Run verify(Object... arguments) {
    Object[] words = new Object[arguments.length + 3];
    words[0] = "verify";
    words[1] = "--home";
    words[2] = home;
    System.arraycopy(arguments, 0, words, 3, arguments.length);
    return Run.of(words);
  }

  @Test
  void tellsWhoWhatAndWhen() {
    String output = verify(file).succeeds().output();
    for (String wanted :
        new String[] {
          "out.wav: valid and trusted",
          "Example",
          "2026-11-22T12:00:00Z",
          "Rumorista 0.1.0, model small 1",
          "generated       sound (trainedAlgorithmicMedia)",
          "watermark       3fa9c1",
          "whole           yes"
        }) {
      assertTrue(output.contains(wanted), wanted + " in " + output);
    }
    assertFalse(output.contains("secret"), "the prompt was not disclosed");
    assertFalse(output.contains("\u001b"), "what others wrote does not steer the terminal");
  }

  @Test
  void speaksJson() throws IOException {
    Run run = verify("--json", file).succeeds();
    assertEquals(1, run.output().lines().count());
    JsonNode json = new ObjectMapper().readTree(run.output());
    assertEquals("trusted", json.path("state").asText());
    assertTrue(json.path("whole").asBoolean());
    assertTrue(json.path("signer").path("trusted").asBoolean());
    assertEquals("3fa9c1", json.path("claim").path("watermarkId").asText());
    assertEquals("sound", json.path("claim").path("generated").path(0).asText());
    assertEquals("cd".repeat(32), json.path("claim").path("weightsSha256").asText());
    assertTrue(json.path("findings").size() > 5);
  }

  @Test
  void aStrangersFileIsValidUntilTrustIsAskedFor() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Run run = Run.of("verify", "--home", elsewhere, file);
    assertEquals(0, run.code());
    assertTrue(run.output().contains("not known to be trusted"), run.output());
    Path certificates = folder.resolve("studio.pem");
    Files.writeString(
        certificates, Run.of("key", "export-public", "--home", home).succeeds().output());
    assertTrue(
        Run.of("verify", "--home", elsewhere, "--trust", certificates, file)
            .succeeds()
            .output()
            .contains("valid and trusted"));
    Keys.open(elsewhere).signingKey();
    Path others = Keys.open(elsewhere).authorityFile();
    assertEquals(1, verify("--trust", others, file).code());
    assertEquals(0, verify("--trust", others, "--trust", certificates, file).code());
  }

  @Test
  void aChangedFileIsNotValid() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    Run run = verify(file);
    assertEquals(1, run.code());
    assertEquals("", run.errors());
    assertTrue(run.output().contains("NOT VALID"), run.output());
    assertTrue(run.output().contains("whole           no"), run.output());
    assertTrue(
        run.output().contains("changed after it was signed (assertion.dataHash.mismatch)"),
        run.output());
  }

  @Test
  void aFileWithoutManifestIsNotValid() {
    Run run = verify(write("plain.mp3"));
    assertEquals(1, run.code());
    assertTrue(run.output().contains("plain.mp3: no C2PA manifest"), run.output());
  }

  @Test
  void aManifestMayLieBeside() {
    Path flac = write("beside.flac");
    Provenance.sign(flac, origin(file), keys.signingKey()).writeSidecar(flac, false);
    String output = verify(flac).succeeds().output();
    assertTrue(output.contains("from            out.wav (componentOf), with its own"), output);
  }

  @Test
  void aManifestAloneTellsButIsNotValid() throws IOException {
    Path manifest = Files.write(folder.resolve("found.c2pa"), Provenance.read(file));
    Run run = verify(manifest);
    assertEquals(1, run.code());
    assertTrue(run.output().contains("found.c2pa: a manifest without its file"), run.output());
    assertTrue(run.output().contains("watermark       3fa9c1"), run.output());
    assertTrue(run.output().contains("not compared with a file"), run.output());
  }

  @Test
  void badInputIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "some words and no sound");
    verify(text).failsWith(ExitCode.UNREADABLE_MEDIA, "notes.txt: no film or sound");
    verify(folder.resolve("gone.mp4"))
        .failsWith(ExitCode.INVALID_INPUT, "gone.mp4: does not exist");
    verify("--trust", text, file).failsWith(ExitCode.INVALID_INPUT, "holds no certificate");
    verify().failsWith(ExitCode.INVALID_INPUT, "Missing required parameter: 'FILE'");
  }
}
