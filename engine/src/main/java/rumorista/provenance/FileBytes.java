package rumorista.provenance;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import rumorista.RumoristaException;

/** Reads, copies and hashes stretches of files of any length in little memory. */
final class FileBytes {
  private static final int PIECE = 1 << 18; // bytes

  private FileBytes() {}

  /** Reads exactly so many bytes. */
  static ByteBuffer read(FileChannel file, long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, start + bytes.position()) < 0) {
        throw new EOFException("cut off at %d bytes".formatted(file.size()));
      }
    }
    return bytes.flip();
  }

  /** Reads exactly so many bytes. */
  static byte[] bytes(FileChannel file, long start, int length) throws IOException {
    byte[] bytes = new byte[length];
    read(file, start, length).get(bytes);
    return bytes;
  }

  /** Writes all of the bytes. */
  static void write(FileChannel file, long start, byte[] bytes) throws IOException {
    write(file, start, ByteBuffer.wrap(bytes));
  }

  /** Writes all of a buffer, from its beginning. */
  static void write(FileChannel file, long start, ByteBuffer bytes) throws IOException {
    bytes.rewind();
    while (bytes.hasRemaining()) {
      file.write(bytes, start + bytes.position());
    }
  }

  /** Copies {@code [start, end)} to {@code to} in another file. */
  static void copy(FileChannel from, long start, long end, FileChannel into, long to)
      throws IOException {
    into.position(to);
    for (long at = start; at < end; ) {
      long copied = from.transferTo(at, end - at, into);
      if (copied <= 0) {
        throw new EOFException("cut off at %d bytes".formatted(from.size()));
      }
      at += copied;
    }
  }

  /** Feeds {@code [start, end)} to a digest. */
  static void digest(FileChannel file, long start, long end, MessageDigest digest)
      throws IOException {
    ByteBuffer piece = ByteBuffer.allocate((int) Math.clamp(end - start, 0, PIECE));
    for (long at = start; at < end; ) {
      piece.clear().limit((int) Math.min(piece.capacity(), end - at));
      int read = file.read(piece, at);
      if (read < 0) {
        throw new EOFException("cut off at %d bytes".formatted(file.size()));
      }
      digest.update(piece.flip());
      at += read;
    }
  }

  /** Four letters at this place. */
  static String letters(ByteBuffer bytes, int at) {
    return new String(bytes.array(), bytes.arrayOffset() + at, 4, StandardCharsets.ISO_8859_1);
  }

  /** What to tell the user when a file could not be read. */
  static RumoristaException unreadable(Path file, IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new RumoristaException(RumoristaException.Kind.CANCELLED, "interrupted", e);
    }
    return RumoristaException.invalidInput("%s: cannot be read (%s)", file, reason(e));
  }

  /** A failure in few words. */
  static String reason(IOException e) {
    String message = e.getMessage();
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return message == null ? kind : kind + ": " + message;
  }
}
