package rumorista.provenance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import rumorista.RumoristaException;

/** SHA-256, in hexadecimal, of what the ledger and the manifests name. */
public final class Sha256 {
  private Sha256() {}

  /** Of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * Of a file, read piece by piece.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if it cannot be read
   */
  public static String of(Path file) {
    return of(List.of(file));
  }

  /**
   * Of several files, one after the other: the weights of a model, say.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if one cannot be read
   */
  public static String of(List<Path> files) {
    MessageDigest digest = digest();
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file)) {
        FileBytes.digest(channel, 0, channel.size(), digest);
      } catch (IOException e) {
        throw FileBytes.unreadable(file, e);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static byte[] raw(ByteBuffer bytes) {
    MessageDigest digest = digest();
    digest.update(bytes.duplicate());
    return digest.digest();
  }

  /** A digest to be fed piece by piece. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
