package rumorista.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * The ledger's lines on disk: JSON, each with the hash of the one before and its own. A last line
 * without line end was cut off by a crash; no other line may be broken.
 */
final class LedgerFile {
  private static final Pattern LINE = Pattern.compile("(\\{.*),\"hash\":\"([0-9a-f]{64})\"}");
  private static final int LONGEST_LINE = 1 << 20; // bytes
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the first line names as the hash of the line before it. */
  static final String BEGINNING = "0".repeat(64);

  private final Path file;

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
   * Reads all lines.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if one is broken, naming it
   */
  End read(Consumer<LedgerEntry> reader) {
    LedgerEntry last = null;
    long length = 0;
    if (!Files.exists(file)) {
      return new End(null, 0, new byte[0]);
    }
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (long number = 1; ; number++) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int end = readLine(bytes, line, number);
        if (line.size() == 0 && end < 0) {
          return new End(last, length, new byte[0]);
        }
        if (end < 0) {
          return new End(last, length, line.toByteArray());
        }
        last = parse(line.toString(StandardCharsets.UTF_8), number, last);
        length += line.size() + 1;
        reader.accept(last);
      }
    } catch (IOException e) {
      throw FileBytes.unreadable(file, e);
    }
  }

  private int readLine(InputStream bytes, ByteArrayOutputStream line, long number)
      throws IOException {
    int next = bytes.read();
    while (next >= 0 && next != '\n') {
      line.write(next);
      if (line.size() > LONGEST_LINE) {
        throw broken(number, "it has more than %d bytes".formatted(LONGEST_LINE));
      }
      next = bytes.read();
    }
    return next;
  }

  private LedgerEntry parse(String line, long number, @Nullable LedgerEntry before) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw broken(number, "it is no entry");
    }
    String body = parts.group(1) + "}";
    if (!Sha256.of(body).equals(parts.group(2))) {
      throw broken(number, "it was changed: its hash does not fit");
    }
    LedgerEntry entry;
    try {
      entry = LedgerEntry.of(JSON.readTree(body), parts.group(2));
    } catch (JsonProcessingException | RuntimeException e) {
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
  void append(LedgerEntry entry, End end) {
    String body = entry.toJson().toString();
    String line =
        "%s,\"hash\":\"%s\"}\n".formatted(body.substring(0, body.length() - 1), entry.hash());
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
        FileBytes.write(channel, end.length(), line.getBytes(StandardCharsets.UTF_8));
        channel.force(true);
      }
    } catch (IOException e) {
      throw RumoristaException.invalidInput(
          "%s: cannot be written (%s): check the disk and the rights", file, FileBytes.reason(e));
    }
  }
}
