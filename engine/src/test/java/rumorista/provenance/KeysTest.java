package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;

class KeysTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Test Authority");

  @TempDir Path folder;
  private Keys keys;

  @BeforeEach
  void open() {
    keys = Keys.open(folder.resolve("home"));
  }

  @Test
  void nothingIsMadeBeforeItIsAskedFor() {
    assertNull(keys.markKey());
    assertFalse(keys.hasSigningKey());
    assertTrue(keys.ownAuthority().isEmpty());
    assertFalse(Files.exists(folder.resolve("home")));
  }

  @Test
  void keysAreForTheirOwnerAlone() throws IOException {
    keys.createMarkKey();
    keys.signingKey();
    for (Path file : List.of(keys.markKeyFile(), keys.signingKeyFile())) {
      assertEquals("rw-------", rights(file), file.toString());
    }
    assertEquals("rwx------", rights(keys.markKeyFile().getParent()));
    assertEquals("rwx------", rights(folder.resolve("home")));
  }

  @Test
  void aMarkKeyIsReadAgain() {
    byte[] made = keys.createMarkKey();
    assertEquals(32, made.length);
    assertArrayEquals(made, keys.markKey());
    assertArrayEquals(made, Keys.open(folder.resolve("home")).markKey());
    byte[] other = Keys.open(folder.resolve("other")).createMarkKey();
    assertFalse(java.util.Arrays.equals(made, other));
  }

  @Test
  void noKeyIsOverwritten() {
    byte[] made = keys.createMarkKey();
    complains(keys::createMarkKey, "mark.key: cannot be written", "Exists");
    assertArrayEquals(made, keys.markKey());
    String id = keys.signingKey().id();
    keys.createSigningKey("Somebody else");
    assertEquals(id, keys.signingKey().id());
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws IOException {
    keys.createMarkKey();
    keys.signingKey();
    for (String rights : List.of("rw-r-----", "rw----r--", "rw-rw-rw-")) {
      chmod(keys.markKeyFile(), rights);
      complains(keys::markKey, "mark.key", rights, "chmod 600");
      chmod(keys.signingKeyFile(), rights);
      complains(keys::signingKey, "signing.key", rights, "chmod 600");
    }
    chmod(keys.markKeyFile(), "r--------");
    chmod(keys.signingKeyFile(), "rw-------");
    assertEquals(32, keys.markKey().length);
    keys.signingKey();
  }

  @Test
  void aMarkKeyOfTheWrongLengthIsNamed() throws IOException {
    keys.createMarkKey();
    write(keys.markKeyFile(), "ab".repeat(31));
    complains(keys::markKey, "mark.key: holds 62 hexadecimal digits; wanted", "64 hexadecimal");
    write(keys.markKeyFile(), "ab".repeat(33));
    complains(keys::markKey, "66 hexadecimal digits");
    write(keys.markKeyFile(), "no key");
    complains(keys::markKey, "6 characters, not all hexadecimal digits");
    write(keys.markKeyFile(), "AB".repeat(32) + "\n");
    assertEquals((byte) 0xab, keys.markKey()[0]);
  }

  @Test
  void aSigningKeyIsMadeOnFirstUseWithACertificateThatItsAuthorityVouchesFor() throws Exception {
    SigningKey key = keys.signingKey();
    X509Certificate signer = key.chain().getFirst();
    X509Certificate root = keys.ownAuthority().getFirst();
    signer.verify(root.getPublicKey());
    root.verify(root.getPublicKey());
    assertNull(Certificates.fault(signer));
    assertTrue(Certificates.leadsTo(key.chain(), List.of(root), Instant.now()));
    assertFalse(
        Certificates.leadsTo(
            key.chain(), List.of(root), Instant.now().plus(Duration.ofDays(3651))));
    assertFalse(Certificates.leadsTo(key.chain(), List.of(AUTHORITY.root), Instant.now()));
    assertEquals(Keys.UNNAMED_OPERATOR, Certificates.subject(signer, "O"));
    assertEquals(key.id(), keys.signingKey().id());
    // Bouncy Castle reads what our own DER says.
    var read = new org.bouncycastle.cert.X509CertificateHolder(root.getEncoded());
    assertTrue(
        org.bouncycastle.asn1.x509.BasicConstraints.fromExtensions(read.getExtensions()).isCA());
    assertEquals(3, read.getVersionNumber());
  }

  @Test
  void anOperatorHasAName() {
    keys.createSigningKey("Studio Österreich");
    assertTrue(keys.signingKey().subject().contains("Studio Österreich"));
    complains(() -> Keys.open(folder).createSigningKey(" "), "the operator's name");
  }

  @Test
  void aBoughtCertificateTakesTheirPlace() throws IOException {
    keys.signingKey();
    String own = Files.readString(keys.authorityFile());
    KeyPair pair = TestAuthority.keyPair("secp256r1");
    Path key = TestAuthority.write(pair, folder.resolve("bought.key"));
    X509Certificate bought = AUTHORITY.certify("Studio", pair, TestAuthority.Kind.SIGNER, 365);
    Path chain = Files.writeString(folder.resolve("bought.pem"), AUTHORITY.chainPem(bought));
    keys.importCertificate(chain, key);
    SigningKey signer = keys.signingKey();
    assertEquals(bought, signer.chain().getFirst());
    assertEquals(2, signer.chain().size());
    assertTrue(Certificates.leadsTo(signer.chain(), List.of(AUTHORITY.root), Instant.now()));
    assertTrue(keys.ownAuthority().isEmpty(), "no authority of our own any more");
    try (Stream<Path> files = Files.list(keys.authorityFile().getParent())) {
      assertTrue(
          files.anyMatch(file ->
              file.getFileName().toString().startsWith("authority.pem.") && reads(file, own)),
          "the old one is set aside");
    }
    assertEquals("rw-------", rights(keys.signingKeyFile()));
  }

  @Test
  void certificatesThatReadersWouldRefuseAreRefusedHere() throws IOException {
    KeyPair pair = TestAuthority.keyPair("secp256r1");
    Path key = TestAuthority.write(pair, folder.resolve("my.key"));
    Path pem = folder.resolve("my.pem");
    Files.writeString(
        pem, AUTHORITY.chainPem(AUTHORITY.certify("A", pair, TestAuthority.Kind.SERVER, 9)));
    complains(() -> SigningKey.read(key, pem), "my.pem", "extended key usage");
    Files.writeString(
        pem, AUTHORITY.chainPem(AUTHORITY.certify("A", pair, TestAuthority.Kind.AUTHORITY, 9)));
    complains(() -> SigningKey.read(key, pem), "that of a certificate authority");
    Files.writeString(
        pem, AUTHORITY.chainPem(AUTHORITY.certify("A", pair, TestAuthority.Kind.SIGNER, -1)));
    complains(() -> SigningKey.read(key, pem), "valid from", "renew it");
    Files.writeString(
        pem,
        AUTHORITY.chainPem(
            AUTHORITY.certify(
                "A", TestAuthority.keyPair("secp256r1"), TestAuthority.Kind.SIGNER, 9)));
    complains(() -> SigningKey.read(key, pem), "for another key");
    Files.writeString(pem, "no PEM");
    complains(() -> SigningKey.read(key, pem), "holds no certificate");
    complains(() -> SigningKey.read(key, folder.resolve("none.pem")), "does not exist");
    Path other = TestAuthority.write(TestAuthority.keyPair("secp384r1"), folder.resolve("p384"));
    complains(() -> SigningKey.read(other, pem), "p384", "no key on the curve P-256");
    write(other, "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----\n");
    complains(() -> SigningKey.read(other, pem), "holds no private key", "openssl pkcs8");
    write(other, "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n");
    complains(() -> SigningKey.read(other, pem), "p384");
  }

  @Test
  void setAsideKeysAreKept() throws IOException {
    byte[] mark = keys.createMarkKey();
    String id = keys.signingKey().id();
    keys.setAside();
    assertNull(keys.markKey());
    assertNotEquals(id, keys.signingKey().id());
    String hex = java.util.HexFormat.of().formatHex(mark);
    try (Stream<Path> files = Files.list(keys.markKeyFile().getParent())) {
      assertTrue(files.anyMatch(file -> reads(file, hex + "\n")));
    }
  }

  @Test
  void thePublicPartHoldsNothingSecret() {
    String text = keys.publicCertificates();
    assertEquals(2, Pem.read(text, "CERTIFICATE", "here").size());
    assertFalse(text.contains("PRIVATE"));
  }

  private static boolean reads(Path file, String text) {
    try {
      return Files.readString(file).equals(text);
    } catch (IOException e) {
      return false;
    }
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void chmod(Path file, String rights) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  private static void complains(Executable action, String... words) {
    String message = assertThrows(RumoristaException.class, action).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
    assertEquals(1, message.lines().count(), message);
  }
}
