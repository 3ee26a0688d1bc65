package rumorista.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/** The hashes that C2PA allows. */
enum HashAlgorithm {
  SHA256("SHA-256"),
  SHA384("SHA-384"),
  SHA512("SHA-512");

  private final String javaName;

  HashAlgorithm(String javaName) {
    this.javaName = javaName;
  }

  /**
   * What a map in a manifest says in {@code alg}, or else the map around it.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if that is no hash that C2PA allows
   */
  static HashAlgorithm of(JsonNode map, @Nullable HashAlgorithm otherwise) {
    JsonNode name = map.path("alg");
    if (name.isMissingNode() && otherwise != null) {
      return otherwise;
    }
    for (HashAlgorithm algorithm : values()) {
      if (algorithm.name().toLowerCase(Locale.ROOT).equals(name.asText())) {
        return algorithm;
      }
    }
    throw RumoristaException.unreadableMedia(
        "the C2PA manifest is broken: its hash is \"%s\"; wanted sha256, sha384 or sha512",
        name.asText());
  }

  /** The bytes in {@code hash}; none if there are none. */
  static byte[] hash(JsonNode map) {
    return bytes(map.path("hash"));
  }

  /** A byte string; no bytes if it is something else. */
  static byte[] bytes(JsonNode value) {
    try {
      byte[] bytes = value.isBinary() ? value.binaryValue() : null;
      return bytes == null ? new byte[0] : bytes;
    } catch (IOException e) {
      return new byte[0];
    }
  }

  MessageDigest digest() {
    try {
      return MessageDigest.getInstance(javaName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has them
    }
  }
}
