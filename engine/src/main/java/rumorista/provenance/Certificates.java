package rumorista.provenance;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/** X.509 certificates, as C2PA wants them of those who sign. */
final class Certificates {
  /** Purposes that a signer's certificate may be for: e-mail, documents, C2PA claims. */
  private static final Set<String> PURPOSES =
      Set.of("1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.62558.2.1");

  private static final int DIGITAL_SIGNATURE = 0;

  private Certificates() {}

  static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /**
   * All certificates in a PEM text.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if there is none, or one is broken
   */
  static List<X509Certificate> parsePem(String text, Object place) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : Pem.read(text, "CERTIFICATE", place)) {
      try {
        certificates.add(parse(der));
      } catch (CertificateException e) {
        throw RumoristaException.invalidInput("%s: a certificate in it is broken", place);
      }
    }
    if (certificates.isEmpty()) {
      throw RumoristaException.invalidInput(
          "%s: holds no certificate; wanted PEM, which begins with -----BEGIN CERTIFICATE-----",
          place);
    }
    return certificates;
  }

  /** What is wrong with the certificate of a signer; {@code null} if nothing is. */
  static @Nullable String fault(X509Certificate signer) {
    boolean @Nullable [] usage = signer.getKeyUsage();
    if (signer.getVersion() != 3) {
      return "is of version %d; wanted 3".formatted(signer.getVersion());
    }
    if (signer.getBasicConstraints() >= 0) {
      return "is that of a certificate authority; wanted one that an authority has given";
    }
    if (signer.getSubjectX500Principal().equals(signer.getIssuerX500Principal())) {
      return "is signed by itself; wanted one that an authority has given";
    }
    if (usage == null || !usage[DIGITAL_SIGNATURE]) {
      return "is not for digital signatures";
    }
    try {
      List<String> purposes = signer.getExtendedKeyUsage();
      if (purposes == null || purposes.stream().noneMatch(PURPOSES::contains)) {
        return "is not for signing e-mail, documents or C2PA claims (extended key usage)";
      }
    } catch (CertificateParsingException e) {
      return "has a broken extended key usage";
    }
    return null;
  }

  static boolean isValidAt(X509Certificate certificate, Instant time) {
    return !time.isBefore(certificate.getNotBefore().toInstant())
        && !time.isAfter(certificate.getNotAfter().toInstant());
  }

  /** Whether the chain leads from its first certificate to one of the anchors, at a time. */
  static boolean leadsTo(List<X509Certificate> chain, List<X509Certificate> anchors, Instant time) {
    if (anchors.isEmpty()) {
      return false;
    }
    if (anchors.contains(chain.getFirst())) {
      return true; // this very certificate is trusted
    }
    // The anchor itself may be sent along; a path ends before it.
    List<X509Certificate> path =
        chain.stream().filter(certificate -> !anchors.contains(certificate)).toList();
    try {
      Set<TrustAnchor> trusted = new HashSet<>();
      anchors.forEach(anchor -> trusted.add(new TrustAnchor(anchor, null)));
      PKIXParameters parameters = new PKIXParameters(trusted);
      parameters.setRevocationEnabled(false); // no network here
      parameters.setDate(Date.from(time));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** A part of the subject's name, {@code CN} or {@code O}; empty if it has none. */
  static String subject(X509Certificate certificate, String part) {
    return part(certificate.getSubjectX500Principal().getName(), part);
  }

  /** A part of the issuer's name. */
  static String issuer(X509Certificate certificate, String part) {
    return part(certificate.getIssuerX500Principal().getName(), part);
  }

  private static String part(String name, String part) {
    try {
      for (Rdn rdn : new LdapName(name).getRdns()) {
        if (rdn.getType().equalsIgnoreCase(part) && rdn.getValue() instanceof String value) {
          return value;
        }
      }
    } catch (InvalidNameException e) {
      return "";
    }
    return "";
  }
}
