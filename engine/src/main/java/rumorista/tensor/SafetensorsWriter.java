package rumorista.tensor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes weights of any size in the safetensors format, tensor by tensor: no more than one is in
 * memory.
 */
public final class SafetensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALIGNMENT = 64; // bytes: what vector instructions like
  private static final int BLOCK = 1 << 16; // numbers

  private SafetensorsWriter() {}

  /** A tensor that is made when its turn has come. */
  public interface Source {
    long[] shape();

    /** Row-major; the caller may change what it gets. */
    float[] values();
  }

  /**
   * Writes a file; what is there is replaced.
   *
   * @param kinds that each is written in: F32, F16 or BF16
   */
  public static void write(
      Path file, Function<Source, Kind> kinds, Map<String, ? extends Source> tensors)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(channel, header(kinds, tensors));
      ByteBuffer block = ByteBuffer.allocateDirect(BLOCK * Kind.F32.bytes());
      for (Source source : tensors.values()) {
        write(channel, kinds.apply(source), source.values(), block);
      }
    }
  }

  private static ByteBuffer header(
      Function<Source, Kind> kinds, Map<String, ? extends Source> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, ? extends Source> entry : tensors.entrySet()) {
      ObjectNode node = header.putObject(entry.getKey());
      Kind kind = kinds.apply(entry.getValue());
      long[] shape = entry.getValue().shape();
      long end = offset + Arrays.stream(shape).reduce(kind.bytes(), Math::multiplyExact);
      node.put("dtype", kind.name());
      node.set("shape", JSON.valueToTree(shape));
      node.set("data_offsets", JSON.valueToTree(new long[] {offset, end}));
      offset = end;
    }
    byte[] text = JSON.writeValueAsBytes(header);
    int length = Math.ceilDiv(8 + text.length, ALIGNMENT) * ALIGNMENT - 8;
    ByteBuffer bytes = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(bytes.array(), (byte) ' ');
    return bytes.putLong(length).put(text).position(0);
  }

  private static void write(FileChannel channel, Kind kind, float[] values, ByteBuffer block)
      throws IOException {
    MemorySegment segment = MemorySegment.ofBuffer(block.clear());
    for (int from = 0; from < values.length; from += BLOCK) {
      int length = Math.min(BLOCK, values.length - from);
      for (int i = 0; i < length; i++) {
        kind.write(segment, i, values[from + i]);
      }
      writeFully(channel, block.clear().limit(length * kind.bytes()));
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
