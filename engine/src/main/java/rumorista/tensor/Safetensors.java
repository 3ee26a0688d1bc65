package rumorista.tensor;

import static rumorista.RumoristaException.badModel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights on disk in the safetensors format: eight bytes of header length, a JSON header, raw
 * little-endian values. Read into plain arrays; kinds F32 and F16.
 */
public final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_HEADER_BYTES = 10_000_000;

  private Safetensors() {}

  /** Named values and their shape, row-major. */
  public record Entry(long[] shape, float[] values) {}

  /** Reads a whole file; a broken one is a {@code BAD_MODEL}. */
  public static Map<String, Entry> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw badModel(
          "%s: there is no such file; a model directory holds its weights beside model.json", file);
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteBuffer bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, size).order(ByteOrder.LITTLE_ENDIAN);
      long headerLength = size < 8 ? -1 : bytes.getLong();
      if (headerLength < 2 || headerLength > Math.min(size - 8, MAX_HEADER_BYTES)) {
        throw badModel(
            "%s: not a safetensors file, or cut short (%d bytes); copy it again", file, size);
      }
      byte[] header = new byte[(int) headerLength];
      bytes.get(header);
      JsonNode entries = JSON.readTree(header);
      Map<String, Entry> result = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : entries.properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          result.put(
              entry.getKey(),
              entry(file, entry.getKey(), entry.getValue(), bytes, 8 + headerLength));
        }
      }
      return result;
    } catch (IOException e) {
      throw badModel("%s: cannot be read as safetensors (%s); copy it again", file, e.getMessage());
    }
  }

  private static Entry entry(Path file, String name, JsonNode node, ByteBuffer bytes, long start) {
    long[] shape = new long[node.path("shape").size()];
    long count = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.path("shape").get(i).asLong();
      count *= shape[i];
    }
    String kind = node.path("dtype").asText();
    int width =
        switch (kind) {
          case "F32" -> 4;
          case "F16" -> 2;
          default -> throw badModel("%s: %s is of kind %s; wanted F32 or F16", file, name, kind);
        };
    long from = start + node.path("data_offsets").path(0).asLong(-1);
    long to = start + node.path("data_offsets").path(1).asLong(-1);
    if (from < start || to > bytes.capacity() || to - from != count * width) {
      throw badModel(
          "%s: %s lies outside the file or has a wrong length; copy it again", file, name);
    }
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          width == 4
              ? bytes.getFloat((int) from + 4 * i)
              : Float.float16ToFloat(bytes.getShort((int) from + 2 * i));
    }
    return new Entry(shape, values);
  }

  /**
   * Writes a whole file, or nothing.
   *
   * @param half stores 16-bit floats
   */
  public static void write(Path file, Map<String, Entry> entries, boolean half) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    int width = half ? 2 : 4;
    long offset = 0;
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", half ? "F16" : "F32");
      node.set("shape", JSON.valueToTree(entry.getValue().shape()));
      long end = offset + (long) width * entry.getValue().values().length;
      node.set("data_offsets", JSON.valueToTree(new long[] {offset, end}));
      offset = end;
    }
    String text = JSON.writeValueAsString(header);
    byte[] headerBytes =
        (text + " ".repeat(7 - (text.length() + 7) % 8)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(8 + headerBytes.length + offset))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(headerBytes.length).put(headerBytes);
    for (Entry entry : entries.values()) {
      for (float value : entry.values()) {
        if (half) {
          bytes.putShort(Float.floatToFloat16(value));
        } else {
          bytes.putFloat(value);
        }
      }
    }
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try (FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      bytes.flip();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
