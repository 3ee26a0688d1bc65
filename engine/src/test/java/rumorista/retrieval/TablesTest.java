package rumorista.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rumorista.text.SentenceEncoder;

class TablesTest {
  private static final KindTable TABLE = KindTable.shared();

  @Test
  void everyKindIsAskedForInEveryLanguage() {
    for (Map<String, String> row : Resource.rows("kinds.tsv")) {
      for (Language language : Language.values()) {
        assertTrue(
            !Resource.alternatives(row, language.column()).isEmpty(),
            row.get("kind") + " in " + language);
      }
    }
    assertEquals(234, TABLE.kinds().size());
  }

  @Test
  void theTypicalWordsOfAKindMeanThatKind() {
    PromptReader reader = new PromptReader();
    List<String> wrong =
        TABLE.kinds().stream()
            .filter(kind ->
                reader.read(kind.typical()).wishes().stream()
                    .noneMatch(wish -> wish.kind().equals(kind.name())))
            .map(Kind::name)
            .toList();
    assertEquals(List.of(), wrong);
  }

  @Test
  void groupsScenesAndSubstitutesNameKnownKinds() {
    Set<String> names = TABLE.names();
    Resource.rows("groups.tsv").forEach(row -> assertKinds(names, row));
    Resource.rows("scenes.tsv").forEach(row -> assertKinds(names, row));
    for (Map<String, String> row : Resource.rows("substitutes.tsv")) {
      assertTrue(names.contains(row.get("kind")), row::toString);
      assertTrue(names.contains(row.get("substitute")), row::toString);
      double penalty = Double.parseDouble(Resource.field(row, "penalty"));
      assertTrue(penalty > 0 && penalty < 1, row::toString);
    }
  }

  private static void assertKinds(Set<String> names, Map<String, String> row) {
    for (String kind : Resource.field(row, "kinds").split(",", -1)) {
      assertTrue(names.contains(kind), kind + " in " + row);
    }
  }

  @Test
  void theVectorsOfThePhrasesAreThoseOfTheEncoder() {
    SentenceEncoder encoder = new SentenceEncoder();
    Map<String, List<float[]>> vectors = Meanings.read();
    Map<String, List<String>> phrases = Meanings.phrases();
    for (String kind : List.of("airplane_jet", "dog", "rain", "zipper")) {
      List<String> words = phrases.getOrDefault(kind, List.of());
      for (int i = 0; i < words.size(); i++) {
        float[] stored = vectors.getOrDefault(kind, List.of()).get(i);
        assertTrue(
            SentenceEncoder.similarity(encoder.encode(words.get(i)), stored) > 0.98, words.get(i));
      }
    }
  }
}
