package rumorista.provenance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rumorista.RumoristaException;

/** PEM (RFC 7468): bytes in base 64 between two lines that say what they are. */
final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  static String write(String label, byte[] bytes) {
    String text =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }

  /**
   * All blocks with this label, in their order.
   *
   * @param place where the text stood, for the message
   * @throws RumoristaException {@code INVALID_INPUT} if a block is no base 64
   */
  static List<byte[]> read(String text, String label, Object place) {
    Matcher block =
        Pattern.compile(
                "-----BEGIN %s-----([A-Za-z0-9+/=\\s]*+)-----END %s-----".formatted(label, label))
            .matcher(text);
    List<byte[]> blocks = new ArrayList<>();
    while (block.find()) {
      try {
        blocks.add(Base64.getMimeDecoder().decode(block.group(1)));
      } catch (IllegalArgumentException e) {
        throw RumoristaException.invalidInput("%s: a %s in it is broken base 64", place, label);
      }
    }
    return blocks;
  }
}
