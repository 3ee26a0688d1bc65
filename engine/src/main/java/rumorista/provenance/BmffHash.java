package rumorista.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import rumorista.RumoristaException;

/**
 * The hard binding {@code c2pa.hash.bmff.v3}: a hash over the boxes at the top of an mp4, mov or
 * m4a, each led by its place in the file, but for those that it names as left out.
 */
final class BmffHash {
  static final String LABEL = "c2pa.hash.bmff.v3";

  /** Read too: its hash is made in the same way. */
  static final String OLDER_LABEL = "c2pa.hash.bmff.v2";

  private static final List<String> LEFT_OUT = List.of("/ftyp", "/mfra");
  private static final Set<String> MUST_BE_COVERED = Set.of("moov", "mdat", "moof");
  private static final int UUID_AT = 8;
  private static final int MOST_EXCLUSIONS = 100;

  private BmffHash() {}

  /** As long as the assertion will be. */
  static ObjectNode placeholder() {
    return assertion(new byte[32]);
  }

  /** The assertion over a film that holds its manifest, or room for it, already. */
  static ObjectNode of(FileChannel file) throws IOException {
    ObjectNode assertion = placeholder();
    return assertion(hash(file, assertion.path("exclusions"), Sha256.digest()));
  }

  private static ObjectNode assertion(byte[] hash) {
    ObjectNode assertion = JsonNodeFactory.instance.objectNode();
    ArrayNode exclusions = assertion.putArray("exclusions");
    ObjectNode manifest = exclusions.addObject().put("xpath", "/uuid");
    manifest.putArray("data").addObject().put("offset", UUID_AT).put("value", BmffContainer.UUID);
    LEFT_OUT.forEach(path -> exclusions.addObject().put("xpath", path));
    return assertion.put("alg", "sha256").put("hash", hash).put("name", "jumbf manifest");
  }

  /** Checks a film against the assertion of its manifest. */
  static Finding check(FileChannel file, JsonNode assertion, HashAlgorithm algorithm, String at)
      throws IOException {
    if (assertion.has("merkle") && !assertion.has("hash")) {
      return Finding.bad(
          "assertion.bmffHash.malformed", at, "hashes of single fragments: not read here");
    }
    byte[] hash;
    try {
      hash = hash(file, assertion.path("exclusions"), algorithm.digest());
    } catch (RumoristaException e) {
      return Finding.bad("assertion.bmffHash.malformed", at, String.valueOf(e.getMessage()));
    }
    return Arrays.equals(hash, HashAlgorithm.hash(assertion))
        ? Finding.good("assertion.bmffHash.match", at, "the film is as it was signed")
        : Finding.bad(
            "assertion.bmffHash.mismatch", at, "the film was changed after it was signed");
  }

  private static byte[] hash(FileChannel file, JsonNode exclusions, MessageDigest digest)
      throws IOException {
    if (exclusions.size() > MOST_EXCLUSIONS) {
      throw RumoristaException.unreadableMedia("the hash leaves out too many places");
    }
    for (JsonNode exclusion : exclusions) {
      refuseUnknown(exclusion);
    }
    for (BmffBox box : BmffBox.top(file)) {
      boolean out = false;
      for (JsonNode exclusion : exclusions) {
        out |= leavesOut(exclusion, box, file);
      }
      if (!out) {
        digest.update(ByteBuffer.allocate(8).putLong(0, box.start()));
        FileBytes.digest(file, box.start(), box.end(), digest);
      } else if (MUST_BE_COVERED.contains(box.type())) {
        throw RumoristaException.unreadableMedia(
            "the hash leaves out \"%s\", the film itself", box.type());
      }
    }
    return digest.digest();
  }

  /** Boxes at the top are left out whole here; what else the specification knows is refused. */
  private static void refuseUnknown(JsonNode exclusion) {
    boolean known =
        exclusion.path("xpath").asText().matches("/[^/\\[\\]]{4}")
            && exclusion.properties().stream()
                .allMatch(field ->
                    Set.of("xpath", "data", "length").contains(field.getKey())
                        || field.getValue().isNull());
    if (!known) {
      throw RumoristaException.unreadableMedia(
          "the hash leaves out \"%s\" in a way that is not read here",
          exclusion.path("xpath").asText());
    }
  }

  private static boolean leavesOut(JsonNode exclusion, BmffBox box, FileChannel file)
      throws IOException {
    if (!exclusion.path("xpath").asText().equals("/" + box.type())) {
      return false;
    }
    long length = box.end() - box.start();
    if (exclusion.hasNonNull("length") && exclusion.path("length").asLong() != length) {
      return false;
    }
    for (JsonNode data : exclusion.path("data")) {
      byte[] wanted = HashAlgorithm.bytes(data.path("value"));
      long offset = data.path("offset").asLong(-1);
      if (offset < 0 || offset > length - wanted.length) {
        return false;
      }
      ByteBuffer found = FileBytes.read(file, box.start() + offset, wanted.length);
      if (!found.equals(ByteBuffer.wrap(wanted))) {
        return false;
      }
    }
    return true;
  }
}
