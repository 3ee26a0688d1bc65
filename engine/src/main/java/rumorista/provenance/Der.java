package rumorista.provenance;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Writes DER (ITU-T X.690), as much of it as a certificate needs. */
final class Der {
  private static final int CONSTRUCTED = 0x20;
  private static final int CONTEXT = 0x80;
  private static final int FIRST_YEAR_OF_LONG_TIMES = 2050;

  private Der() {}

  static byte[] sequence(byte[]... elements) {
    return element(0x10 | CONSTRUCTED, join(elements));
  }

  static byte[] set(byte[]... elements) {
    return element(0x11 | CONSTRUCTED, join(elements));
  }

  static byte[] bool(boolean value) {
    return element(0x01, new byte[] {(byte) (value ? 0xff : 0)});
  }

  static byte[] integer(BigInteger value) {
    return element(0x02, value.toByteArray());
  }

  /** A bit string; {@code unused} bits at its end do not count. */
  static byte[] bits(byte[] bytes, int unused) {
    return element(0x03, join(new byte[] {(byte) unused}, bytes));
  }

  static byte[] octets(byte[] bytes) {
    return element(0x04, bytes);
  }

  static byte[] text(String text) {
    return element(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  /** An object identifier such as {@code 2.5.29.15}. */
  static byte[] identifier(String dotted) {
    long[] arcs = Arrays.stream(dotted.split("\\.")).mapToLong(Long::parseLong).toArray();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(sevens(40 * arcs[0] + arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      bytes.writeBytes(sevens(arcs[i]));
    }
    return element(0x06, bytes.toByteArray());
  }

  /** A time, to the second; RFC 5280 wants two forms. */
  static byte[] time(Instant time) {
    boolean isLong = time.atOffset(ZoneOffset.UTC).getYear() >= FIRST_YEAR_OF_LONG_TIMES;
    String text =
        DateTimeFormatter.ofPattern(isLong ? "yyyyMMddHHmmss'Z'" : "yyMMddHHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(time);
    return element(isLong ? 0x18 : 0x17, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** An element around another, under a number of the place where it stands. */
  static byte[] explicit(int number, byte[] element) {
    return element(CONTEXT | CONSTRUCTED | number, element);
  }

  /** Bytes under a number of the place where they stand. */
  static byte[] implicit(int number, byte[] bytes) {
    return element(CONTEXT | number, bytes);
  }

  private static byte[] element(int tag, byte[] content) {
    byte[] length;
    if (content.length < 0x80) {
      length = new byte[] {(byte) content.length};
    } else {
      byte[] digits = BigInteger.valueOf(content.length).toByteArray();
      int from = digits[0] == 0 ? 1 : 0; // no sign
      byte[] unsigned = Arrays.copyOfRange(digits, from, digits.length);
      length = join(new byte[] {(byte) (0x80 | unsigned.length)}, unsigned);
    }
    return join(new byte[] {(byte) tag}, length, content);
  }

  private static byte[] sevens(long value) {
    int count = Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      int seven = (int) (value >> (7 * (count - 1 - i))) & 0x7f;
      bytes[i] = (byte) (i < count - 1 ? seven | 0x80 : seven);
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
