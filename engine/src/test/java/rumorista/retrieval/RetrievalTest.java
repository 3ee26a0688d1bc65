package rumorista.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rumorista.library.Recording;

class RetrievalTest {
  private static final PromptReader READER = new PromptReader();

  private static Recording recording(String label, String caption, double quality, String... also) {
    return new Recording(
        Path.of("sounds", caption + ".wav"),
        1,
        label,
        caption,
        caption,
        "made",
        "CC0",
        "CC0/PD",
        "Ada",
        quality,
        List.of(also));
  }

  private static Answer ask(List<Recording> library, String prompt, String negative) {
    PromptReader.Reading reading = READER.read(prompt);
    return new Retrieval(library).answer(reading.wishes().getFirst(), Veto.of(negative, reading));
  }

  private static List<String> captions(Answer answer) {
    return answer.matches().stream().map(match -> match.recording().caption()).toList();
  }

  @Test
  void whatTheWordsSayComesFirstInEveryLanguage() {
    List<Recording> dogs =
        List.of(
            recording("dog", "a dog growling", Double.NaN),
            recording("dog", "a dog barking", Double.NaN),
            recording("cat", "a cat meowing", Double.NaN));
    assertEquals(
        List.of("a dog barking", "a dog growling"), captions(ask(dogs, "a dog barking", "")));
    assertEquals("a dog growling", captions(ask(dogs, "un cane che ringhia", "")).getFirst());
    assertEquals("a dog barking", captions(ask(dogs, "ein bellender Hund", "")).getFirst());
  }

  @Test
  void surerRecordingsComeFirst() {
    List<Recording> rain =
        List.of(recording("rain", "rain falling", 0.2), recording("rain", "rain falling ", 0.9));
    assertEquals("rain falling ", captions(ask(rain, "rain", "")).getFirst());
  }

  @Test
  void aVetoIsKeptForKindContentAndWords() {
    List<Recording> library =
        List.of(
            recording("rain", "rain falling", 0.5),
            recording("rain", "rain in a thunderstorm", 0.9),
            recording("rain", "rain on a roof", 0.9, "thunder"),
            recording("thunder", "thunder", 0.9));
    assertEquals(List.of("rain falling"), captions(ask(library, "rain", "thunder")));
    assertEquals(List.of("rain falling"), captions(ask(library, "pioggia senza tuoni", "")));
    assertEquals(3, ask(library, "rain", "").matches().size());
    assertEquals(List.of(), captions(ask(library, "rain and thunder", "rain, thunder")));
  }

  @Test
  void aBroaderWordVetoesAllThatItCovers() {
    List<Recording> library =
        List.of(
            recording("city_traffic", "street traffic", 0.5),
            recording("city_traffic", "street traffic with people talking", 0.9),
            recording("city_traffic", "a busy street", 0.9, "crowd"));
    assertEquals(List.of("street traffic"), captions(ask(library, "city traffic", "voices")));
    assertEquals(List.of("street traffic"), captions(ask(library, "city traffic", "senza voci")));
  }

  @Test
  void whatIsMissingIsAnsweredByWhatSoundsLikeItOrNotAtAll() {
    List<Recording> library =
        List.of(
            recording("sheep", "a sheep bleating", Double.NaN),
            recording("rain", "rain falling", Double.NaN),
            recording("gunshot", "a gunshot", Double.NaN));
    Answer goat = ask(library, "a goat bleating", "");
    assertTrue(goat.fits());
    assertEquals("sheep", goat.matches().getFirst().kind());
    Answer balloon = ask(library, "a balloon popping", "");
    assertFalse(balloon.fits());
    assertEquals("gunshot", balloon.nearest().getFirst());
    Wish zipper = READER.read("a zipper").wishes().getFirst();
    Answer nothing = new Retrieval(library).answer(zipper, Veto.none());
    assertFalse(nothing.fits());
    assertEquals(List.of(), nothing.matches());
    assertTrue(nothing.message(zipper).contains("zipper"), nothing.message(zipper));
    assertEquals(3, nothing.nearest().size());
  }

  @Test
  void recordingsWithoutAKnownKindAreFoundByTheirWords() {
    List<Recording> library =
        List.of(
            recording("DOORWood", "DOORWood_CreakSlow-01", Double.NaN),
            recording("take", "Hundegebell nah", Double.NaN),
            recording("misc", "theremin glissando", Double.NaN));
    assertEquals("DOORWood_CreakSlow-01", captions(ask(library, "a creaking door", "")).getFirst());
    assertEquals("Hundegebell nah", captions(ask(library, "a dog barking", "")).getFirst());
    Answer theremin = ask(library, "a theremin", "");
    assertEquals("theremin glissando", captions(theremin).getFirst());
  }

  @Test
  void tenThousandRecordingsAreNotComparedOneByOne() {
    List<Recording> library =
        IntStream.range(0, 10_000)
            .mapToObj(i -> recording(i % 100 == 0 ? "dog" : "rain", "sound " + i, Double.NaN))
            .toList();
    assertEquals(100, ask(library, "a dog", "").matches().size());
  }
}
