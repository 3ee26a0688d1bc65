package rumorista.provenance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * mp4, mov and m4a. The manifest lies in a {@code uuid} box right after {@code ftyp}, where a
 * reader meets it first; what a film says about places in the file is shifted by its length. Films
 * whose places cannot all be shifted (in fragments, encrypted, just below 4 GiB) have it at the
 * end.
 */
record BmffContainer(String mediaType) implements Container {
  /** The type of C2PA's {@code uuid} box. */
  static final byte[] UUID = {
    (byte) 0xd8,
    (byte) 0xfe,
    (byte) 0xc3,
    (byte) 0xd6,
    0x1b,
    0x0e,
    0x48,
    0x3c,
    (byte) 0x92,
    (byte) 0x97,
    0x58,
    0x28,
    (byte) 0x87,
    0x7e,
    (byte) 0xc4,
    (byte) 0x81
  };

  private static final byte[] PURPOSE = "manifest\0".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION_AND_FLAGS = 4;
  private static final int MERKLE_OFFSET = 8;
  private static final int DEEPEST = 10;
  private static final int BEFORE_PURPOSE = 8 + 16 + VERSION_AND_FLAGS;

  /** All of the box but the manifest store. */
  private static final int WRAPPER = BEFORE_PURPOSE + 9 + MERKLE_OFFSET;

  @Override
  public @Nullable Place find(FileChannel file) throws IOException {
    Place found = null;
    for (BmffBox box : BmffBox.top(file)) {
      int most = (int) Math.min(WRAPPER, box.end() - box.start());
      if (!box.type().equals("uuid") || most < WRAPPER || box.header() != 8) {
        continue;
      }
      ByteBuffer head = FileBytes.read(file, box.start(), most);
      if (!holds(head, 8, UUID) || !holds(head, BEFORE_PURPOSE, PURPOSE)) {
        continue;
      }
      long length = box.end() - box.start() - WRAPPER;
      if (found != null || length > LARGEST_MANIFEST) {
        throw RumoristaException.unreadableMedia(
            found != null
                ? "the file holds more than one C2PA manifest store; wanted one"
                : "the C2PA manifest store is larger than any can be");
      }
      found = new Place(box.start() + WRAPPER, (int) length, box.start(), box.end());
    }
    return found;
  }

  @Override
  public @Nullable Place copyWithRoom(FileChannel file, FileChannel copy, int length)
      throws IOException {
    List<BmffBox> boxes = BmffBox.top(file);
    int wrapped = WRAPPER + length;
    byte[] room =
        ByteBuffer.allocate(wrapped)
            .putInt(wrapped)
            .put("uuid".getBytes(StandardCharsets.US_ASCII))
            .put(UUID)
            .putInt(0)
            .put(PURPOSE)
            .array();
    List<BmffBox> tables = new ArrayList<>();
    boolean front =
        boxes.getFirst().type().equals("ftyp") && collectTables(file, boxes, wrapped, 0, tables);
    if (!front && boxes.getLast().open()) {
      return null;
    }
    long at = front ? boxes.getFirst().end() : file.size();
    FileBytes.copy(file, 0, at, copy, 0);
    FileBytes.write(copy, at, room);
    FileBytes.copy(file, at, file.size(), copy, at + wrapped);
    if (front) {
      for (BmffBox table : tables) {
        shift(file, table, copy, wrapped);
      }
    }
    return new Place(at + WRAPPER, length, at, at + wrapped);
  }

  /**
   * Finds the tables of places in the file.
   *
   * @return whether nothing else speaks of places, and all can be shifted
   */
  private static boolean collectTables(
      FileChannel file, List<BmffBox> boxes, int by, int depth, List<BmffBox> tables)
      throws IOException {
    if (depth > DEEPEST) {
      return false;
    }
    for (BmffBox box : boxes) {
      if (Set.of("moof", "sidx", "mfra", "iloc", "meta", "saio").contains(box.type())
          && !isHarmless(file, box)) {
        return false;
      }
      if (box.type().equals("stco") || box.type().equals("co64")) {
        tables.add(box);
        if (box.type().equals("stco") && largest(file, box) + by > 0xffff_ffffL) {
          return false;
        }
      } else if (box.holdsBoxes()
          && !collectTables(file, box.children(file), by, depth + 1, tables)) {
        return false;
      }
    }
    return true;
  }

  /** Tags of players lie in {@code meta} boxes that speak of no places. */
  private static boolean isHarmless(FileChannel file, BmffBox box) throws IOException {
    if (!box.type().equals("meta") || box.end() - box.start() > 1 << 20) {
      return false;
    }
    byte[] bytes = FileBytes.bytes(file, box.start(), (int) (box.end() - box.start()));
    return !new String(bytes, StandardCharsets.ISO_8859_1).contains("iloc");
  }

  private static long largest(FileChannel file, BmffBox table) throws IOException {
    long[] largest = {0};
    eachPiece(
        file,
        table,
        (at, piece) -> {
          while (piece.hasRemaining()) {
            largest[0] = Math.max(largest[0], Integer.toUnsignedLong(piece.getInt()));
          }
        });
    return largest[0];
  }

  /** Adds to every place in a table, which itself lies that much further on in the copy. */
  private static void shift(FileChannel file, BmffBox table, FileChannel copy, int by)
      throws IOException {
    boolean large = table.type().equals("co64");
    eachPiece(
        file,
        table,
        (at, piece) -> {
          for (int i = 0; i < piece.limit(); i += large ? 8 : 4) {
            if (large) {
              piece.putLong(i, piece.getLong(i) + by);
            } else {
              piece.putInt(i, piece.getInt(i) + by);
            }
          }
          FileBytes.write(copy, at + by, piece);
        });
  }

  private interface PieceReader {
    void read(long at, ByteBuffer piece) throws IOException;
  }

  private static void eachPiece(FileChannel file, BmffBox table, PieceReader reader)
      throws IOException {
    long first = table.start() + table.header() + 8;
    int width = table.type().equals("co64") ? 8 : 4;
    long count =
        first > table.end()
            ? 0
            : Integer.toUnsignedLong(FileBytes.read(file, first - 4, 4).getInt());
    if (first > table.end() || count > (table.end() - first) / width) {
      throw RumoristaException.unreadableMedia(
          "the film is broken: its table \"%s\" has no room for its entries", table.type());
    }
    int most = 1 << 16;
    for (long at = first; at < first + count * width; at += most) {
      reader.read(at, FileBytes.read(file, at, (int) Math.min(most, first + count * width - at)));
    }
  }

  private static boolean holds(ByteBuffer bytes, int at, byte[] wanted) {
    return bytes.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted));
  }
}
