package rumorista.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rumorista.RumoristaException;
import rumorista.provenance.ManifestStore.Manifest;

/**
 * A manifest that was checked in itself: does its signature cover its claim, and its claim its
 * assertions?
 *
 * @param signed whether the signature covers the claim
 * @param assertions by label, those in CBOR whose hashes hold
 * @param algorithm of hashes that name none
 */
record ManifestCheck(
    JsonNode claim,
    CoseSignature signature,
    boolean signed,
    Map<String, JsonNode> assertions,
    HashAlgorithm algorithm) {
  private static final int MOST_ASSERTIONS = 2000;

  /**
   * Checks a manifest.
   *
   * @param findings are added to
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it cannot be read
   */
  static ManifestCheck of(Manifest manifest, List<Finding> findings) {
    JsonNode claim = Cbor.decode(manifest.claim(), "the claim");
    CoseSignature signature = CoseSignature.parse(manifest.signature());
    String at = manifest.uri(ManifestStore.SIGNATURE);
    String named = ClaimReader.text(claim, "signature");
    if (!named.equals(at) && !named.equals("self#jumbf=" + ManifestStore.SIGNATURE)) {
      findings.add(
          Finding.bad("claimSignature.missing", at, "the claim names the signature of another"));
    }
    boolean signed = signature.signs(manifest.claim());
    findings.add(
        signature.algorithmName() == null
            ? Finding.bad("algorithm.unsupported", at, "it is signed in a way that C2PA forbids")
            : signed
                ? Finding.good("claimSignature.validated", at, "the signature covers the claim")
                : Finding.bad(
                    "claimSignature.mismatch", at, "the claim or its signature was changed"));
    HashAlgorithm algorithm = HashAlgorithm.of(claim, HashAlgorithm.SHA256);
    Map<String, JsonNode> assertions = new LinkedHashMap<>();
    Set<String> declared = new HashSet<>();
    for (String list : List.of("created_assertions", "gathered_assertions", "assertions")) {
      for (JsonNode link : claim.path(list)) {
        if (declared.size() > MOST_ASSERTIONS) {
          throw RumoristaException.unreadableMedia(
              "the C2PA manifest is broken: it has more than %d assertions", MOST_ASSERTIONS);
        }
        String label = label(ClaimReader.text(link, "url"));
        if (declared.add(label)) {
          check(manifest, label, link, algorithm, assertions, findings);
        }
      }
    }
    checkUndeclared(manifest, declared, findings);
    return new ManifestCheck(claim, signature, signed, assertions, algorithm);
  }

  /** Boxes that the signature does not speak of, or that one label might mean. */
  private static void checkUndeclared(
      Manifest manifest, Set<String> declared, List<Finding> findings) {
    Set<String> seen = new HashSet<>();
    for (Jumbf assertion : manifest.assertions()) {
      boolean first = seen.add(assertion.label());
      if (!first || !declared.contains(assertion.label())) {
        findings.add(
            Finding.bad(
                "assertion.undeclared",
                manifest.uri(ManifestStore.ASSERTIONS + "/" + assertion.label()),
                first ? "an assertion that the claim does not name" : "one assertion too many"));
      }
    }
    seen.clear();
    for (Jumbf box : manifest.box().boxes()) {
      if (!seen.add(box.label())) {
        findings.add(
            Finding.bad("claim.multiple", manifest.uri(box.label()), "one such box too many"));
      }
    }
  }

  private static void check(
      Manifest manifest,
      String label,
      JsonNode link,
      HashAlgorithm otherwise,
      Map<String, JsonNode> assertions,
      List<Finding> findings) {
    String at = manifest.uri(ManifestStore.ASSERTIONS + "/" + label);
    Jumbf assertion = manifest.assertion(label);
    if (assertion == null) {
      findings.add(Finding.bad("assertion.missing", at, "an assertion that the claim names"));
    } else if (holds(assertion, link, HashAlgorithm.of(link, otherwise))) {
      findings.add(Finding.good("assertion.hashedURI.match", at, "the assertion is as it was"));
      JsonNode content = Manifest.read(assertion);
      if (content != null) {
        assertions.put(label, content);
      }
    } else {
      findings.add(Finding.bad("assertion.hashedURI.mismatch", at, "the assertion was changed"));
    }
  }

  /** Whether a box is what a link with its hash says. */
  static boolean holds(Jumbf box, JsonNode link, HashAlgorithm algorithm) {
    MessageDigest digest = algorithm.digest();
    digest.update(box.payload().duplicate());
    return Arrays.equals(digest.digest(), HashAlgorithm.hash(link));
  }

  /** The last part of a place in a manifest. */
  private static String label(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
