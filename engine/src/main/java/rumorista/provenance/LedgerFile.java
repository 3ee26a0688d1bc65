package rumorista.provenance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * The ledger's lines on disk: JSON, each with the hash of the one before and its own. A last line
 * without line end was cut off by a crash; no other line may be broken.
 */
final class LedgerFile {
  private static final String HASH_FIELD = ",\"hash\":\"";
  private static final int TAIL_LENGTH = HASH_FIELD.length() + 64 + 2;
  private static final int LONGEST_LINE = 1 << 20; // bytes
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How the file looks from outside: while that is the same, so is what was read. */
  private record Looks(long length, FileTime changed, @Nullable Object key) {}

  /** What the first line names as the hash of the line before it. */
  static final String BEGINNING = "0".repeat(64);

  private final Path file;
  private @Nullable Looks looksKnown; // when all of it was last read and found to be whole
  private @Nullable End endKnown;

  LedgerFile(Path file) {
    this.file = file;
  }

  /**
   * How far the ledger can be read.
   *
   * @param last {@code null} if it is empty
   * @param length in bytes, of all whole lines
   * @param torn the bytes of a line that was cut off; empty if none was
   */
  record End(@Nullable LedgerEntry last, long length, byte[] torn) {}

  /**
   * The end of the file as it was last read or written by this object; {@code null} if that is not
   * known, or the file has changed since. To be called under the folder's lock.
   */
  synchronized @Nullable End unchangedEnd() {
    return Objects.equals(looksKnown, looks()) ? endKnown : null;
  }

  /** As {@link #read}, to be called under the folder's lock: the end is known afterwards. */
  synchronized End readAndRemember(Consumer<LedgerEntry> reader) {
    return remember(read(reader));
  }

  private End remember(End end) {
    looksKnown = looks();
    endKnown = end;
    return end;
  }

  private @Nullable Looks looks() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Looks(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    } catch (IOException e) {
      return null; // there is no file yet, or reading it will say what is wrong
    }
  }

  /**
   * Reads all lines.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if one is broken, naming it
   */
  End read(Consumer<LedgerEntry> reader) {
    if (!Files.exists(file)) {
      return new End(null, 0, new byte[0]);
    }
    LedgerEntry last = null;
    long length = 0;
    byte[] buffer = new byte[1 << 16];
    int filled = 0;
    try (InputStream bytes = Files.newInputStream(file)) {
      long number = 1;
      int read = bytes.read(buffer);
      while (read >= 0) {
        int start = 0;
        for (int at = filled; at < filled + read; at++) {
          if (buffer[at] == '\n') {
            last = parse(buffer, start, at, number++, last);
            length += at + 1 - start;
            start = at + 1;
            reader.accept(last);
          }
        }
        filled += read - start;
        System.arraycopy(buffer, start, buffer, 0, filled);
        if (filled > LONGEST_LINE) {
          throw broken(number, "it has more than %d bytes".formatted(LONGEST_LINE));
        }
        buffer = filled < buffer.length ? buffer : Arrays.copyOf(buffer, 2 * filled);
        read = bytes.read(buffer, filled, buffer.length - filled);
      }
      return new End(last, length, Arrays.copyOf(buffer, filled));
    } catch (IOException e) {
      throw FileBytes.unreadable(file, e);
    }
  }

  /** Reads the line {@code [start, end)}; its bytes are no longer what they were afterwards. */
  private LedgerEntry parse(
      byte[] bytes, int start, int end, long number, @Nullable LedgerEntry before) {
    int tail = end - TAIL_LENGTH;
    if (tail <= start
        || !text(bytes, tail, HASH_FIELD.length()).equals(HASH_FIELD)
        || !text(bytes, end - 2, 2).equals("\"}")) {
      throw broken(number, "it is no entry");
    }
    String hash = text(bytes, tail + HASH_FIELD.length(), 64);
    bytes[tail] = '}'; // what is hashed ends here
    MessageDigest digest = Sha256.digest();
    digest.update(bytes, start, tail + 1 - start);
    if (!HexFormat.of().formatHex(digest.digest()).equals(hash)) {
      throw broken(number, "it was changed: its hash does not fit");
    }
    LedgerEntry entry;
    try {
      entry = LedgerEntry.of(JSON.readTree(bytes, start, tail + 1 - start), hash);
    } catch (IOException | RuntimeException e) {
      throw broken(number, "it is no entry");
    }
    if (!entry.previous().equals(before == null ? BEGINNING : before.hash())) {
      throw broken(number, "it does not follow the line before: one was taken out or changed");
    }
    if (entry.sequence() != number) {
      throw broken(number, "it is numbered %d".formatted(entry.sequence()));
    }
    return entry;
  }

  private static String text(byte[] bytes, int start, int length) {
    return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }

  private RumoristaException broken(long number, String how) {
    return RumoristaException.invalidInput(
        "%s, line %d: is broken (%s): restore the ledger from a copy, or move its folder away to begin"
            + " a new one",
        file, number, how);
  }

  /**
   * Writes a line at the end and waits until it is on the disk. A line that was cut off is moved
   * into a file of its own.
   */
  synchronized void append(LedgerEntry entry, End end) {
    endKnown = null;
    String body = entry.toJson().toString();
    String line = body.substring(0, body.length() - 1) + HASH_FIELD + entry.hash() + "\"}\n";
    try {
      if (end.torn().length > 0) {
        Files.write(
            file.resolveSibling("torn.txt"),
            (new String(end.torn(), StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      try (FileChannel channel =
          FileChannel.open(
              file, KeyFiles.creating(StandardOpenOption.CREATE), KeyFiles.secret(file))) {
        channel.truncate(end.length());
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        FileBytes.write(channel, end.length(), bytes);
        channel.force(true);
        remember(new End(entry, end.length() + bytes.length, new byte[0]));
      }
    } catch (IOException e) {
      throw RumoristaException.invalidInput(
          "%s: cannot be written (%s): check the disk and the rights", file, FileBytes.reason(e));
    }
  }
}
