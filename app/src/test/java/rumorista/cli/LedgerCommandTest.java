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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Prompt;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.provenance.Fingerprint;
import rumorista.provenance.Keys;
import rumorista.provenance.Ledger;
import rumorista.provenance.LedgerEntry;
import rumorista.provenance.Origin;
import rumorista.provenance.Provenance;

class LedgerCommandTest {
  private static final byte[] MANIFEST = {1, 2, 3};

  @TempDir Path home;
  private LedgerEntry marked;
  private String id;

  @BeforeEach
  void make() {
    Ledger ledger = Ledger.open(home);
    marked = append(ledger, "marked.mp4", ledger.allocateId("ab".repeat(32)));
    append(ledger, "silent.wav", null);
    id = Origin.hex(marked.watermarkId());
  }

  private LedgerEntry append(Ledger ledger, String file, Integer watermarkId) {
    Origin origin =
        new Origin(
            file,
            new Origin.Model("small", "1", "00"),
            new Prompt("rain", ""),
            false,
            7,
            watermarkId,
            null,
            "0.1.0",
            Instant.now());
    return ledger.append(
        file,
        "ef".repeat(32),
        "ab".repeat(32),
        origin,
        Keys.open(home).signingKey(),
        List.of("public"),
        new Provenance.Signed(MANIFEST, true),
        new Fingerprint.Tap(SoundStream.of(Waveform.mono(new float[8_000], 8_000))).fingerprint());
  }

  @Test
  void listsWorks() throws IOException {
    String table = Run.of("ledger", "list", "--home", home).succeeds().output();
    assertEquals(3, table.lines().count(), table);
    assertTrue(table.lines().toList().get(1).contains(id), table);
    assertTrue(table.lines().toList().get(2).contains("none"), table);
    String json = Run.of("ledger", "list", "--json", "--home", home).succeeds().output();
    assertEquals(3, json.lines().count(), "the reserved id too");
    JsonNode last = new ObjectMapper().readTree(json.lines().toList().getLast());
    assertFalse(last.path("marked").asBoolean());
    assertEquals("silent.wav", last.path("file").asText());
  }

  @Test
  void showsAWorkAndGivesItsManifestBack() throws IOException {
    Path manifest = home.resolve("found.c2pa");
    String shown =
        Run.of("ledger", "show", id, "--manifest", manifest, "--home", home).succeeds().output();
    assertTrue(shown.contains("marked.mp4"), shown);
    assertTrue(shown.contains(marked.hash()), shown);
    assertArrayEquals(MANIFEST, Files.readAllBytes(manifest));
    JsonNode json =
        new ObjectMapper()
            .readTree(Run.of("ledger", "show", id, "--json", "--home", home).succeeds().output());
    assertEquals("ef".repeat(32), json.path("sha256").asText());
  }

  @Test
  void verifiesAllOfIt() throws IOException {
    String output = Run.of("ledger", "verify", "--home", home).succeeds().output();
    assertTrue(output.startsWith("3 entries, all chained"), output);
    Path file = home.resolve("ledger").resolve("ledger.jsonl");
    String lines = Files.readString(file);
    Files.writeString(file, lines + "{\"sequence\":4");
    assertTrue(Run.of("ledger", "verify", "--home", home).succeeds().output().contains("cut off"));
    Files.writeString(file, lines);
    try (var kept = Files.newDirectoryStream(home.resolve("ledger").resolve("manifests"))) {
      Files.delete(kept.iterator().next());
    }
    Run missing = Run.of("ledger", "verify", "--home", home);
    assertEquals(1, missing.code());
    assertTrue(missing.output().contains("FAULT: the manifest of marked.mp4"), missing.output());
    Files.writeString(file, lines.replace("marked.mp4", "other.mp4"));
    Run.of("ledger", "verify", "--home", home)
        .failsWith(ExitCode.INVALID_INPUT, "ledger.jsonl, line 2: is broken");
  }

  @Test
  void badInputIsNamed() {
    Run.of("ledger", "show", "xyz", "--home", home)
        .failsWith(ExitCode.INVALID_INPUT, "\"xyz\": wanted six hexadecimal digits");
    String other = id.equals("000001") ? "000002" : "000001";
    Run.of("ledger", "show", other, "--home", home)
        .failsWith(ExitCode.INVALID_INPUT, other + ": is not in this ledger");
  }
}
