package rumorista.provenance;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority as one would buy certificates from: a root, one below it, and signers.
 * Made with Bouncy Castle, so that our own DER is not its own judge.
 */
final class TestAuthority {
  final KeyPair rootKey = keyPair("secp256r1");
  final X509Certificate root;
  private final KeyPair middleKey = keyPair("secp256r1");
  private final X509Certificate middle;
  private int serial = 100;

  TestAuthority(String name) {
    X500Name rootName = new X500Name("CN=" + name + " Root,O=" + name);
    X500Name middleName = new X500Name("CN=" + name + " Intermediate,O=" + name);
    root = certificate(rootName, rootKey, rootName, rootKey, Kind.AUTHORITY, 3650);
    middle = certificate(rootName, rootKey, middleName, middleKey, Kind.AUTHORITY, 1000);
  }

  enum Kind {
    AUTHORITY,
    SIGNER,
    /** For web servers, not for signing. */
    SERVER
  }

  SigningKey signer(String name) {
    KeyPair key = keyPair("secp256r1");
    return new SigningKey(key.getPrivate(), List.of(certify(name, key, Kind.SIGNER, 365), middle));
  }

  X509Certificate certify(String name, KeyPair key, Kind kind, int days) {
    X500Name issuer = X500Name.getInstance(middle.getSubjectX500Principal().getEncoded());
    return certificate(
        issuer, middleKey, new X500Name("CN=" + name + ",O=" + name), key, kind, days);
  }

  String chainPem(X509Certificate signer) {
    return pem(signer) + pem(middle);
  }

  String anchorsPem() {
    return pem(root);
  }

  static String pem(X509Certificate certificate) {
    try {
      return Pem.write("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes a private key as its owner should keep it. */
  static Path write(KeyPair key, Path file) throws IOException {
    Files.writeString(file, Pem.write("PRIVATE KEY", key.getPrivate().getEncoded()));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  static KeyPair keyPair(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private X509Certificate certificate(
      X500Name issuer, KeyPair issuerKey, X500Name subject, KeyPair key, Kind kind, int days) {
    try {
      Instant now = Instant.now();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(serial++),
              Date.from(now.minus(Duration.ofDays(100))),
              Date.from(now.plus(Duration.ofDays(days))),
              subject,
              key.getPublic());
      extend(builder, key, issuerKey, kind);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new AssertionError(e);
    }
  }

  private static void extend(
      X509v3CertificateBuilder builder, KeyPair key, KeyPair issuerKey, Kind kind)
      throws CertIOException, GeneralSecurityException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    boolean authority = kind == Kind.AUTHORITY;
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
    if (!authority) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              kind == Kind.SIGNER
                  ? KeyPurposeId.id_kp_emailProtection
                  : KeyPurposeId.id_kp_serverAuth));
    }
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(key.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(issuerKey.getPublic()));
  }
}
