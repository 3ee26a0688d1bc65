package rumorista.provenance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/** mp3: the manifest lies in a {@code GEOB} frame of the ID3v2 tag at the start. */
record Mp3Container() implements Container {
  private static final String FRAME = "GEOB";
  private static final Set<String> MEDIA_TYPES =
      Set.of("application/c2pa", "application/x-c2pa-manifest-store");
  private static final int HEADER = 10; // bytes, of tags and frames
  private static final int NEW_VERSION = 4;
  private static final int MOST_FRAMES = 10_000;
  private static final int LARGEST_TAG = (1 << 28) - 1;

  /** What stands in the frame before the manifest: encoding, media type, file name, description. */
  private static final byte[] BEFORE =
      "\0application/c2pa\0c2pa\0c2pa manifest store\0".getBytes(StandardCharsets.ISO_8859_1);

  /**
   * The tag at the start.
   *
   * @param version 3 or 4 for ID3v2.3 and ID3v2.4
   * @param plain whether it is of a kind that can be added to
   * @param end where the tag ends and the sound begins
   */
  private record Tag(int version, boolean plain, long end) {
    long length(ByteBuffer bytes, int at) {
      return version == NEW_VERSION ? spread(bytes, at) : Integer.toUnsignedLong(bytes.getInt(at));
    }
  }

  private interface FrameReader {
    void read(String type, long start, long end) throws IOException;
  }

  @Override
  public String mediaType() {
    return "audio/mpeg";
  }

  @Override
  public @Nullable Place find(FileChannel file) throws IOException {
    Tag tag = tag(file);
    if (!tag.plain()) {
      return null;
    }
    Place[] found = new Place[1];
    eachFrame(
        file,
        tag,
        (type, start, end) -> {
          Place place = type.equals(FRAME) ? manifest(file, start, end) : null;
          if (place != null && found[0] != null) {
            throw RumoristaException.unreadableMedia(
                "the file holds more than one C2PA manifest store; wanted one");
          }
          found[0] = place == null ? found[0] : place;
        });
    return found[0];
  }

  @Override
  public @Nullable Place copyWithRoom(FileChannel file, FileChannel copy, int length)
      throws IOException {
    Tag tag = tag(file);
    long kept = tag.plain() ? eachFrame(file, tag, (type, start, end) -> {}) : 0;
    int content = BEFORE.length + length;
    long tagLength = kept - HEADER + HEADER + content;
    if (!tag.plain() || tagLength > LARGEST_TAG) {
      return null;
    }
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes("ID3".getBytes(StandardCharsets.US_ASCII));
    head.write(tag.version());
    head.write(0);
    head.write(0);
    head.writeBytes(spread((int) tagLength));
    FileBytes.write(copy, 0, head.toByteArray());
    FileBytes.copy(file, HEADER, kept, copy, HEADER);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(FRAME.getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(
        tag.version() == NEW_VERSION
            ? spread(content)
            : ByteBuffer.allocate(4).putInt(content).array());
    frame.write(0);
    frame.write(0);
    frame.writeBytes(BEFORE);
    frame.writeBytes(new byte[length]);
    FileBytes.write(copy, kept, frame.toByteArray());
    long end = kept + frame.size();
    FileBytes.copy(file, tag.end(), file.size(), copy, end);
    return new Place(end - length, length, end - length, end);
  }

  /** The tag; one without frames where the file has none. */
  private static Tag tag(FileChannel file) throws IOException {
    ByteBuffer header = FileBytes.read(file, 0, HEADER);
    if (!FileBytes.letters(header, 0).startsWith("ID3")) {
      return new Tag(NEW_VERSION, true, 0);
    }
    int version = header.get(3);
    int flags = header.get(5);
    long end = HEADER + spread(header, 6);
    boolean plain = (version == 3 || version == NEW_VERSION) && flags == 0 && end <= file.size();
    return new Tag(version, plain, end);
  }

  /**
   * Goes through the frames.
   *
   * @return where the last one ends; what follows is padding
   */
  private static long eachFrame(FileChannel file, Tag tag, FrameReader reader) throws IOException {
    long at = HEADER;
    for (int frames = 0; tag.end() - at >= HEADER && frames < MOST_FRAMES; frames++) {
      ByteBuffer header = FileBytes.read(file, at, HEADER);
      long length = tag.length(header, 4);
      if (header.get(0) == 0 || length > tag.end() - at - HEADER) {
        break;
      }
      reader.read(FileBytes.letters(header, 0), at, at + HEADER + length);
      at += HEADER + length;
    }
    return at;
  }

  private static @Nullable Place manifest(FileChannel file, long start, long end)
      throws IOException {
    int most = (int) Math.min(1024, end - start - HEADER);
    ByteBuffer head = FileBytes.read(file, start + HEADER, most);
    int encoding = most == 0 ? 0 : head.get();
    String mediaType = text(head, 1);
    if (!MEDIA_TYPES.contains(mediaType)) {
      return null;
    }
    int width = encoding == 1 || encoding == 2 ? 2 : 1; // UTF-16 ends in two zeros
    text(head, width);
    text(head, width);
    long from = start + HEADER + head.position();
    if (end - from > LARGEST_MANIFEST) {
      throw RumoristaException.unreadableMedia("the C2PA manifest store is larger than any can be");
    }
    return new Place(from, (int) (end - from), from, end);
  }

  /** The text up to one or two zeros, which are passed over. */
  private static String text(ByteBuffer bytes, int width) {
    StringBuilder text = new StringBuilder();
    while (bytes.remaining() >= width) {
      int letter = width == 2 ? bytes.getShort() : bytes.get();
      if (letter == 0) {
        break;
      }
      text.append((char) letter);
    }
    return text.toString();
  }

  /** Four bytes of seven bits each. */
  private static long spread(ByteBuffer bytes, int at) {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 7 | (bytes.get(at + i) & 0x7f);
    }
    return value;
  }

  private static byte[] spread(int value) {
    return new byte[] {
      (byte) (value >> 21 & 0x7f),
      (byte) (value >> 14 & 0x7f),
      (byte) (value >> 7 & 0x7f),
      (byte) (value & 0x7f)
    };
  }
}
