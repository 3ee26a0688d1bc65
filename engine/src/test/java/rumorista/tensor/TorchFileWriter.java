package rumorista.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes state dictionaries as {@code torch.save} does: a zip archive whose sizes are in zip64
 * fields, with a pickle and one stored entry a tensor. Tensor by tensor, so of any size.
 */
public final class TorchFileWriter implements AutoCloseable {
  private record Entry(String name, long local, long size) {}

  private final FileChannel file;
  private final List<Entry> entries = new ArrayList<>();

  private TorchFileWriter(Path path) throws IOException {
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /**
   * Writes a file.
   *
   * @param inside the key of the dictionary that holds the state; empty if the state is all
   */
  public static void write(
      Path path, String inside, Map<String, ? extends SafetensorsWriter.Source> tensors)
      throws IOException {
    try (TorchFileWriter writer = new TorchFileWriter(path)) {
      writer.entry("archive/data.pkl", pickle(inside, tensors));
      int index = 0;
      for (SafetensorsWriter.Source tensor : tensors.values()) {
        float[] values = tensor.values();
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        writer.entry("archive/data/" + index++, bytes.array());
      }
      writer.entry("archive/version", "3\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes a file whose pickle is given. */
  static void write(Path path, byte[] pickle) throws IOException {
    try (TorchFileWriter writer = new TorchFileWriter(path)) {
      writer.entry("archive/data.pkl", pickle);
    }
  }

  private static byte[] pickle(
      String inside, Map<String, ? extends SafetensorsWriter.Source> tensors) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, 0x80, 2);
    if (!inside.isEmpty()) {
      write(out, '}', '(');
      text(out, inside);
    }
    global(out, "collections", "OrderedDict");
    write(out, ')', 'R', '(');
    int index = 0;
    for (Map.Entry<String, ? extends SafetensorsWriter.Source> entry : tensors.entrySet()) {
      long[] shape = entry.getValue().shape();
      long count = 1;
      long[] stride = new long[shape.length];
      for (int i = shape.length - 1; i >= 0; i--) {
        stride[i] = count;
        count *= shape[i];
      }
      text(out, entry.getKey());
      global(out, "torch._utils", "_rebuild_tensor_v2");
      write(out, '(', '(');
      text(out, "storage");
      global(out, "torch", "FloatStorage");
      text(out, Integer.toString(index++));
      text(out, "cuda:0");
      number(out, count);
      write(out, 't', 'Q', 'K', 0);
      tuple(out, shape);
      tuple(out, stride);
      write(out, 0x89);
      global(out, "collections", "OrderedDict");
      write(out, ')', 'R', 't', 'R');
    }
    write(out, 'u');
    if (!inside.isEmpty()) {
      write(out, 'u');
    }
    write(out, '.');
    return out.toByteArray();
  }

  private static void tuple(ByteArrayOutputStream out, long[] numbers) {
    write(out, '(');
    for (long number : numbers) {
      number(out, number);
    }
    write(out, 't');
  }

  private static void number(ByteArrayOutputStream out, long number) {
    write(out, 'J');
    out.writeBytes(
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(Math.toIntExact(number))
            .array());
  }

  static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(out, 'X');
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  static void global(ByteArrayOutputStream out, String module, String name) {
    out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static void write(ByteArrayOutputStream out, int... bytes) {
    for (int value : bytes) {
      out.write(value);
    }
  }

  private void entry(String name, byte[] data) throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    entries.add(new Entry(name, file.position(), data.length));
    ByteBuffer local = ByteBuffer.allocate(30 + nameBytes.length).order(ByteOrder.LITTLE_ENDIAN);
    local.putInt(0x04034b50).position(18);
    local.putInt(data.length).putInt(data.length).putShort((short) nameBytes.length);
    local.putShort((short) 0).put(nameBytes);
    put(local.flip());
    put(ByteBuffer.wrap(data));
  }

  @Override
  public void close() throws IOException {
    long start = file.position();
    for (Entry entry : entries) {
      byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
      ByteBuffer central =
          ByteBuffer.allocate(46 + name.length + 28).order(ByteOrder.LITTLE_ENDIAN);
      central.putInt(0x02014b50).position(20);
      central.putInt(-1).putInt(-1).putShort((short) name.length).putShort((short) 28);
      central.position(42).putInt(-1).put(name);
      central.putShort((short) 1).putShort((short) 24);
      central.putLong(entry.size).putLong(entry.size).putLong(entry.local);
      put(central.flip());
    }
    long end = file.position();
    ByteBuffer tail = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
    tail.putInt(0x06064b50).putLong(44).position(24);
    tail.putLong(entries.size()).putLong(entries.size()).putLong(end - start).putLong(start);
    tail.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    tail.putInt(0x06054b50).putInt(0).putShort((short) -1).putShort((short) -1);
    tail.putInt(-1).putInt(-1).putShort((short) 0);
    put(tail.flip());
    file.close();
  }

  private void put(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }
}
