package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte for byte as Bouncy Castle writes it. */
class DerTest {
  private static void same(ASN1Encodable wanted, byte[] written) throws IOException {
    assertArrayEquals(wanted.toASN1Primitive().getEncoded("DER"), written);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536})
  void lengths(int length) throws IOException {
    byte[] bytes = new byte[length];
    same(new DEROctetString(bytes), Der.octets(bytes));
    same(new DERSequence(new DEROctetString(bytes)), Der.sequence(Der.octets(bytes)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.5.4.3",
        "1.2.840.10045.4.3.2",
        "1.3.6.1.5.5.7.3.4",
        "1.3.6.1.4.1.62558.2.1",
        "2.999.0"
      })
  void identifiers(String identifier) throws IOException {
    same(new ASN1ObjectIdentifier(identifier), Der.identifier(identifier));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 255, 256, -1, Long.MAX_VALUE})
  void integers(long value) throws IOException {
    same(new ASN1Integer(value), Der.integer(BigInteger.valueOf(value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-22T12:00:01Z", "2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z"})
  void times(String time) throws IOException {
    Instant instant = Instant.parse(time);
    same(new Time(java.util.Date.from(instant)), Der.time(instant));
  }

  @Test
  void everythingElse() throws IOException {
    same(ASN1Boolean.TRUE, Der.bool(true));
    same(ASN1Boolean.FALSE, Der.bool(false));
    same(new DERUTF8String("Österreich"), Der.text("Österreich"));
    same(new DERBitString(new byte[] {(byte) 0x80}, 7), Der.bits(new byte[] {(byte) 0x80}, 7));
    same(new DERSet(new ASN1Integer(1)), Der.set(Der.integer(BigInteger.ONE)));
    same(
        new DERTaggedObject(true, 3, new ASN1Integer(1)),
        Der.explicit(3, Der.integer(BigInteger.ONE)));
    same(
        new DERTaggedObject(false, 0, new DEROctetString(new byte[] {1, 2})),
        Der.implicit(0, new byte[] {1, 2}));
    assertEquals(2, Der.sequence().length);
  }
}
