package rumorista.provenance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rumorista.RumoristaException;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12).
 *
 * @param start of the box in the file
 * @param header its length in bytes: 8, or 16 if the box may be large
 * @param end of the box in the file
 * @param open whether it says of itself that it ends where the file does
 */
record BmffBox(String type, long start, int header, long end, boolean open) {
  private static final int MOST_BOXES = 200_000;
  private static final int HEADER = 8;
  private static final int LARGE_HEADER = 16;

  /** Boxes that hold nothing but boxes, as far as offsets into the file may lie in them. */
  private static final Set<String> FOLDERS =
      Set.of("moov", "trak", "mdia", "minf", "stbl", "edts", "dinf", "mvex", "moof", "traf");

  boolean holdsBoxes() {
    return FOLDERS.contains(type);
  }

  List<BmffBox> children(FileChannel file) throws IOException {
    return list(file, start + header, end);
  }

  /**
   * The boxes at the top of a file.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if they do not fit one after the other
   */
  static List<BmffBox> top(FileChannel file) throws IOException {
    return list(file, 0, file.size());
  }

  private static List<BmffBox> list(FileChannel file, long from, long to) throws IOException {
    List<BmffBox> boxes = new ArrayList<>();
    for (long at = from; at < to; ) {
      if (boxes.size() >= MOST_BOXES) {
        throw broken("it has more than %d boxes".formatted(MOST_BOXES));
      }
      BmffBox box = read(file, at, to);
      boxes.add(box);
      at = box.end;
    }
    return boxes;
  }

  private static BmffBox read(FileChannel file, long start, long limit) throws IOException {
    if (limit - start < HEADER) {
      throw broken("%d bytes after its last box, at %d".formatted(limit - start, start));
    }
    ByteBuffer bytes = FileBytes.read(file, start, (int) Math.min(LARGE_HEADER, limit - start));
    String type = FileBytes.letters(bytes, 4);
    long length = Integer.toUnsignedLong(bytes.getInt(0));
    int header = HEADER;
    boolean open = length == 0;
    if (open) {
      length = limit - start;
    } else if (length == 1 && bytes.remaining() == LARGE_HEADER) {
      length = bytes.getLong(8);
      header = LARGE_HEADER;
    }
    if (length < header || length > limit - start) {
      throw broken(
          "box \"%s\" at %d says that it has %d bytes, where %d are left"
              .formatted(type, start, length, limit - start));
    }
    return new BmffBox(type, start, header, start + length, open);
  }

  private static RumoristaException broken(String how) {
    return RumoristaException.unreadableMedia("the film is broken or cut off: %s", how);
  }
}
