package rumorista.provenance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;

/**
 * CBOR to and from Jackson's trees. Written deterministically, after RFC 8949, section 4.2.1:
 * definite lengths, shortest integers, keys in the order of their bytes. Read with limits, because
 * whoever made a file may wish the reader ill. A byte string is a {@code BinaryNode}; an {@link
 * Instant} in a {@code POJONode} becomes a date with tag 0.
 */
final class Cbor {
  private static final int DATE = 0;
  private static final int DEEPEST = 32;
  private static final int MOST_TOKENS = 200_000;
  private static final int LONGEST_TEXT = 1 << 20; // characters

  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(1000)
                  .maxNumberLength(100)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final ObjectMapper MAPPER =
      new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Cbor() {}

  static byte[] encode(JsonNode value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator generator = generator(bytes)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /** For what a tree cannot say: tags, and keys that are numbers. */
  static CBORGenerator generator(ByteArrayOutputStream bytes) throws IOException {
    return FACTORY.createGenerator(bytes);
  }

  /**
   * Reads one value and nothing after it. Keys that are numbers become texts; tags are left out.
   *
   * @param place what is read, for the message
   * @throws RumoristaException {@code UNREADABLE_MEDIA} if it is not CBOR, or larger or deeper than
   *     any manifest is
   */
  static JsonNode decode(ByteBuffer bytes, String place) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    try (JsonParser parser = new CountedParser(FACTORY.createParser(copy))) {
      @Nullable JsonNode value = MAPPER.readTree(parser);
      if (value == null || value.isMissingNode()) {
        throw RumoristaException.unreadableMedia("%s: is empty; wanted CBOR", place);
      }
      return value;
    } catch (IOException | RuntimeException e) {
      // Jackson throws other exceptions too, on bytes that are broken enough.
      throw e instanceof RumoristaException known
          ? known
          : RumoristaException.unreadableMedia("%s: is not CBOR that can be read", place);
    }
  }

  private static void write(JsonNode value, CBORGenerator generator) throws IOException {
    switch (value.getNodeType()) {
      case OBJECT -> {
        Map<String, JsonNode> fields = new TreeMap<>(Cbor::compareKeys);
        value.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        generator.writeStartObject(null, fields.size());
        for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
          generator.writeFieldName(field.getKey());
          write(field.getValue(), generator);
        }
        generator.writeEndObject();
      }
      case ARRAY -> {
        generator.writeStartArray(null, value.size());
        for (JsonNode element : value) {
          write(element, generator);
        }
        generator.writeEndArray();
      }
      case STRING -> writeText(value.textValue(), generator);
      case BINARY -> generator.writeBinary(value.binaryValue());
      case NUMBER -> generator.writeNumber(value.longValue());
      case BOOLEAN -> generator.writeBoolean(value.booleanValue());
      case POJO -> {
        generator.writeTag(DATE);
        writeText(String.valueOf(((POJONode) value).getPojo()), generator);
      }
      case NULL, MISSING -> generator.writeNull();
    }
  }

  private static void writeText(String text, CBORGenerator generator) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    generator.writeUTF8String(bytes, 0, bytes.length); // in one piece, however long
  }

  private static int compareKeys(String one, String other) {
    byte[] a = one.getBytes(StandardCharsets.UTF_8);
    byte[] b = other.getBytes(StandardCharsets.UTF_8);
    return a.length != b.length ? a.length - b.length : Arrays.compareUnsigned(a, b);
  }

  /** Gives up where a small file would become a large tree. */
  private static final class CountedParser extends JsonParserDelegate {
    private int tokens;

    CountedParser(JsonParser parser) {
      super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
      if (++tokens > MOST_TOKENS) {
        throw new IOException("too many values");
      }
      return super.nextToken();
    }
  }
}
