package rumorista.watermark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import rumorista.RumoristaException;

/**
 * The 256 bits that decide where a watermark is and how it looks. Whoever has them can find the
 * mark, and also remove or forge it.
 */
public final class MarkKey {
  /** Bytes of a key. */
  public static final int LENGTH = 32;

  /** The key that everybody knows: with it anyone can tell what Rumorista made. */
  public static final MarkKey PUBLIC =
      new MarkKey(
          sha256("Rumorista public watermark key 1".getBytes(StandardCharsets.UTF_8)), "public");

  private final byte[] secret;
  private final String id;

  private MarkKey(byte[] secret, String id) {
    this.secret = secret;
    this.id = id;
  }

  /**
   * An operator's key.
   *
   * @param secret 32 bytes, copied
   * @throws RumoristaException {@code INVALID_INPUT} if there are more or fewer
   */
  public static MarkKey of(byte[] secret) {
    if (secret.length != LENGTH) {
      throw RumoristaException.invalidInput(
          "a watermark key of %d bytes; wanted %d: make one with `rumorista key new`",
          secret.length, LENGTH);
    }
    if (MessageDigest.isEqual(secret, PUBLIC.secret)) {
      return PUBLIC;
    }
    return new MarkKey(secret.clone(), HexFormat.of().formatHex(sha256(secret), 0, 4));
  }

  /** A new key from the system's random source. */
  public static MarkKey random() {
    byte[] secret = new byte[LENGTH];
    new SecureRandom().nextBytes(secret);
    return of(secret);
  }

  /** A short name: "public", or the first four bytes of the key's SHA-256 in hexadecimal. */
  public String id() {
    return id;
  }

  /** The key's bytes, a copy, to be kept secret unless it is the public key. */
  public byte[] bytes() {
    return secret.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MarkKey key && MessageDigest.isEqual(secret, key.secret);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** The short name, never the secret. */
  @Override
  public String toString() {
    return "MarkKey " + id;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
