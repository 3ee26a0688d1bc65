package rumorista.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.RumoristaException;
import rumorista.library.Anatomy.Role;

class PromptReaderTest {
  private static final double LEAST_RIGHT = 0.98; // of the requests in requests.tsv

  /** Reads without a sentence encoder: what needs one fails. */
  private static final PromptReader BY_WORDS =
      new PromptReader(() -> {
        throw new RumoristaException(RumoristaException.Kind.BAD_MODEL, "no encoder wanted");
      });

  private static List<String> kinds(String prompt) {
    return BY_WORDS.read(prompt).wishes().stream().map(Wish::kind).toList();
  }

  @Test
  void requestsInFiveLanguagesAreUnderstood() {
    PromptReader reader = new PromptReader();
    List<String> wrong = new ArrayList<>();
    List<Map<String, String>> requests = Resource.rows("requests.tsv");
    for (Map<String, String> row : requests) {
      String request = Resource.field(row, "request");
      if (!meets(reader.read(request), Resource.field(row, "expected"))) {
        wrong.add(request);
      }
    }
    assertTrue(requests.size() >= 200, requests.size() + " requests");
    assertTrue(wrong.size() <= (1 - LEAST_RIGHT) * requests.size(), wrong::toString);
  }

  /** Parts are separated by semicolons: kinds, a vetoed kind, music, or nothing at all. */
  private static boolean meets(PromptReader.Reading reading, String expected) {
    for (String part : expected.split(";", -1)) {
      boolean met =
          switch (part) {
            case "-" -> reading.wishes().stream().noneMatch(Wish::understood);
            case "music" -> reading.wishes().stream().anyMatch(Wish::music);
            default ->
                part.startsWith("!")
                    ? !reading.veto().allows(part.substring(1))
                    : reading.wishes().stream()
                        .anyMatch(wish -> Set.of(part.split("\\|", -1)).contains(wish.kind()));
          };
      if (!met) {
        return false;
      }
    }
    return true;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a car door|car_door",
        "rain on a car roof|rain",
        "footsteps on gravel|footsteps_gravel",
        "wooden door creaking|door_creak",
        "fire truck siren|siren",
        "the bat hits the ball|ball_bounce",
        "a man walking on gravel|footsteps_gravel",
        "a phone buzzing|phone_ring",
        "Hundegebell|dog",
        "una moto que pasa|motorcycle",
        "un chat|cat",
        "pioggia battente|rain",
        "thundr|thunder"
      })
  void onePhraseIsOneWish(String prompt, String kind) {
    assertEquals(List.of(kind), kinds(prompt));
  }

  @Test
  void twoThingsAreTwoWishesWithTheirRoles() {
    List<Wish> wishes = BY_WORDS.read("a dog barking in the rain").wishes();
    assertEquals(List.of("dog", "rain"), wishes.stream().map(Wish::kind).toList());
    assertEquals(Role.EVENT, wishes.getFirst().role());
    assertEquals(Role.TEXTURE, wishes.getLast().role());
    assertEquals(
        List.of("hammer_anvil", "fire"),
        kinds("a blacksmith hammering an anvil while fire crackles"));
    assertEquals(List.of("dog", "cat"), kinds("un perro ladrando y un gato maullando"));
  }

  @Test
  void theBarkOfATreeIsNoDog() {
    assertEquals(List.of(), kinds("the bark of a tree"));
    assertEquals(List.of("dog"), kinds("the bark of a dog"));
  }

  @Test
  void aSceneExpandsAloneAndSurroundsWhatElseIsAskedFor() {
    List<Wish> scene = BY_WORDS.read("a quiet forest at night").wishes();
    assertTrue(scene.size() >= 2 && scene.stream().allMatch(Wish::ambience), scene::toString);
    List<Wish> both = BY_WORDS.read("a dog barking in the city").wishes();
    assertEquals(List.of("dog", "city_traffic"), both.stream().map(Wish::kind).toList());
    assertFalse(both.getFirst().ambience());
    assertTrue(both.getLast().ambience());
  }

  @Test
  void musicIsMarkedAndAnInstrumentThatIsPlayedIsNot() {
    Wish music = BY_WORDS.read("calm piano music").wishes().getFirst();
    assertTrue(music.music());
    assertEquals("instrument_note", music.kind());
    assertTrue(music.qualities().contains("piano"), music::toString);
    assertFalse(BY_WORDS.read("someone playing the piano").wishes().getFirst().music());
  }

  @Test
  void whatIsNegatedIsAVetoAndNoWish() {
    PromptReader.Reading reading = BY_WORDS.read("rain without thunder or wind");
    assertEquals(List.of("rain"), reading.wishes().stream().map(Wish::kind).toList());
    assertFalse(reading.veto().allows("thunder"));
    assertFalse(reading.veto().allows("wind"));
    assertTrue(reading.veto().allows("rain"));
    PromptReader.Reading after = BY_WORDS.read("no music but birds");
    assertEquals(List.of("songbird"), after.wishes().stream().map(Wish::kind).toList());
    assertFalse(after.veto().allows("drum"));
  }

  @Test
  void unknownWordsNameTheNearestKindsAndNothingElse() {
    Wish wish = new PromptReader().read("a mathematical theorem").wishes().getFirst();
    assertFalse(wish.understood());
    assertEquals(3, wish.nearest().size());
  }

  @Test
  void emptyPromptsAskForNothing() {
    assertEquals(List.of(), kinds(""));
    assertEquals(List.of(), kinds(" , . ; the of"));
  }
}
