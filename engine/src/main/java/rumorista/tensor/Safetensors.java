package rumorista.tensor;

import static rumorista.RumoristaException.badModel;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights on disk in the safetensors format: eight bytes of header length, a JSON header, raw
 * little-endian values. Read into plain arrays, or mapped through {@link TensorFile}.
 */
public final class Safetensors {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_HEADER_BYTES = 10_000_000;

  private Safetensors() {}

  /** Named values and their shape, row-major. */
  public record Entry(long[] shape, float[] values) {}

  /** Reads a whole file of any size; a broken one is a {@code BAD_MODEL}. */
  public static Map<String, Entry> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw badModel(
          "%s: there is no such file; a model directory holds its weights beside model.json", file);
    }
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      Map<String, Entry> result = new LinkedHashMap<>();
      map(file, bytes)
          .forEach((name, tensor) -> {
            if (tensor.kind() != Kind.F32 && tensor.kind() != Kind.F16) {
              throw badModel("%s: %s is of kind %s; wanted F32 or F16", file, name, tensor.kind());
            }
            result.put(name, new Entry(tensor.shape(), tensor.floats()));
          });
      return result;
    } catch (IOException e) {
      throw badModel("%s: cannot be read as safetensors (%s); copy it again", file, e.getMessage());
    }
  }

  /** What a mapped file holds, where it lies. */
  static Map<String, StoredTensor> map(Path file, MemorySegment bytes) throws IOException {
    long size = bytes.byteSize();
    long headerLength = size < 8 ? -1 : bytes.get(LONG, 0);
    if (headerLength < 2 || headerLength > Math.min(size - 8, MAX_HEADER_BYTES)) {
      throw badModel(
          "%s: not a safetensors file, or cut short (%d bytes); copy it again", file, size);
    }
    JsonNode header = JSON.readTree(bytes.asSlice(8, headerLength).toArray(ValueLayout.JAVA_BYTE));
    if (!header.isObject()) {
      throw badModel("%s: its header is no JSON object; copy it again", file);
    }
    MemorySegment values = bytes.asSlice(8 + headerLength);
    List<Place> places = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        places.add(place(file, entry.getKey(), entry.getValue(), values.byteSize()));
      }
    }
    checkLayout(file, places, values.byteSize());
    Map<String, StoredTensor> result = new LinkedHashMap<>();
    for (Place place : places) {
      MemorySegment numbers = values.asSlice(place.from, place.to - place.from);
      result.put(place.name, StoredTensor.dense(place.kind, place.shape, numbers));
    }
    return result;
  }

  /** Where the values of an entry lie, in bytes behind the header. */
  private record Place(String name, Kind kind, long[] shape, long from, long to) {}

  private static Place place(Path file, String name, JsonNode node, long size) {
    Kind kind = kind(file, name, node.path("dtype").asText());
    int width = kind.bytes();
    long[] shape = numbers(file, name, node.path("shape"));
    long[] offsets = numbers(file, name, node.path("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > size) {
      throw badModel("%s: %s lies outside the file; copy it again", file, name);
    }
    long bytes = width;
    for (long length : shape) {
      // No product of lengths that a file can hold overflows; a wrong one becomes too large first.
      bytes = Math.multiplyHigh(bytes, length) != 0 ? Long.MAX_VALUE : bytes * length;
    }
    if (offsets[1] - offsets[0] != bytes || bytes / width > Integer.MAX_VALUE - 8) {
      throw badModel(
          "%s: %s has %d bytes, which is wrong for %s of shape %s; copy it again",
          file, name, offsets[1] - offsets[0], kind, Arrays.toString(shape));
    }
    return new Place(name, kind, shape, offsets[0], offsets[1]);
  }

  private static Kind kind(Path file, String name, String text) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(text)) {
        return kind;
      }
    }
    throw badModel("%s: %s is of unknown kind %s", file, name, text);
  }

  private static long[] numbers(Path file, String name, JsonNode node) {
    long[] numbers = new long[node.size()];
    boolean good = node.isArray();
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = node.path(i);
      good &= number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= 0;
      numbers[i] = number.asLong();
    }
    if (!good) {
      throw badModel(
          "%s: %s has no proper shape and data_offsets (%s); copy it again", file, name, node);
    }
    return numbers;
  }

  /** The format wants the values one after the other, without overlap, gap or rest. */
  private static void checkLayout(Path file, List<Place> places, long size) {
    long end = 0;
    for (Place place :
        places.stream()
            .sorted(Comparator.comparingLong(Place::from).thenComparingLong(Place::to))
            .toList()) {
      if (place.from != end) {
        throw badModel(
            "%s: %s begins at byte %d of the values; wanted %d, where the entry before it ends",
            file, place.name, place.from, end);
      }
      end = place.to;
    }
    if (end != size) {
      throw badModel(
          "%s: the values have %d bytes; the header speaks of %d; copy it again", file, size, end);
    }
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
    byte[] text = JSON.writeValueAsBytes(header);
    byte[] headerBytes = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(headerBytes, text.length, headerBytes.length, (byte) ' '); // aligns the values
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
