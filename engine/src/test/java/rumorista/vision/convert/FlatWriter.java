package rumorista.vision.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes small FlatBuffers files: tables before what they point to. */
final class FlatWriter {
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * A table.
   *
   * @param fields {@code Integer}, {@code Byte}, {@code int[]}, {@code byte[]}, a table, a list of
   *     tables, or {@code null} for a field with its default
   */
  record Table(Object... fields) {}

  /** A file with this table at its root and a mark at bytes 4 to 7. */
  static byte[] file(String mark, Table root) {
    FlatWriter writer = new FlatWriter();
    writer.bytes.putInt(0).put(mark.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    writer.bytes.putInt(0, writer.table(root));
    return java.util.Arrays.copyOf(writer.bytes.array(), writer.bytes.position());
  }

  private int table(Table table) {
    align();
    int offsets = bytes.position();
    int count = table.fields().length;
    bytes.putShort((short) (4 + 2 * count)).putShort((short) (4 + 4 * count));
    for (int i = 0; i < count; i++) {
      bytes.putShort((short) (table.fields()[i] == null ? 0 : 4 + 4 * i));
    }
    align();
    int start = bytes.position();
    bytes.putInt(start - offsets);
    bytes.position(start + 4 + 4 * count);
    for (int i = 0; i < count; i++) {
      int place = start + 4 + 4 * i;
      switch (table.fields()[i]) {
        case null -> {}
        case Integer value -> bytes.putInt(place, value);
        case Byte value -> bytes.put(place, value);
        case Table child -> bytes.putInt(place, table(child) - place);
        case Object vector -> bytes.putInt(place, vector(vector) - place);
      }
    }
    return start;
  }

  private int vector(Object values) {
    align();
    int start = bytes.position();
    switch (values) {
      case byte[] raw -> bytes.putInt(raw.length).put(raw);
      case int[] numbers -> {
        bytes.putInt(numbers.length);
        for (int number : numbers) {
          bytes.putInt(number);
        }
      }
      case List<?> tables -> {
        bytes.putInt(tables.size());
        int first = bytes.position();
        bytes.position(first + 4 * tables.size());
        List<Integer> places = new ArrayList<>();
        tables.forEach(child -> places.add(table((Table) child)));
        for (int i = 0; i < places.size(); i++) {
          bytes.putInt(first + 4 * i, places.get(i) - first - 4 * i);
        }
      }
      default -> throw new IllegalArgumentException(values.toString());
    }
    return start;
  }

  private void align() {
    bytes.position((bytes.position() + 3) / 4 * 4);
  }
}
