package rumorista.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import rumorista.RumoristaException;

/**
 * What a model's directory says about itself, read leniently: what is missing is {@code "?"} or 0.
 *
 * @param parameters counted in the headers of its {@code .safetensors} files
 * @param bytes of all its files
 * @param sampleRate in hertz
 */
record ModelListing(
    Path directory,
    String name,
    String family,
    long parameters,
    long bytes,
    String licence,
    int sampleRate) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_HEADER = 100_000_000;

  /** The models in the directories right under this one; none if it is not there. */
  static List<ModelListing> allIn(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(child -> Files.isRegularFile(child.resolve("model.json")))
          .sorted()
          .map(ModelListing::read)
          .toList();
    } catch (IOException exception) {
      throw RumoristaException.badModel("%s: cannot be read: %s", parent, exception);
    }
  }

  /**
   * Reads one directory.
   *
   * @throws RumoristaException BAD_MODEL if it holds no model.json, or files that are not what they
   *     are called
   */
  static ModelListing read(Path directory) {
    Path specification = directory.resolve("model.json");
    if (!Files.isRegularFile(specification)) {
      throw RumoristaException.badModel("%s: has no model.json", directory);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      JsonNode json = JSON.readTree(specification.toFile());
      long parameters = 0;
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
        boolean weights =
            directory.equals(file.getParent()) && file.toString().endsWith(".safetensors");
        parameters += weights ? parameters(file) : 0;
      }
      return new ModelListing(
          directory,
          text(json, String.valueOf(directory.getFileName()), "name"),
          text(json, "?", "family"),
          parameters,
          bytes,
          text(json, "?", "licence", "license"),
          json.findPath("sampleRate").asInt());
    } catch (IOException exception) {
      throw RumoristaException.badModel("%s: cannot be read: %s", directory, exception);
    }
  }

  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("directory", directory.toString());
    json.put("name", name);
    json.put("family", family);
    json.put("parameters", parameters);
    json.put("bytes", bytes);
    json.put("licence", licence);
    json.put("sampleRate", sampleRate);
    return json.toString();
  }

  private static String text(JsonNode json, String otherwise, String... fields) {
    for (String field : fields) {
      JsonNode value = json.findPath(field);
      if (value.isTextual()) {
        return value.asText();
      }
    }
    return otherwise;
  }

  /**
   * A safetensors file begins with the length of its header, eight bytes, then the header in JSON.
   */
  private static long parameters(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(length);
      long size = length.hasRemaining() ? 0 : length.flip().getLong();
      if (size < 2 || size > Math.min(LARGEST_HEADER, channel.size() - 8)) {
        throw RumoristaException.badModel("%s: is not a safetensors file", file);
      }
      ByteBuffer header = ByteBuffer.allocate((int) size);
      channel.read(header);
      long parameters = 0;
      for (JsonNode tensor : JSON.readTree(header.array())) {
        parameters += tensor.has("shape") ? product(tensor.get("shape")) : 0;
      }
      return parameters;
    }
  }

  private static long product(JsonNode shape) {
    long product = 1;
    for (JsonNode dimension : shape) {
      product *= dimension.asLong();
    }
    return product;
  }
}
