package rumorista.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hard binding {@code c2pa.hash.data}: a hash of all bytes of a file but those of the manifest
 * itself.
 */
final class DataHash {
  static final String LABEL = "c2pa.hash.data";

  /** Larger than any place in a file, so that the assertion with it is the longest there is. */
  private static final long ANY = Long.MAX_VALUE;

  private static final int MOST_EXCLUSIONS = 1000;

  private record Range(long start, long end) {}

  private DataHash() {}

  /** As long as the assertion will be, before the places are known. */
  static ObjectNode placeholder() {
    return assertion(new Place(0, 0, ANY, ANY), new byte[32], 0);
  }

  /**
   * The assertion over a file, padded to the length of the placeholder.
   *
   * @param place of the manifest in the file; {@code null} if it lies beside it
   */
  static ObjectNode of(FileChannel file, @Nullable Place place) throws IOException {
    List<Range> excluded =
        place == null ? List.of() : List.of(new Range(place.excludedStart(), place.excludedEnd()));
    byte[] hash = hash(file, excluded, Sha256.digest());
    int missing = Cbor.encode(placeholder()).length - Cbor.encode(assertion(place, hash, 0)).length;
    ObjectNode padded = assertion(place, hash, missing);
    // A byte string of 24 bytes and more has a longer header.
    int over = Cbor.encode(padded).length - Cbor.encode(placeholder()).length;
    return over == 0 ? padded : assertion(place, hash, missing - over);
  }

  private static ObjectNode assertion(@Nullable Place place, byte[] hash, int pad) {
    ObjectNode assertion = JsonNodeFactory.instance.objectNode();
    if (place != null) {
      assertion
          .putArray("exclusions")
          .addObject()
          .put("start", place.excludedStart())
          .put(
              "length",
              place.excludedEnd() == ANY ? ANY : place.excludedEnd() - place.excludedStart());
    }
    return assertion
        .put("name", "jumbf manifest")
        .put("alg", "sha256")
        .put("hash", hash)
        .put("pad", new byte[pad]);
  }

  /** Checks a file against the assertion of a manifest that lies in it or beside it. */
  static Finding check(
      FileChannel file,
      @Nullable Place place,
      JsonNode assertion,
      HashAlgorithm algorithm,
      String at)
      throws IOException {
    List<Range> excluded = new ArrayList<>();
    for (JsonNode exclusion : assertion.path("exclusions")) {
      long start = exclusion.path("start").asLong(-1);
      long length = exclusion.path("length").asLong(-1);
      if (start < 0 || length < 0 || start > file.size() - length) {
        return Finding.bad(
            "assertion.dataHash.malformed", at, "what the hash leaves out is not in the file");
      }
      excluded.add(new Range(start, start + length));
    }
    if (excluded.size() > MOST_EXCLUSIONS) {
      return Finding.bad("assertion.dataHash.malformed", at, "the hash leaves out too many places");
    }
    excluded.sort(Comparator.comparingLong(Range::start));
    for (Range range : excluded) {
      if (place == null
          || range.start() < place.excludedStart()
          || range.end() > place.excludedEnd()) {
        return Finding.bad(
            "assertion.dataHash.additionalExclusionsPresent",
            at,
            "the hash leaves out more than the manifest: bytes %d to %d of the file are not covered"
                .formatted(range.start(), range.end()));
      }
    }
    byte[] hash = hash(file, excluded, algorithm.digest());
    return Arrays.equals(hash, HashAlgorithm.hash(assertion))
        ? Finding.good("assertion.dataHash.match", at, "the file is as it was signed")
        : Finding.bad(
            "assertion.dataHash.mismatch", at, "the file was changed after it was signed");
  }

  private static byte[] hash(FileChannel file, List<Range> excluded, MessageDigest digest)
      throws IOException {
    long at = 0;
    for (Range range : excluded) {
      FileBytes.digest(file, at, Math.max(at, range.start()), digest);
      at = Math.max(at, range.end());
    }
    FileBytes.digest(file, at, file.size(), digest);
    return digest.digest();
  }
}
