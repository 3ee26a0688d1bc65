package rumorista.tensor;

import static rumorista.RumoristaException.badModel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The entries of a zip archive where they lie in a mapped file. Only such as are stored as they
 * are, which is how PyTorch writes them: nothing is unpacked, so nothing can grow.
 */
final class ZipEntries {
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_PLACE = 0x07064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path path;
  private final MemorySegment bytes;
  private final Map<String, MemorySegment> entries = new HashMap<>();

  private ZipEntries(Path path, MemorySegment bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /** All entries, by name. */
  static Map<String, MemorySegment> of(Path path, MemorySegment bytes) {
    ZipEntries zip = new ZipEntries(path, bytes);
    try {
      zip.readAll();
    } catch (IndexOutOfBoundsException e) {
      throw badModel("%s: its zip archive is broken; copy it again", path);
    }
    return zip.entries;
  }

  private void readAll() {
    long end = end();
    long count = number(end + 10);
    long at = word(end + 16);
    if (end >= 20 && bytes.get(INT, end - 20) == END_64_PLACE) {
      long end64 = bytes.get(LONG, end - 20 + 8);
      if (bytes.get(INT, end64) != END_64) {
        throw badModel("%s: its zip archive is broken; copy it again", path);
      }
      count = bytes.get(LONG, end64 + 32);
      at = bytes.get(LONG, end64 + 48);
    }
    for (long i = 0; i < count; i++) {
      at = read(at);
    }
  }

  private long end() {
    long last = bytes.byteSize() - 22;
    for (long at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
      if (bytes.get(INT, at) == END) {
        return at;
      }
    }
    throw badModel("%s: begins as a zip archive, but its end is missing; copy it again", path);
  }

  /** Reads an entry of the directory; returns where the next one begins. */
  private long read(long at) {
    if (bytes.get(INT, at) != CENTRAL) {
      throw badModel("%s: its zip archive is broken; copy it again", path);
    }
    int nameLength = number(at + 28);
    int extraLength = number(at + 30);
    byte[] nameBytes = bytes.asSlice(at + 46, nameLength).toArray(ValueLayout.JAVA_BYTE);
    String name = new String(nameBytes, StandardCharsets.UTF_8);
    long packed = word(at + 20);
    long size = word(at + 24);
    long local = word(at + 42);
    // Zip64: what does not fit in 32 bits follows in an extra field, in this order.
    long extra = at + 46 + nameLength;
    for (long field = extra; field + 4 <= extra + extraLength; field += 4 + number(field + 2)) {
      if (number(field) == 1) {
        long value = field + 4;
        if (size == 0xffffffffL) {
          size = bytes.get(LONG, value);
          value += 8;
        }
        if (packed == 0xffffffffL) {
          packed = bytes.get(LONG, value);
          value += 8;
        }
        local = local == 0xffffffffL ? bytes.get(LONG, value) : local;
      }
    }
    if (number(at + 10) != 0 || packed != size) {
      throw badModel(
          "%s: %s is compressed (%d bytes that would become %d); PyTorch stores weights as they"
              + " are: get the file where it was published",
          path, name, packed, size);
    }
    if (bytes.get(INT, local) != LOCAL) {
      throw badModel("%s: its zip archive is broken; copy it again", path);
    }
    long data = local + 30 + number(local + 26) + number(local + 28);
    entries.put(name, bytes.asSlice(data, size));
    return extra + extraLength + number(at + 32);
  }

  private int number(long at) {
    return bytes.get(SHORT, at) & 0xffff;
  }

  private long word(long at) {
    return bytes.get(INT, at) & 0xffffffffL;
  }
}
