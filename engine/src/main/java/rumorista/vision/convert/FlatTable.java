package rumorista.vision.convert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table in a FlatBuffers file. Its fields are asked for by their number in the schema; one that
 * is not stored has its default.
 *
 * @param bytes the whole file, little endian
 * @param start where the table lies
 */
record FlatTable(ByteBuffer bytes, int start) {
  /** The table that a file is about. */
  static FlatTable root(ByteBuffer file) {
    return new FlatTable(file, file.getInt(0));
  }

  int integer(int field, int otherwise) {
    int place = place(field);
    return place == 0 ? otherwise : bytes.getInt(place);
  }

  int small(int field) {
    int place = place(field);
    return place == 0 ? 0 : bytes.get(place);
  }

  String text(int field) {
    ByteBuffer text = vector(field, 1);
    return StandardCharsets.UTF_8.decode(text).toString();
  }

  int[] integers(int field) {
    ByteBuffer vector = vector(field, Integer.BYTES);
    int[] values = new int[vector.remaining() / Integer.BYTES];
    vector.asIntBuffer().get(values);
    return values;
  }

  /** The bytes of a vector whose elements are {@code width} bytes wide; none if it is missing. */
  ByteBuffer vector(int field, int width) {
    int place = place(field);
    if (place == 0) {
      return ByteBuffer.allocate(0);
    }
    int vector = place + bytes.getInt(place);
    int size = Math.multiplyExact(bytes.getInt(vector), width);
    return bytes.slice(vector + Integer.BYTES, size).order(bytes.order());
  }

  /** The table that a field points to. */
  FlatTable table(int field) {
    int place = place(field);
    if (place == 0) {
      throw new IndexOutOfBoundsException("no table in field " + field);
    }
    return new FlatTable(bytes, place + bytes.getInt(place));
  }

  List<FlatTable> tables(int field) {
    List<FlatTable> tables = new ArrayList<>();
    int place = place(field);
    if (place != 0) {
      int vector = place + bytes.getInt(place);
      for (int i = 1; i <= bytes.getInt(vector); i++) {
        int element = vector + i * Integer.BYTES;
        tables.add(new FlatTable(bytes, element + bytes.getInt(element)));
      }
    }
    return tables;
  }

  /** Where a field is stored; 0 if it is not. */
  private int place(int field) {
    int offsets = start - bytes.getInt(start);
    int entry = 2 * Short.BYTES + field * Short.BYTES;
    if (entry >= Short.toUnsignedInt(bytes.getShort(offsets))) {
      return 0;
    }
    int offset = Short.toUnsignedInt(bytes.getShort(offsets + entry));
    return offset == 0 ? 0 : start + offset;
  }
}
