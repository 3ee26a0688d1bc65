package rumorista.library.packages;

import static rumorista.RumoristaException.unreadableMedia;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** A packed group of OpenClonk: gzip with another magic number, then groups within groups. */
record ClonkGroup(Path file, byte[] bytes) implements Container {
  private static final int HEADER_BYTES = 204;
  private static final int ENTRY_BYTES = 316;
  private static final int NAME_BYTES = 260;
  private static final int SCRAMBLE = 237;

  static ClonkGroup unpack(Path file, byte[] packed) {
    byte[] gzip = packed.clone();
    gzip[0] = 0x1f;
    gzip[1] = (byte) 0x8b;
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new ClonkGroup(file, plain.readAllBytes());
    } catch (IOException e) {
      throw unreadableMedia("%s: is no packed group (%s)", file, e);
    }
  }

  @Override
  public byte[] read(String member) {
    int start = 0;
    int size = bytes.length;
    for (String name : member.split("/", -1)) {
      ByteBuffer entry = entry(start, name);
      size = entry.getInt(NAME_BYTES + 8);
      start += HEADER_BYTES + entryCount(start) * ENTRY_BYTES + entry.getInt(NAME_BYTES + 16);
    }
    return Arrays.copyOfRange(bytes, start, start + size);
  }

  private ByteBuffer entry(int group, String wanted) {
    for (int i = 0; i < entryCount(group); i++) {
      int from = group + HEADER_BYTES + i * ENTRY_BYTES;
      byte[] entry = Arrays.copyOfRange(bytes, from, from + ENTRY_BYTES);
      String name = new String(entry, 0, NAME_BYTES, StandardCharsets.ISO_8859_1);
      if (name.substring(0, name.indexOf('\0')).equals(wanted)) {
        return ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    throw unreadableMedia("%s: holds no %s", file, wanted);
  }

  private int entryCount(int group) {
    byte[] header = Arrays.copyOfRange(bytes, group, group + HEADER_BYTES);
    for (int i = 0; i + 2 < HEADER_BYTES; i += 3) {
      byte swapped = header[i];
      header[i] = header[i + 2];
      header[i + 2] = swapped;
    }
    for (int i = 0; i < HEADER_BYTES; i++) {
      header[i] ^= (byte) SCRAMBLE;
    }
    return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(36);
  }
}
