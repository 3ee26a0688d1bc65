package rumorista.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.provenance.ManifestStore.Manifest;

/** Checks one file against its manifest. */
final class Verifier {
  /**
   * A file that was checked.
   *
   * @param manifests {@code null} if there are none, or they cannot be read
   */
  record Checked(String mediaType, @Nullable ManifestStore manifests, Verification verification) {}

  private final @Nullable FileChannel file;
  private final @Nullable Place place;
  private final @Nullable Path sidecar;
  private final ManifestStore store;
  private final List<X509Certificate> anchors;
  private final List<Finding> findings = new ArrayList<>();

  private Verifier(
      @Nullable FileChannel file,
      @Nullable Place place,
      @Nullable Path sidecar,
      ManifestStore store,
      List<X509Certificate> anchors) {
    this.file = file;
    this.place = place;
    this.sidecar = sidecar;
    this.store = store;
    this.anchors = anchors;
  }

  /**
   * Checks a file.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if it cannot be read; {@code UNREADABLE_MEDIA}
   *     if it is no film or sound, or broken
   */
  static Checked check(Path path, List<X509Certificate> anchors) {
    try (FileChannel file = FileChannel.open(path)) {
      Container container = Container.of(file);
      String mediaType = container == null ? "application/octet-stream" : container.mediaType();
      Place place = container == null ? null : container.find(file);
      Path beside = Provenance.sidecar(path);
      if (container == null && beside.equals(path)) {
        return new Checked("application/c2pa", null, check(besides(path), anchors));
      }
      Path sidecar = place == null && Files.isRegularFile(beside) ? beside : null;
      if (place == null && sidecar == null) {
        if (container == null) {
          throw RumoristaException.unreadableMedia(
              "no film or sound of a kind that is known, and there is no %s", beside);
        }
        return new Checked(mediaType, null, Verification.none());
      }
      ManifestStore store;
      try {
        store =
            ManifestStore.parse(place == null ? besides(beside) : ManifestStore.read(file, place));
      } catch (RumoristaException e) {
        return new Checked(
            mediaType, null, Verification.broken(sidecar, String.valueOf(e.getMessage())));
      }
      return new Checked(
          mediaType, store, new Verifier(file, place, sidecar, store, anchors).verify());
    } catch (NoSuchFileException e) {
      throw RumoristaException.invalidInput("%s: does not exist", path);
    } catch (IOException e) {
      throw FileBytes.unreadable(path, e);
    } catch (RumoristaException e) {
      throw new RumoristaException(e.kind(), path + ": " + e.getMessage(), e);
    }
  }

  /** Checks a manifest store in itself, for a file that has lost it and was changed meanwhile. */
  static Verification check(byte[] manifest, List<X509Certificate> anchors) {
    try {
      return new Verifier(null, null, null, ManifestStore.parse(manifest), anchors).verify();
    } catch (RumoristaException e) {
      return Verification.broken(null, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // no file is read
    }
  }

  private static byte[] besides(Path sidecar) throws IOException {
    if (Files.size(sidecar) > Container.LARGEST_MANIFEST) {
      throw RumoristaException.unreadableMedia("%s is larger than any manifest", sidecar);
    }
    return Files.readAllBytes(sidecar);
  }

  private Verification verify() throws IOException {
    Manifest active = store.active();
    ManifestCheck check;
    Verification.Signer signer = null;
    try {
      check = ManifestCheck.of(active, findings);
      signer = signer(active, check);
      checkBinding(active, check);
      checkIngredients(check);
    } catch (RumoristaException e) {
      findings.add(
          Finding.bad(
              "claim.malformed", active.uri("c2pa.claim.v2"), String.valueOf(e.getMessage())));
      return new Verification(
          Verification.State.INVALID, sidecar, signer, null, false, List.copyOf(findings));
    }
    boolean whole = file != null && findings.stream().noneMatch(Verifier::isChange);
    boolean faultless =
        findings.stream().noneMatch(finding -> finding.outcome() == Finding.Outcome.BAD);
    Verification.State state =
        !faultless
            ? Verification.State.INVALID
            : signer.trusted() ? Verification.State.TRUSTED : Verification.State.VALID;
    Verification.Claim claim = ClaimReader.read(active.label(), check.claim(), check.assertions());
    return new Verification(state, sidecar, signer, claim, whole, List.copyOf(findings));
  }

  /** A certificate may be at fault without anything having been changed. */
  private static boolean isChange(Finding finding) {
    return finding.outcome() == Finding.Outcome.BAD
        && !finding.code().startsWith("signingCredential");
  }

  private Verification.Signer signer(Manifest manifest, ManifestCheck check) {
    CoseSignature signature = check.signature();
    X509Certificate certificate = signature.signer();
    Instant now = Instant.now();
    String at = manifest.uri(ManifestStore.SIGNATURE);
    String fault = Certificates.fault(certificate);
    if (fault != null) {
      findings.add(
          Finding.bad("signingCredential.invalid", at, "the signer's certificate " + fault));
    }
    if (!Certificates.isValidAt(certificate, now)) {
      String validity =
          "the signer's certificate is valid from %s to %s"
              .formatted(
                  certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
      findings.add(
          signature.timeStamped()
              ? Finding.note(
                  "signingCredential.expired", at, validity + "; its time stamp is not read here")
              : Finding.bad("signingCredential.expired", at, validity));
    }
    // A certificate can be copied: without its signature it says nothing.
    boolean trusted =
        check.signed() && Certificates.leadsTo(signature.certificates(), anchors, now);
    findings.add(
        trusted
            ? Finding.good("signingCredential.trusted", at, "the signer is trusted")
            : Finding.note(
                "signingCredential.untrusted",
                at,
                anchors.isEmpty()
                    ? "no trusted certificates were given to check the signer against"
                    : "nobody who is trusted vouches for the signature"));
    String algorithm = signature.algorithmName();
    return new Verification.Signer(
        Certificates.subject(certificate, "CN"),
        Certificates.subject(certificate, "O"),
        Certificates.issuer(certificate, "CN"),
        algorithm == null ? "?" : algorithm,
        certificate.getNotAfter().toInstant(),
        fingerprint(certificate),
        trusted);
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return Sha256.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e); // it was read from its encoding
    }
  }

  private void checkBinding(Manifest manifest, ManifestCheck check) throws IOException {
    List<String> bindings =
        check.assertions().keySet().stream()
            .filter(label -> label.matches("c2pa\\.hash\\.(data|boxes|bmff|collection|multi).*"))
            .toList();
    String at =
        manifest.uri(
            ManifestStore.ASSERTIONS + "/" + (bindings.isEmpty() ? "" : bindings.getFirst()));
    if (bindings.size() != 1) {
      findings.add(
          bindings.isEmpty()
              ? Finding.bad("claim.hardBindings.missing", at, "no hash binds it to the file")
              : Finding.bad(
                  "assertion.multipleHardBindings", at, "more than one hash binds it to the file"));
      return;
    }
    JsonNode binding = check.assertions().getOrDefault(bindings.getFirst(), Assertions.object());
    HashAlgorithm algorithm = HashAlgorithm.of(binding, check.algorithm());
    FileChannel bound = file;
    if (bound == null) {
      findings.add(
          Finding.note(
              "io.github.rumorista.unbound", at, "the manifest was not compared with a file"));
      return;
    }
    findings.add(
        switch (bindings.getFirst()) {
          case DataHash.LABEL -> DataHash.check(bound, place, binding, algorithm, at);
          case BmffHash.LABEL, BmffHash.OLDER_LABEL ->
              BmffHash.check(bound, binding, algorithm, at);
          default ->
              Finding.bad(
                  "assertion.cbor.invalid",
                  at,
                  "%s is a kind of hash that is not read here".formatted(bindings.getFirst()));
        });
  }

  /**
   * Ingredients' manifests must be there as they were; faults within them are no faults of ours.
   */
  private void checkIngredients(ManifestCheck check) {
    check
        .assertions()
        .forEach((label, ingredient) -> {
          JsonNode link = ClaimReader.manifestLink(ingredient);
          if (label.startsWith("c2pa.ingredient") && !link.isMissingNode()) {
            findings.add(checkLink(ClaimReader.manifest(ingredient), link, check));
          }
        });
    for (Manifest manifest : store.manifests().subList(0, store.manifests().size() - 1)) {
      List<Finding> within = new ArrayList<>();
      try {
        ManifestCheck.of(manifest, within);
      } catch (RumoristaException e) {
        within.add(
            Finding.bad(
                "claim.malformed", manifest.uri("c2pa.claim"), String.valueOf(e.getMessage())));
      }
      for (Finding finding : within) {
        if (finding.outcome() == Finding.Outcome.BAD) {
          findings.add(
              Finding.note(
                  finding.code(), finding.place(), "of an ingredient: " + finding.explanation()));
        }
      }
    }
  }

  private Finding checkLink(String label, JsonNode link, ManifestCheck check) {
    Manifest manifest = store.manifest(label);
    String at = "self#jumbf=/c2pa/" + label;
    if (manifest == null) {
      return Finding.bad("ingredient.manifest.missing", at, "an ingredient's manifest is missing");
    }
    HashAlgorithm algorithm = HashAlgorithm.of(link, check.algorithm());
    return ManifestCheck.holds(manifest.box(), link, algorithm)
        ? Finding.good("ingredient.manifest.validated", at, "an ingredient's manifest is as it was")
        : Finding.bad("ingredient.manifest.mismatch", at, "an ingredient's manifest was changed");
  }
}
