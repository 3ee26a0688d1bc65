package rumorista.provenance;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * A JUMBF superbox (ISO/IEC 19566-5): boxes under a label.
 *
 * @param kind the first four letters of its type, as in {@code c2ma}; {@code cbor} and {@code json}
 *     are kinds too
 * @param payload all of it but its header of eight bytes: what hashes cover
 * @param boxes the superboxes within
 * @param contents the plain boxes within
 */
record Jumbf(
    String kind, String label, ByteBuffer payload, List<Jumbf> boxes, List<Content> contents) {
  /** A box that holds bytes. */
  record Content(String type, ByteBuffer bytes) {}

  private static final String SUPERBOX = "jumb";
  private static final String DESCRIPTION = "jumd";
  private static final int HEADER = 8;
  private static final byte[] TYPE_END = {
    0, 0x11, 0, 0x10, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71
  };
  private static final int REQUESTABLE = 1;
  private static final int HAS_LABEL = 2;
  private static final int DEEPEST = 8;
  private static final int MOST_BOXES = 20_000;
  private static final int LONGEST_LABEL = 1000;

  /** The box within that has this label. */
  @Nullable Jumbf box(String name) {
    return boxes.stream().filter(box -> box.label.equals(name)).findFirst().orElse(null);
  }

  /** The first content of a type. */
  @Nullable ByteBuffer content(String type) {
    for (Content content : contents) {
      if (content.type().equals(type)) {
        return content.bytes();
      }
    }
    return null;
  }

  /** The bytes of a superbox with these boxes within. */
  static byte[] superbox(String kind, String label, List<byte[]> within) {
    ByteArrayOutputStream description = new ByteArrayOutputStream();
    description.writeBytes(kind.getBytes(StandardCharsets.US_ASCII));
    description.writeBytes(TYPE_END);
    description.write(REQUESTABLE | HAS_LABEL);
    description.writeBytes(label.getBytes(StandardCharsets.UTF_8));
    description.write(0);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(box(DESCRIPTION, description.toByteArray()));
    within.forEach(content::writeBytes);
    return box(SUPERBOX, content.toByteArray());
  }

  /** The bytes of a plain box. */
  static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(HEADER + content.length)
        .putInt(HEADER + content.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .array();
  }

  /** The bytes of this box, as they were read. */
  byte[] bytes() {
    byte[] content = new byte[payload.remaining()];
    payload.duplicate().get(content);
    return box(SUPERBOX, content);
  }

  /**
   * Reads a superbox; padding after it is passed over.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if the bytes are none
   */
  static Jumbf parse(byte[] bytes) {
    int[] count = {0};
    Content outer = next(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), count);
    if (!outer.type().equals(SUPERBOX)) {
      throw broken("it begins with a box \"%s\"; wanted \"jumb\"".formatted(outer.type()));
    }
    return parse(outer.bytes(), 1, count);
  }

  private static Jumbf parse(ByteBuffer payload, int depth, int[] count) {
    if (depth > DEEPEST) {
      throw broken("boxes lie more than %d deep".formatted(DEEPEST));
    }
    ByteBuffer rest = payload.slice();
    Content description = next(rest, count);
    if (!description.type().equals(DESCRIPTION) || description.bytes().remaining() < 17) {
      throw broken("a box has no description");
    }
    List<Jumbf> boxes = new ArrayList<>();
    List<Content> contents = new ArrayList<>();
    while (rest.hasRemaining()) {
      Content content = next(rest, count);
      if (content.type().equals(SUPERBOX)) {
        boxes.add(parse(content.bytes(), depth + 1, count));
      } else {
        contents.add(content);
      }
    }
    ByteBuffer described = description.bytes().slice();
    String kind = letters(described);
    byte[] typeEnd = new byte[TYPE_END.length];
    described.get(typeEnd);
    if (kind.startsWith("c2") && !Arrays.equals(typeEnd, TYPE_END)) {
      throw broken("a box \"%s\" is not of C2PA's type".formatted(kind));
    }
    return new Jumbf(
        kind, label(described), payload.slice(), List.copyOf(boxes), List.copyOf(contents));
  }

  private static String label(ByteBuffer description) {
    if ((description.get() & HAS_LABEL) == 0) {
      return "";
    }
    ByteArrayOutputStream label = new ByteArrayOutputStream();
    while (description.hasRemaining() && label.size() <= LONGEST_LABEL) {
      byte next = description.get();
      if (next == 0) {
        return label.toString(StandardCharsets.UTF_8);
      }
      label.write(next);
    }
    throw broken("a label does not end");
  }

  private static Content next(ByteBuffer bytes, int[] count) {
    if (++count[0] > MOST_BOXES) {
      throw broken("it has more than %d boxes".formatted(MOST_BOXES));
    }
    if (bytes.remaining() < HEADER) {
      throw broken("a box is cut off");
    }
    int start = bytes.position();
    long length = Integer.toUnsignedLong(bytes.getInt());
    String type = letters(bytes);
    if (length < HEADER || length > bytes.limit() - start) {
      throw broken(
          "box \"%s\" says that it has %d bytes, where %d are left"
              .formatted(type, length, bytes.limit() - start));
    }
    ByteBuffer content = bytes.slice(start + HEADER, (int) length - HEADER);
    bytes.position(start + (int) length);
    return new Content(type, content);
  }

  private static String letters(ByteBuffer bytes) {
    byte[] letters = new byte[4];
    bytes.get(letters);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }

  private static RumoristaException broken(String how) {
    return RumoristaException.unreadableMedia("the C2PA manifest is broken: %s", how);
  }
}
