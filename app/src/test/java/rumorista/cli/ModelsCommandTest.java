package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void writeModel() throws IOException {
    Files.writeString(
        folder.resolve("model.json"),
        "{\"name\": \"tiny\", \"family\": \"small\", \"license\": \"CC0-1.0\","
            + " \"timing\": {\"sampleRate\": 16000}, \"later\": [1]}");
    weights("{\"__metadata__\":{},\"a\":{\"dtype\":\"F16\",\"shape\":[3,4]},\"b\":{\"shape\":[]}}");
  }

  @Test
  void aModelIsDescribed() throws IOException {
    Run run = Run.of("models", "--json", "--model", folder).succeeds();
    JsonNode json = new ObjectMapper().readTree(run.output().lines().toList().getLast());
    assertEquals("tiny", json.get("name").asText());
    assertEquals("small", json.get("family").asText());
    assertEquals("CC0-1.0", json.get("licence").asText());
    assertEquals(16_000, json.get("sampleRate").asInt());
    assertEquals(13, json.get("parameters").asLong());
    assertTrue(json.get("bytes").asLong() > 100);
  }

  @Test
  void theShippedModelIsListed() {
    String table = Run.of("models", "--model", folder).succeeds().output();
    assertTrue(table.lines().anyMatch(line -> line.startsWith("small ")), table);
    assertTrue(table.lines().anyMatch(line -> line.startsWith("tiny ")), table);
  }

  @Test
  void brokenModelsAreRefused() throws IOException {
    Run.of("models", "--model", folder.resolve("absent"))
        .failsWith(ExitCode.BAD_MODEL, "absent: has no model.json");
    weights("{\"a\":");
    Run.of("models", "--model", folder).failsWith(ExitCode.BAD_MODEL, "cannot be read");
    Files.write(folder.resolve("weights.safetensors"), new byte[] {1, 2, 3});
    Run.of("models", "--model", folder).failsWith(ExitCode.BAD_MODEL, "not a safetensors file");
    Files.writeString(folder.resolve("model.json"), "{");
    Run.of("models", "--model", folder).failsWith(ExitCode.BAD_MODEL, "cannot be read");
  }

  private void weights(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(folder.resolve("weights.safetensors"), file.putLong(text.length).put(text).array());
  }
}
