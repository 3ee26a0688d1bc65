package rumorista.provenance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/** A kind of file, and where a C2PA manifest lives in it. */
sealed interface Container permits BmffContainer, WavContainer, Mp3Container, Container.Homeless {
  /** No manifest is larger; more is not read. */
  int LARGEST_MANIFEST = 1 << 25;

  /**
   * Where the manifest store lies; {@code null} if there is none.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if the file is broken, or holds more than
   *     one
   */
  @Nullable Place find(FileChannel file) throws IOException;

  /**
   * Copies a file without manifest, leaving room for one.
   *
   * @param copy empty
   * @param length of the manifest store, in bytes
   * @return where to write it; {@code null} if this file has no room, and then the copy is no use
   */
  @Nullable Place copyWithRoom(FileChannel file, FileChannel copy, int length) throws IOException;

  /** The media type, for readers. */
  String mediaType();

  /**
   * A film or sound in a container where C2PA has not defined a place: its manifest lies beside.
   */
  record Homeless(String mediaType) implements Container {
    @Override
    public @Nullable Place find(FileChannel file) {
      return null;
    }

    @Override
    public @Nullable Place copyWithRoom(FileChannel file, FileChannel copy, int length) {
      return null;
    }
  }

  /** What a file is, by its first bytes; {@code null} if it is no film or sound that is known. */
  static @Nullable Container of(FileChannel file) throws IOException {
    if (file.size() < 12) {
      return null;
    }
    ByteBuffer head = FileBytes.read(file, 0, 12);
    String first = FileBytes.letters(head, 0);
    String second = FileBytes.letters(head, 4);
    String third = FileBytes.letters(head, 8);
    if (Set.of("ftyp", "moov", "mdat", "wide", "free", "skip").contains(second)) {
      return new BmffContainer(third.equals("qt  ") ? "video/quicktime" : "video/mp4");
    }
    if (first.equals("RIFF") && third.equals("WAVE")) {
      return new WavContainer();
    }
    if (first.startsWith("ID3") || isMp3Frame(head)) {
      return new Mp3Container();
    }
    return switch (first) {
      case "\u001aE\u00df\u00a3" -> new Homeless("video/x-matroska");
      case "OggS" -> new Homeless("audio/ogg");
      case "fLaC" -> new Homeless("audio/flac");
      case "RF64" -> new Homeless("audio/wav");
      case "RIFF" -> new Homeless("video/x-msvideo");
      case "\0\0\u0001\u00ba" -> new Homeless("video/mpeg");
      case "FLV\u0001" -> new Homeless("video/x-flv");
      case "0&\u00b2u" -> new Homeless("video/x-ms-asf");
      case "FORM" -> new Homeless("audio/aiff");
      default -> first.startsWith("G@") ? new Homeless("video/mp2t") : null;
    };
  }

  /** Eleven bits set, then layer III. */
  private static boolean isMp3Frame(ByteBuffer head) {
    return head.get(0) == (byte) 0xff && (head.get(1) & 0xe6) == 0xe2;
  }
}
