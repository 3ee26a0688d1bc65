package rumorista.provenance;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Gives a certificate to an operator who has bought none: makes a certificate authority, lets it
 * certify one signing key, and forgets the authority's key, so that it can never certify another.
 * C2PA takes no certificate that is signed by itself, hence the authority.
 */
final class LocalAuthority {
  /** There is no time stamp in our manifests, so they are valid no longer than the certificate. */
  private static final Duration VALIDITY = Duration.ofDays(3650);

  /** A clock somewhere may be behind. */
  private static final Duration BEFORE_NOW = Duration.ofDays(1);

  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SUBJECT_KEY = "2.5.29.14";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
  private static final int KEY_IDENTIFIER = 20; // bytes

  private LocalAuthority() {}

  /**
   * What an operator starts with.
   *
   * @param root the certificate that others must trust
   */
  record Identity(PrivateKey key, X509Certificate certificate, X509Certificate root) {}

  /** Makes a key and its certificates, in the name of an operator. */
  static Identity create(String operator, Instant now) {
    try {
      KeyPair authority = keyPair();
      KeyPair signer = keyPair();
      byte[] authorityName = name(operator, "Rumorista authority", authority.getPublic());
      byte[] signerName = name(operator, "Rumorista", signer.getPublic());
      byte[] root =
          certificate(
              authorityName,
              authorityName,
              authority.getPublic(),
              now,
              Der.sequence(
                  critical(
                      BASIC_CONSTRAINTS,
                      Der.sequence(Der.bool(true), Der.integer(BigInteger.ZERO))),
                  critical(KEY_USAGE, Der.bits(new byte[] {0b0000_0110}, 1)), // certificates, lists
                  plain(SUBJECT_KEY, Der.octets(identifier(authority.getPublic())))),
              authority.getPrivate());
      byte[] leaf =
          certificate(
              authorityName,
              signerName,
              signer.getPublic(),
              now,
              Der.sequence(
                  critical(BASIC_CONSTRAINTS, Der.sequence()),
                  critical(KEY_USAGE, Der.bits(new byte[] {(byte) 0b1000_0000}, 7)), // signatures
                  plain(EXTENDED_KEY_USAGE, Der.sequence(Der.identifier(EMAIL_PROTECTION))),
                  plain(SUBJECT_KEY, Der.octets(identifier(signer.getPublic()))),
                  plain(
                      AUTHORITY_KEY,
                      Der.sequence(Der.implicit(0, identifier(authority.getPublic()))))),
              authority.getPrivate());
      return new Identity(signer.getPrivate(), Certificates.parse(leaf), Certificates.parse(root));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has P-256
    }
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** After RFC 5280, section 4.1. */
  private static byte[] certificate(
      byte[] issuer,
      byte[] subject,
      PublicKey key,
      Instant now,
      byte[] extensions,
      PrivateKey issuerKey)
      throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
    byte[] content =
        Der.sequence(
            Der.explicit(0, Der.integer(BigInteger.TWO)), // version 3
            Der.integer(new BigInteger(127, new SecureRandom()).add(BigInteger.ONE)),
            algorithm,
            issuer,
            Der.sequence(Der.time(now.minus(BEFORE_NOW)), Der.time(now.plus(VALIDITY))),
            subject,
            key.getEncoded(),
            Der.explicit(3, extensions));
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(issuerKey);
    signer.update(content);
    return Der.sequence(content, algorithm, Der.bits(signer.sign(), 0));
  }

  private static byte[] name(String operator, String role, PublicKey key) {
    String number = HexFormat.of().formatHex(identifier(key)).substring(0, 8);
    return Der.sequence(
        Der.set(Der.sequence(Der.identifier("2.5.4.10"), Der.text(operator))),
        Der.set(Der.sequence(Der.identifier("2.5.4.3"), Der.text(role + " " + number))));
  }

  /** After RFC 7093, method 1, over the whole public key. */
  private static byte[] identifier(PublicKey key) {
    return Arrays.copyOf(Sha256.digest().digest(key.getEncoded()), KEY_IDENTIFIER);
  }

  private static byte[] critical(String identifier, byte[] value) {
    return Der.sequence(Der.identifier(identifier), Der.bool(true), Der.octets(value));
  }

  private static byte[] plain(String identifier, byte[] value) {
    return Der.sequence(Der.identifier(identifier), Der.octets(value));
  }
}
