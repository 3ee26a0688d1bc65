package rumorista.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the examples of RFC 8949, appendix A, and its rules for one encoding only (4.2.1). */
class CborTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static String encode(JsonNode value) {
    return HexFormat.of().formatHex(Cbor.encode(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "23, 17",
    "24, 1818",
    "100, 1864",
    "255, 18ff",
    "256, 190100",
    "1000, 1903e8",
    "65536, 1a00010000",
    "1000000000000, 1b000000e8d4a51000",
    "-1, 20",
    "-100, 3863",
    "-1000, 3903e7"
  })
  void integersAreAsShortAsCanBe(long value, String hex) {
    assertEquals(hex, encode(JSON.numberNode(value)));
    assertEquals(value, decode(hex).asLong());
  }

  private static JsonNode decode(String hex) {
    return Cbor.decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), "here");
  }

  @Test
  void mapsAreSortedByTheBytesOfTheirKeys() {
    ObjectNode map = JSON.objectNode();
    map.put("bb", 2).put("c", 3).put("a", 1).put("é", 4);
    assertEquals("a4" + "616101" + "616303" + "62626202" + "62c3a904", encode(map));
  }

  @Test
  void lengthsComeFirst() {
    assertEquals("a0", encode(JSON.objectNode()));
    assertEquals("83010203", encode(JSON.arrayNode().add(1).add(2).add(3)));
    assertEquals("4401020304", encode(JSON.binaryNode(new byte[] {1, 2, 3, 4})));
    assertEquals("6449455446", encode(JSON.textNode("IETF")));
    assertEquals("f5", encode(JSON.booleanNode(true)));
    assertEquals("f6", encode(JSON.nullNode()));
    String text = "x".repeat(70_000);
    assertEquals("7a00011170" + "78".repeat(70_000), encode(JSON.textNode(text)));
    assertEquals(text, decode(encode(JSON.textNode(text))).asText());
  }

  @Test
  void aTimeHasTheTagOfADate() {
    JsonNode time = JSON.pojoNode(Instant.parse("2013-03-21T20:04:00Z"));
    assertEquals("c074323031332d30332d32315432303a30343a30305a", encode(time));
    assertEquals("2013-03-21T20:04:00Z", decode(encode(time)).asText());
  }

  @Test
  void keysThatAreNumbersAreReadAsTexts() {
    assertEquals(-7, decode("a10126").path("1").asInt());
  }
}
