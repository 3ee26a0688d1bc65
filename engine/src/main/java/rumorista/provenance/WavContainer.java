package rumorista.provenance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/** wav: the manifest lies in a RIFF chunk {@code C2PA} at the end. */
record WavContainer() implements Container {
  private static final String CHUNK = "C2PA";
  private static final int HEADER = 8;
  private static final int RIFF_HEADER = 12;
  private static final long LARGEST = 0xffff_ffffL;
  private static final int MOST_CHUNKS = 10_000;

  @Override
  public String mediaType() {
    return "audio/wav";
  }

  @Override
  public @Nullable Place find(FileChannel file) throws IOException {
    Place found = null;
    long end = Math.min(file.size(), riffEnd(file));
    int chunks = 0;
    for (long at = RIFF_HEADER; end - at >= HEADER && chunks < MOST_CHUNKS; chunks++) {
      ByteBuffer header = FileBytes.read(file, at, HEADER).order(ByteOrder.LITTLE_ENDIAN);
      long length = Integer.toUnsignedLong(header.getInt(4));
      if (FileBytes.letters(header, 0).equals(CHUNK)) {
        if (found != null || length > LARGEST_MANIFEST || length > end - at - HEADER) {
          throw RumoristaException.unreadableMedia(
              found != null
                  ? "the file holds more than one C2PA manifest store; wanted one"
                  : "the C2PA manifest store is cut off, or larger than any can be");
        }
        found = new Place(at + HEADER, (int) length, at, at + HEADER + length);
      }
      at += HEADER + length + (length & 1);
    }
    return found;
  }

  @Override
  public @Nullable Place copyWithRoom(FileChannel file, FileChannel copy, int length)
      throws IOException {
    long size = file.size();
    long even = size + (size & 1);
    long whole = even + HEADER + length + (length & 1);
    if ((riffEnd(file) != size && riffEnd(file) != even) || whole - HEADER > LARGEST) {
      return null;
    }
    FileBytes.copy(file, 0, size, copy, 0);
    ByteBuffer chunk = ByteBuffer.allocate((int) (whole - size)).order(ByteOrder.LITTLE_ENDIAN);
    chunk.position((int) (even - size));
    chunk.put(CHUNK.getBytes(StandardCharsets.US_ASCII)).putInt(length);
    FileBytes.write(copy, size, chunk.array());
    byte[] riffLength =
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) (whole - HEADER))
            .array();
    FileBytes.write(copy, 4, riffLength);
    return new Place(even + HEADER, length, even, even + HEADER + length);
  }

  private static long riffEnd(FileChannel file) throws IOException {
    ByteBuffer header = FileBytes.read(file, 0, HEADER).order(ByteOrder.LITTLE_ENDIAN);
    return HEADER + Integer.toUnsignedLong(header.getInt(4));
  }
}
