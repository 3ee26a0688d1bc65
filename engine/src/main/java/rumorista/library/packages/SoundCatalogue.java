package rumorista.library.packages;

import static rumorista.RumoristaException.unreadableMedia;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A sound catalogue of OpenTTD: offset and length of every sound, then for each its name and a WAV
 * file. Members are called by their number.
 */
record SoundCatalogue(Path file, byte[] bytes) implements Container {
  private static final int OFFSET_MASK = 0x7fff_ffff; // the highest bit says that names are there

  @Override
  public byte[] read(String member) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int count = (buffer.getInt(0) & OFFSET_MASK) / 8;
    int number = member.matches("[0-9]{1,4}") ? Integer.parseInt(member) : -1;
    if (number < 0 || number >= count) {
      throw unreadableMedia("%s: holds no sound %s; wanted 0 to %d", file, member, count - 1);
    }
    int offset = buffer.getInt(8 * number) & OFFSET_MASK;
    int start = offset + 1 + Byte.toUnsignedInt(bytes[offset]);
    return Arrays.copyOfRange(bytes, start, start + buffer.getInt(8 * number + 4));
  }
}
