package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The field's own validator, {@code @contentauth/c2pa-wasm}, under Node. Fails where Node is
 * missing; on first use npm fetches the validator.
 */
final class Oracle {
  private static final Path SOURCE = Path.of("src", "test", "resources", "c2pa-oracle");
  private static final Path FOLDER = Path.of("target", "c2pa-oracle");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE = 300; // seconds

  private Oracle() {}

  /** What the validator says of each file. */
  static Map<Path, JsonNode> validate(String anchors, List<Path> files) throws IOException {
    install();
    ObjectNode question = JSON.createObjectNode().put("anchors", anchors);
    ArrayNode list = question.putArray("files");
    files.forEach(
        file -> list.addObject().put("path", file.toString()).put("type", mediaType(file)));
    String answer = run(question.toString(), "node", "validate.mjs");
    Map<Path, JsonNode> verdicts = new LinkedHashMap<>();
    for (String line : answer.lines().toList()) {
      JsonNode verdict = JSON.readTree(line);
      verdicts.put(Path.of(verdict.path("path").asText()), verdict);
    }
    assertEquals(files.size(), verdicts.size(), answer);
    return verdicts;
  }

  private static void install() throws IOException {
    Files.createDirectories(FOLDER);
    for (String name : List.of("package.json", "package-lock.json", "validate.mjs")) {
      Files.copy(SOURCE.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.isDirectory(FOLDER.resolve("node_modules").resolve("@contentauth"))) {
      run("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
  }

  private static String run(String input, String... command) throws IOException {
    Path output = Files.createTempFile(FOLDER, "output", ".txt");
    Path errors = Files.createTempFile(FOLDER, "errors", ".txt");
    Path given = Files.writeString(Files.createTempFile(FOLDER, "input", ".json"), input);
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectInput(given.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      assertTrue(process.waitFor(PATIENCE, TimeUnit.SECONDS), "no end: " + List.of(command));
      assertEquals(0, process.exitValue(), Files.readString(errors));
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return fail("Node and npm are needed to check manifests: apt-get install nodejs npm", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail(e);
    } finally {
      Files.delete(output);
      Files.delete(errors);
      Files.delete(given);
    }
  }

  private static String mediaType(Path file) {
    String name = file.getFileName().toString();
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "mp4" -> "video/mp4";
      case "mov" -> "video/quicktime";
      case "m4a" -> "audio/mp4";
      case "wav" -> "audio/wav";
      case "mp3" -> "audio/mpeg";
      default -> throw new AssertionError(name);
    };
  }
}
