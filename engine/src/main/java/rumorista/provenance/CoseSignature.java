package rumorista.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * A COSE_Sign1 signature (RFC 9052) over bytes that lie elsewhere, with the signer's certificates
 * (RFC 9360).
 *
 * @param protectedHeader as signed
 * @param certificates the signer's first
 * @param timeStamped whether it carries the word of a time-stamping authority, which is not read
 *     here
 */
record CoseSignature(
    byte[] protectedHeader,
    int algorithm,
    List<X509Certificate> certificates,
    byte[] signature,
    boolean timeStamped) {
  private static final int TAG = 18;
  private static final int ALGORITHM = 1;
  private static final int CERTIFICATES = 33;
  private static final int ES256 = -7;
  private static final int MOST_CERTIFICATES = 20;

  /** Signs with ES256: ECDSA on P-256 with SHA-256. */
  static byte[] sign(byte[] claim, SigningKey key) {
    try {
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      try (CBORGenerator cbor = Cbor.generator(header)) {
        cbor.writeStartObject(null, 2);
        cbor.writeFieldId(ALGORITHM);
        cbor.writeNumber(ES256);
        cbor.writeFieldId(CERTIFICATES);
        List<X509Certificate> chain = key.chain();
        if (chain.size() > 1) {
          cbor.writeStartArray(null, chain.size());
        }
        for (X509Certificate certificate : chain) {
          cbor.writeBinary(certificate.getEncoded());
        }
        if (chain.size() > 1) {
          cbor.writeEndArray();
        }
        cbor.writeEndObject();
      }
      byte[] signature = key.sign(signed(header.toByteArray(), ByteBuffer.wrap(claim)));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (CBORGenerator cbor = Cbor.generator(bytes)) {
        cbor.writeTag(TAG);
        cbor.writeStartArray(null, 4);
        cbor.writeBinary(header.toByteArray());
        cbor.writeStartObject(null, 0);
        cbor.writeEndObject();
        cbor.writeNull(); // the claim lies in a box of its own
        cbor.writeBinary(signature);
        cbor.writeEndArray();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e); // they were read from their encoding
    }
  }

  /**
   * Reads a signature.
   *
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it is none, or has no certificate
   */
  static CoseSignature parse(ByteBuffer bytes) {
    JsonNode parts = Cbor.decode(bytes, "the signature");
    byte[] header = HashAlgorithm.bytes(parts.path(0));
    JsonNode fields = Cbor.decode(ByteBuffer.wrap(header), "the header of the signature");
    JsonNode chain = certificates(fields, parts.path(1));
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (JsonNode certificate : chain.isArray() ? chain : List.of(chain)) {
        if (certificates.size() < MOST_CERTIFICATES) {
          certificates.add(Certificates.parse(HashAlgorithm.bytes(certificate)));
        }
      }
    } catch (CertificateException e) {
      throw RumoristaException.unreadableMedia("the signature's certificate is broken");
    }
    if (certificates.isEmpty()) {
      throw RumoristaException.unreadableMedia("the signature comes without certificate");
    }
    return new CoseSignature(
        header,
        fields.path(String.valueOf(ALGORITHM)).asInt(),
        List.copyOf(certificates),
        HashAlgorithm.bytes(parts.path(3)),
        parts.path(1).has("sigTst") || parts.path(1).has("sigTst2"));
  }

  /** Older manifests name the chain in words, or do not protect it. */
  private static JsonNode certificates(JsonNode header, JsonNode unprotected) {
    for (JsonNode map : List.of(header, unprotected)) {
      for (String name : List.of(String.valueOf(CERTIFICATES), "x5chain")) {
        if (map.has(name)) {
          return map.path(name);
        }
      }
    }
    return header.path("x5chain");
  }

  X509Certificate signer() {
    return certificates.getFirst();
  }

  /** The algorithm's name in COSE; {@code null} if it is none that C2PA allows. */
  @Nullable String algorithmName() {
    return switch (algorithm) {
      case ES256 -> "ES256";
      case -35 -> "ES384";
      case -36 -> "ES512";
      case -37 -> "PS256";
      case -38 -> "PS384";
      case -39 -> "PS512";
      case -8 -> "EdDSA";
      default -> null;
    };
  }

  /** Whether the signer's key made this signature over these bytes. */
  boolean signs(ByteBuffer claim) {
    try {
      Signature verifier = verifier();
      if (verifier == null) {
        return false;
      }
      verifier.initVerify(signer().getPublicKey());
      verifier.update(signed(protectedHeader, claim));
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // a key of another kind, or numbers out of range
    }
  }

  private @Nullable Signature verifier() throws GeneralSecurityException {
    return switch (algorithm) {
      case ES256 -> Signature.getInstance("SHA256withECDSAinP1363Format");
      case -35 -> Signature.getInstance("SHA384withECDSAinP1363Format");
      case -36 -> Signature.getInstance("SHA512withECDSAinP1363Format");
      case -37 -> pss("SHA-256", 32);
      case -38 -> pss("SHA-384", 48);
      case -39 -> pss("SHA-512", 64);
      case -8 -> Signature.getInstance("Ed25519");
      default -> null;
    };
  }

  private static Signature pss(String hash, int salt) throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("RSASSA-PSS");
    AlgorithmParameterSpec parameters =
        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1);
    verifier.setParameter(parameters);
    return verifier;
  }

  /** What is signed: the {@code Sig_structure} of RFC 9052, section 4.4. */
  private static byte[] signed(byte[] header, ByteBuffer claim) {
    byte[] payload = new byte[claim.remaining()];
    claim.duplicate().get(payload);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator cbor = Cbor.generator(bytes)) {
      cbor.writeStartArray(null, 4);
      cbor.writeString("Signature1");
      cbor.writeBinary(header);
      cbor.writeBinary(new byte[0]);
      cbor.writeBinary(payload);
      cbor.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
