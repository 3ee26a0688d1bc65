package rumorista.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * An operator's keys on disk, readable by their owner alone: the mark key, which hides and finds
 * private watermarks, and the signing key with its certificates. A key that is replaced is set
 * aside, never deleted: without its old mark key nobody finds the old marks.
 */
public final class Keys {
  /** Bytes of a mark key. */
  public static final int MARK_KEY_LENGTH = 32;

  /** Whom a certificate names if the operator says nothing. */
  public static final String UNNAMED_OPERATOR = "Unnamed Rumorista operator";

  private static final Pattern MARK_KEY = Pattern.compile("[0-9a-fA-F]{64}");

  private final Path folder;

  private Keys(Path folder) {
    this.folder = folder;
  }

  /**
   * The keys under Rumorista's home. Nothing is read or made before it is asked for.
   *
   * @param home as given by {@link #home()}
   */
  public static Keys open(Path home) {
    return new Keys(home.resolve("keys"));
  }

  /**
   * Where keys and ledger lie: {@code RUMORISTA_HOME}, or {@code .rumorista} in the user's home.
   */
  public static Path home() {
    @Nullable String set = System.getenv("RUMORISTA_HOME");
    return set == null || set.isBlank()
        ? Path.of(System.getProperty("user.home", ""), ".rumorista")
        : Path.of(set);
  }

  public Path markKeyFile() {
    return folder.resolve("mark.key");
  }

  public Path signingKeyFile() {
    return folder.resolve("signing.key");
  }

  /** The signer's certificate and those between it and the root, in PEM. */
  public Path certificateFile() {
    return folder.resolve("certificate.pem");
  }

  /** The root of the local authority, in PEM; not there with a bought certificate. */
  public Path authorityFile() {
    return folder.resolve("authority.pem");
  }

  /**
   * The operator's own mark key of {@value #MARK_KEY_LENGTH} bytes; {@code null} if there is none,
   * and then there is only the public one.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if others may read the file, or it is no key
   */
  public byte @Nullable [] markKey() {
    if (!Files.exists(markKeyFile())) {
      return null;
    }
    String text = KeyFiles.readSecret(markKeyFile()).strip();
    if (!MARK_KEY.matcher(text).matches()) {
      throw RumoristaException.invalidInput(
          "%s: holds %s; wanted a mark key of 256 bits, 64 hexadecimal digits",
          markKeyFile(),
          text.matches("[0-9a-fA-F]+")
              ? "%d hexadecimal digits".formatted(text.length())
              : "%d characters, not all hexadecimal digits".formatted(text.length()));
    }
    return HexFormat.of().parseHex(text);
  }

  /**
   * Makes a mark key.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if there is one already
   */
  public byte[] createMarkKey() {
    byte[] key = new byte[MARK_KEY_LENGTH];
    new SecureRandom().nextBytes(key);
    try (FolderLock lock = lock()) {
      KeyFiles.write(markKeyFile(), HexFormat.of().formatHex(key) + "\n");
    }
    return key;
  }

  /** Whether there is a signing key already. */
  public boolean hasSigningKey() {
    return Files.exists(signingKeyFile());
  }

  /**
   * The signing key; on first use it is made, with a certificate of a local authority.
   *
   * @throws RumoristaException {@code INVALID_INPUT} if others may read the file, it is no such
   *     key, or its certificate is for another one or has run out
   */
  public SigningKey signingKey() {
    if (!hasSigningKey()) {
      createSigningKey(UNNAMED_OPERATOR);
    }
    return SigningKey.read(signingKeyFile(), certificateFile());
  }

  /**
   * Makes a signing key with a certificate of a local authority, unless there is one.
   *
   * @param operator the name that readers will see; nobody vouches for it
   */
  public void createSigningKey(String operator) {
    if (operator.isBlank() || operator.length() > 64) {
      throw RumoristaException.invalidInput(
          "the operator's name has %d characters; wanted 1 to 64", operator.length());
    }
    try (FolderLock lock = lock()) {
      if (hasSigningKey()) {
        return; // another process was faster
      }
      LocalAuthority.Identity identity = LocalAuthority.create(operator, Instant.now());
      replace(authorityFile(), pem(List.of(identity.root())));
      replace(certificateFile(), pem(List.of(identity.certificate())));
      KeyFiles.write(signingKeyFile(), Pem.write("PRIVATE KEY", identity.key().getEncoded()));
    }
  }

  /**
   * Takes over a certificate that was bought, after checking it.
   *
   * @param certificates in PEM, the signer's first
   * @param key PKCS #8 in PEM; {@code null} if the certificate is for the key that is here
   * @throws RumoristaException {@code INVALID_INPUT} if they do not belong together, or readers of
   *     C2PA would refuse them
   */
  public SigningKey importCertificate(Path certificates, @Nullable Path key) {
    Path from = key == null ? signingKeyFile() : key;
    SigningKey read = SigningKey.read(from, certificates);
    String chain = pem(read.chain());
    String secret = KeyFiles.readSecret(from);
    try (FolderLock lock = lock()) {
      replace(authorityFile(), null);
      replace(certificateFile(), chain);
      if (key != null) {
        replace(signingKeyFile(), secret);
      }
    }
    return signingKey();
  }

  /** Sets both keys aside, beside themselves, under names with the time. */
  public void setAside() {
    try (FolderLock lock = lock()) {
      for (Path file :
          List.of(markKeyFile(), signingKeyFile(), certificateFile(), authorityFile())) {
        replace(file, null);
      }
    }
  }

  /**
   * The certificates that others need: the signer's with those above it, then the local root.
   *
   * @return PEM
   */
  public String publicCertificates() {
    String signer = pem(signingKey().chain());
    return Files.exists(authorityFile()) ? signer + KeyFiles.readPublic(authorityFile()) : signer;
  }

  /** The local root, if there is one: whoever made a file trusts himself. */
  public List<X509Certificate> ownAuthority() {
    return Files.exists(authorityFile())
        ? Certificates.parsePem(KeyFiles.readPublic(authorityFile()), authorityFile())
        : List.of();
  }

  private FolderLock lock() {
    KeyFiles.createFolder(folder);
    return FolderLock.take(folder);
  }

  /** Writes a file; one that was there keeps its content under a name with the time. */
  private static void replace(Path file, @Nullable String text) {
    try {
      if (Files.exists(file)) {
        String time = Instant.now().toString().replaceAll("[^0-9TZ]", "");
        Files.move(file, file.resolveSibling(file.getFileName() + "." + time));
      }
    } catch (IOException e) {
      throw RumoristaException.invalidInput(
          "%s: cannot be set aside (%s)", file, FileBytes.reason(e));
    }
    if (text != null) {
      KeyFiles.write(file, text);
    }
  }

  private static String pem(List<X509Certificate> certificates) {
    StringBuilder pem = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        pem.append(Pem.write("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e); // they were read from their encoding
    }
    return pem.toString();
  }
}
