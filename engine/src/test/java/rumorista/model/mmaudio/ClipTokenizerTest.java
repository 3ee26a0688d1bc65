package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClipTokenizerTest {
  private static final ClipTokenizer TOKENIZER = new ClipTokenizer();

  static Stream<JsonNode> vectors() throws IOException {
    JsonNode all =
        new ObjectMapper().readTree(Recipe.GOLDEN.resolve("clip_tokenizer_vectors.json").toFile());
    List<JsonNode> vectors = new ArrayList<>();
    all.path("vectors").forEach(vectors::add);
    assertEquals(71, vectors.size());
    return vectors.stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void textsAreCutAsThePublishedCodeCutsThem(JsonNode vector) {
    String text = vector.path("text").asText();
    String cleaned = CaptionCleaner.clean(text);
    assertEquals(vector.path("cleaned").asText(), cleaned);
    List<String> pieces = new ArrayList<>();
    vector.path("pieces").forEach(piece -> pieces.add(piece.asText()));
    assertEquals(pieces, TOKENIZER.pieces(cleaned));
    int[] ids = new int[77];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = vector.path("ids").get(i).asInt();
    }
    assertArrayEquals(ids, TOKENIZER.encode(text, ids.length));
  }

  @Test
  void whatIsNoMojibakeStays() {
    assertEquals("café “q”".replace('“', '"').replace('”', '"'), CaptionCleaner.clean("Café “Q”"));
    assertEquals("âge œuvre £5", CaptionCleaner.clean("âge œuvre £5"));
  }
}
