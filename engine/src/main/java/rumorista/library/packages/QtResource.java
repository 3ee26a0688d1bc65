package rumorista.library.packages;

import static rumorista.RumoristaException.unreadableMedia;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/** A compiled resource file of Qt, versions 1 and 2: a tree of names, then the files. */
record QtResource(Path file, byte[] bytes) implements Container {
  private static final int COMPRESSED = 1;
  private static final int FOLDER = 2;
  private static final int ZSTANDARD = 4;

  @Override
  public byte[] read(String member) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int tree = buffer.getInt(8);
    int nodeBytes = buffer.getInt(4) < 2 ? 14 : 22;
    int node = tree;
    for (String name : member.split("/", -1)) {
      node = child(buffer, node, nodeBytes, name);
    }
    int flags = buffer.getShort(node + 4);
    int data = buffer.getInt(12) + buffer.getInt(node + 10);
    byte[] content = Arrays.copyOfRange(bytes, data + 4, data + 4 + buffer.getInt(data));
    if ((flags & (FOLDER | ZSTANDARD)) != 0) {
      throw unreadableMedia("%s: %s is a folder, or compressed with zstd", file, member);
    }
    return (flags & COMPRESSED) == 0 ? content : inflate(content);
  }

  private int child(ByteBuffer buffer, int folder, int nodeBytes, String wanted) {
    int tree = buffer.getInt(8);
    int count = (buffer.getShort(folder + 4) & FOLDER) == 0 ? 0 : buffer.getInt(folder + 6);
    int first = count == 0 ? 0 : buffer.getInt(folder + 10);
    for (int i = first; i < first + count; i++) {
      int node = tree + i * nodeBytes;
      int name = buffer.getInt(16) + buffer.getInt(node);
      int length = 2 * Short.toUnsignedInt(buffer.getShort(name));
      if (new String(bytes, name + 6, length, StandardCharsets.UTF_16BE).equals(wanted)) {
        return node;
      }
    }
    throw unreadableMedia("%s: holds no %s", file, wanted);
  }

  private byte[] inflate(byte[] content) {
    try (InputStream plain =
        new InflaterInputStream(new ByteArrayInputStream(content, 4, content.length - 4))) {
      return plain.readAllBytes();
    } catch (IOException e) {
      throw unreadableMedia("%s: is broken (%s)", file, e);
    }
  }
}
