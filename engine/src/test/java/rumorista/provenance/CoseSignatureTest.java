package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;

/** Signatures of every kind that C2PA allows, made here by hand and read by ours. */
class CoseSignatureTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Test Authority");
  private static final byte[] CLAIM = "a claim".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "a clain".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource({
    "-7, ES256, secp256r1, SHA256withECDSAinP1363Format",
    "-35, ES384, secp384r1, SHA384withECDSAinP1363Format",
    "-36, ES512, secp521r1, SHA512withECDSAinP1363Format",
    "-37, PS256, RSA, SHA-256",
    "-38, PS384, RSA, SHA-384",
    "-39, PS512, RSA, SHA-512",
    "-8, EdDSA, Ed25519, Ed25519"
  })
  void isCheckedWithItsOwnAlgorithm(int number, String name, String key, String algorithm)
      throws Exception {
    KeyPair pair = pair(key);
    byte[] header = header(number, AUTHORITY.certify("A", pair, TestAuthority.Kind.SIGNER, 9));
    byte[] bytes = message(header, sign(pair, algorithm, structure(header)));
    CoseSignature signature = CoseSignature.parse(ByteBuffer.wrap(bytes));
    assertEquals(name, signature.algorithmName());
    assertTrue(signature.signs(ByteBuffer.wrap(CLAIM)));
    assertFalse(signature.signs(ByteBuffer.wrap(OTHER)));
    bytes[bytes.length - 3] ^= 1;
    assertFalse(CoseSignature.parse(ByteBuffer.wrap(bytes)).signs(ByteBuffer.wrap(CLAIM)));
    for (int other : List.of(-7, -36, -37, -8, -257)) {
      if (other == number) {
        continue;
      }
      byte[] pretended = header(other, signature.signer());
      CoseSignature wrong =
          CoseSignature.parse(ByteBuffer.wrap(message(pretended, signature.signature())));
      assertFalse(wrong.signs(ByteBuffer.wrap(CLAIM)), name + " taken for " + other);
    }
  }

  private static KeyPair pair(String kind) throws GeneralSecurityException {
    if (kind.startsWith("secp")) {
      return TestAuthority.keyPair(kind);
    }
    return KeyPairGenerator.getInstance(kind).generateKeyPair();
  }

  private static byte[] sign(KeyPair pair, String algorithm, byte[] bytes)
      throws GeneralSecurityException {
    Signature signer;
    if (algorithm.startsWith("SHA-")) {
      signer = Signature.getInstance("RSASSA-PSS");
      int salt = Integer.parseInt(algorithm.substring(4)) / 8;
      signer.setParameter(
          new PSSParameterSpec(algorithm, "MGF1", new MGF1ParameterSpec(algorithm), salt, 1));
    } else {
      signer = Signature.getInstance(algorithm);
    }
    signer.initSign(pair.getPrivate());
    signer.update(bytes);
    return signer.sign();
  }

  private static byte[] header(int algorithm, X509Certificate certificate) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator cbor = Cbor.generator(bytes)) {
      cbor.writeStartObject(null, 2);
      cbor.writeFieldId(1);
      cbor.writeNumber(algorithm);
      cbor.writeFieldId(33);
      cbor.writeStartArray(null, 1);
      cbor.writeBinary(certificate.getEncoded());
      cbor.writeEndArray();
      cbor.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static byte[] structure(byte[] header) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator cbor = Cbor.generator(bytes)) {
      cbor.writeStartArray(null, 4);
      cbor.writeString("Signature1");
      cbor.writeBinary(header);
      cbor.writeBinary(new byte[0]);
      cbor.writeBinary(CLAIM);
      cbor.writeEndArray();
    }
    return bytes.toByteArray();
  }

  private static byte[] message(byte[] header, byte[] signature) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator cbor = Cbor.generator(bytes)) {
      cbor.writeStartArray(null, 4);
      cbor.writeBinary(header);
      cbor.writeStartObject(null, 0);
      cbor.writeEndObject();
      cbor.writeNull();
      cbor.writeBinary(signature);
      cbor.writeEndArray();
    }
    return bytes.toByteArray();
  }

  @Test
  void ourOwnIsOf64BytesWithTheWholeChain() {
    byte[] bytes = CoseSignature.sign(CLAIM, AUTHORITY.signer("Studio"));
    CoseSignature signature = CoseSignature.parse(ByteBuffer.wrap(bytes));
    assertEquals(64, signature.signature().length);
    assertEquals(2, signature.certificates().size());
    assertTrue(signature.signs(ByteBuffer.wrap(CLAIM)));
    assertFalse(signature.timeStamped());
    assertEquals((byte) 0xd2, bytes[0], "tag 18");
  }

  @Test
  void whatC2paForbidsHasNoName() throws Exception {
    KeyPair pair = pair("RSA");
    byte[] header = header(-257, AUTHORITY.certify("A", pair, TestAuthority.Kind.SIGNER, 9));
    CoseSignature signature = CoseSignature.parse(ByteBuffer.wrap(message(header, new byte[256])));
    assertNull(signature.algorithmName());
    assertFalse(signature.signs(ByteBuffer.wrap(CLAIM)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void withoutCertificateItIsRefused(int kind) throws Exception {
    byte[] header =
        List.of(new byte[] {(byte) 0xa0}, new byte[] {(byte) 0x80}, new byte[] {1}).get(kind);
    byte[] bytes = message(header, new byte[64]);
    assertThrows(RumoristaException.class, () -> CoseSignature.parse(ByteBuffer.wrap(bytes)));
  }
}
