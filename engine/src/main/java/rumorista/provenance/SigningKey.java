package rumorista.provenance;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import rumorista.RumoristaException;

/** A P-256 key that signs manifests, with the certificates that say whose it is. */
public final class SigningKey {
  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
  private static final int BITS = 256;

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  SigningKey(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /**
   * Reads a key and its certificates, and checks that they belong together and that readers of C2PA
   * will accept them.
   *
   * @param key PKCS #8 in PEM
   * @param certificates in PEM, the signer's first, then those above it; the root may be left out
   * @throws RumoristaException {@code INVALID_INPUT} if one cannot be read or used
   */
  public static SigningKey read(Path key, Path certificates) {
    PrivateKey parsed = parse(KeyFiles.readSecret(key), key);
    SigningKey read =
        new SigningKey(
            parsed, Certificates.parsePem(KeyFiles.readPublic(certificates), certificates));
    read.check(key, certificates);
    return read;
  }

  private static PrivateKey parse(String pem, Path place) {
    List<byte[]> keys = Pem.read(pem, "PRIVATE KEY", place);
    if (keys.isEmpty()) {
      throw RumoristaException.invalidInput(
          "%s: holds no private key; wanted PKCS #8 in PEM, which begins with -----BEGIN PRIVATE"
              + " KEY-----: openssl pkcs8 -topk8 -nodes makes it from other kinds",
          place);
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
      if (key instanceof ECPrivateKey elliptic
          && elliptic.getParams().getOrder().bitLength() == BITS) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      // Refused below, like a key on another curve.
    }
    throw RumoristaException.invalidInput(
        "%s: is no key on the curve P-256; wanted one: openssl genpkey -algorithm EC -pkeyopt"
            + " ec_paramgen_curve:P-256 makes it",
        place);
  }

  private void check(Path keyPlace, Path place) {
    X509Certificate signer = chain.getFirst();
    String fault = Certificates.fault(signer);
    if (fault != null) {
      throw RumoristaException.invalidInput(
          "%s: the first certificate %s, so readers of C2PA would refuse it: ask for another",
          place, fault);
    }
    if (!Certificates.isValidAt(signer, Instant.now())) {
      throw RumoristaException.invalidInput(
          "%s: the certificate is valid from %s to %s, not now: renew it, or set the clock",
          place, signer.getNotBefore().toInstant(), signer.getNotAfter().toInstant());
    }
    if (!belongs(signer)) {
      throw RumoristaException.invalidInput(
          "%s: the certificate is for another key than %s: name the two that belong together",
          place, keyPlace);
    }
  }

  private boolean belongs(X509Certificate signer) {
    try {
      byte[] probe = {1, 2, 3};
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(signer.getPublicKey());
      verifier.update(probe);
      return signer.getPublicKey() instanceof ECPublicKey && verifier.verify(sign(probe));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The 64 bytes of an ECDSA signature, r then s. */
  byte[] sign(byte[] bytes) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(key);
      signer.update(bytes);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // the key was tried when it was read
    }
  }

  /** The certificates, the signer's first. */
  List<X509Certificate> chain() {
    return chain;
  }

  /** Which key this is: the first 16 hexadecimal digits of its certificate's SHA-256. */
  public String id() {
    try {
      return Sha256.of(chain.getFirst().getEncoded()).substring(0, 16);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e); // it was read from its encoding
    }
  }

  /** Whom the certificate names. */
  public String subject() {
    return chain.getFirst().getSubjectX500Principal().getName();
  }

  /** Who gave the certificate. */
  public String issuer() {
    return chain.getFirst().getIssuerX500Principal().getName();
  }

  /** Until when it may sign. */
  public Instant validUntil() {
    return chain.getFirst().getNotAfter().toInstant();
  }
}
