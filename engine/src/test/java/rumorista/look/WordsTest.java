package rumorista.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.retrieval.KindTable;

class WordsTest {
  private static final String HEADER = "seen\tleast\tkind\twords\n";

  @TempDir Path folder;

  /** What is said of things, as one prompt. */
  private static String said(Words words, List<Thing> things) {
    return words.of(things).stream().map(Sounding::words).collect(Collectors.joining(", "));
  }

  private static List<Thing> things(String... names) {
    return Arrays.stream(names).map(name -> new Thing(name, 0.9, 0, 5)).toList();
  }

  @Test
  void whatIsSeenBecomesWhatIsHeard() {
    Words words = Words.read(null);
    assertEquals("a dog barking", said(words, things("dog", "moving dog")));
    assertEquals("footsteps", said(words, things("person", "moving person", "walking person")));
    assertEquals(
        "footsteps, rain falling", said(words, things("rain", "walking person", "person")));
    assertEquals("cutting vegetables", said(words, things("moving knife", "broccoli")));
  }

  @Test
  void nothingSeenIsNothingSaid() {
    Words words = Words.read(null);
    assertEquals("", said(words, List.of()));
    assertEquals("", said(words, things("chair", "person", "parking meter")));
    assertEquals("", said(words, List.of(new Thing("moving car", 0.4, 0, 5))));
  }

  @Test
  void soundsAreTypedAndRememberWhatWasSeen() {
    List<Sounding> said = Words.read(null).of(things("rain", "moving dog", "dog"));
    assertEquals(List.of("dog", "rain"), said.stream().map(Sounding::kind).toList());
    assertEquals("moving dog", said.getFirst().seenAs().name());
    assertTrue(said.getLast().ambience());
  }

  @Test
  void aUsersLinesMaySayTheKindOfSound() throws IOException {
    Path own = folder.resolve("own.tsv");
    Files.writeString(
        own, "seen\tleast\tkind\twords\tsound\ndog\t0.3\tevent\ta wolf howling\twolf\n");
    assertEquals("wolf", Words.read(own).of(things("dog")).getFirst().kind());
  }

  @Test
  void everyKindOfTheShippedTableIsKnown() throws IOException {
    for (String row : Files.readAllLines(Path.of("src/main/resources/rumorista/look/words.tsv"))) {
      String[] fields = row.split("\t", -1);
      if (!row.startsWith("#") && fields.length == 5 && !fields[3].isEmpty()) {
        boolean header = fields[4].equals("sound");
        assertTrue(header || KindTable.shared().kind(fields[4]) != null, row);
      }
    }
  }

  @Test
  void threeSoundsAreEnough() {
    String said =
        said(
            Words.read(null),
            things("explosion", "dog", "moving car", "moving bus", "rain", "fire"));
    assertEquals(3, said.split(", ").length, said);
  }

  @Test
  void aUsersLinesComeFirst() throws IOException {
    Path own = folder.resolve("own.tsv");
    Files.writeString(
        own, HEADER + "# mine\ndog\t0.3\tevent\ta wolf howling\nperson\t0.5\tevent\t\n");
    Words words = Words.read(own);
    assertEquals("a wolf howling", said(words, things("dog", "moving dog")));
    assertEquals("", said(words, things("person", "walking person")));
    assertEquals("rain falling", said(words, things("rain")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dog\tbark\n",
        HEADER + "dog\t0.5\tevent\n",
        HEADER + "dog\tmuch\tevent\ta dog\n",
        HEADER + "dog\t0.5\tnoise\ta dog\n"
      })
  void aBrokenTableIsRefusedByItsName(String text) throws IOException {
    Path own = folder.resolve("own.tsv");
    Files.writeString(own, text);
    RumoristaException refusal = assertThrows(RumoristaException.class, () -> Words.read(own));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, refusal.kind());
    assertTrue(refusal.getMessage().contains("own.tsv"), refusal.getMessage());
  }
}
