package rumorista.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;

class WordsTest {
  private static final String HEADER = "seen\tleast\tkind\twords\n";

  @TempDir Path folder;

  private static List<Thing> things(String... names) {
    return Arrays.stream(names).map(name -> new Thing(name, 0.9, 0, 5)).toList();
  }

  @Test
  void whatIsSeenBecomesWhatIsHeard() {
    Words words = Words.read(null);
    assertEquals("a dog barking", words.of(things("dog", "moving dog")));
    assertEquals("footsteps", words.of(things("person", "moving person", "walking person")));
    assertEquals("footsteps, rain falling", words.of(things("rain", "walking person", "person")));
    assertEquals("cutting vegetables", words.of(things("moving knife", "broccoli")));
  }

  @Test
  void nothingSeenIsNothingSaid() {
    Words words = Words.read(null);
    assertEquals("", words.of(List.of()));
    assertEquals("", words.of(things("chair", "person", "parking meter")));
    assertEquals("", words.of(List.of(new Thing("moving car", 0.4, 0, 5))));
  }

  @Test
  void threeSoundsAreEnough() {
    String said =
        Words.read(null).of(things("explosion", "dog", "moving car", "moving bus", "rain", "fire"));
    assertEquals(3, said.split(", ").length, said);
  }

  @Test
  void aUsersLinesComeFirst() throws IOException {
    Path own = folder.resolve("own.tsv");
    Files.writeString(
        own, HEADER + "# mine\ndog\t0.3\tevent\ta wolf howling\nperson\t0.5\tevent\t\n");
    Words words = Words.read(own);
    assertEquals("a wolf howling", words.of(things("dog", "moving dog")));
    assertEquals("", words.of(things("person", "walking person")));
    assertEquals("rain falling", words.of(things("rain")));
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
