package rumorista.cue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Cue;
import rumorista.CueSheet;
import rumorista.EventCue;
import rumorista.LevelCurve;
import rumorista.LineCue;
import rumorista.MusicCue;
import rumorista.RumoristaException;
import rumorista.Staging;
import rumorista.Stem;
import rumorista.Subject;
import rumorista.SustainedCue;
import rumorista.TextureCue;

class CueSheetsTest {
  @TempDir Path folder;

  private static CueSheet sheet() {
    Subject dog =
        new Subject("dog", "a dog, \"barking\"", "dog", "moving dog", 0.7, "dog/a b.opus");
    Staging staging = new Staging(-11.123456789, -1.0 / 3, 0.1, true);
    LevelCurve curve = new LevelCurve(12.5, new float[] {-3.3333333f, 0, -9});
    return new CueSheet(
        10.04,
        List.of(
            new EventCue("dog#1", Stem.EFFECTS, 1.0 / 3, 4, true, dog, staging),
            new SustainedCue("door#1", Stem.EFFECTS, 2, 3.5, curve, dog, staging),
            new TextureCue("rain@1", Stem.AMBIENCE, 0, 10.04, LevelCurve.FLAT, dog, staging),
            new LineCue("line 1", 4, 5, "ANNA", Subject.asked("ANNA", "Chi va là?", ""), staging),
            new MusicCue("cue 1", 0, 9, List.of(1.5, 3.25), dog, staging)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cues.json", "CUES.CSV"})
  void whatIsWrittenIsReadBackWithoutLoss(String name) {
    Path file = folder.resolve(name);
    CueSheets.write(sheet(), file, file);
    CueSheet read = CueSheets.read(file, 10.04);
    assertEquals(sheet().seconds(), read.seconds());
    assertEquals(sheet().cues().size(), read.cues().size());
    for (int i = 0; i < read.cues().size(); i++) {
      Cue cue = read.cues().get(i);
      assertEquals(CueRow.of(sheet().cues().get(i)), CueRow.of(cue));
    }
  }

  @Test
  void whatAPersonLeavesOutHasItsUsualValue() throws IOException {
    Path file = folder.resolve("mine.csv");
    Files.writeString(file, "id,type,start,words\nbang,event,1.25,a door slamming\n");
    Cue cue = CueSheets.read(file, 5).cues().getFirst();
    assertEquals(1.25, cue.start());
    assertEquals(Stem.EFFECTS, cue.stem());
    assertEquals("a door slamming", cue.subject().words());
    assertEquals("bang", cue.subject().thing());
  }

  private static Stream<Arguments> brokenSheets() {
    return Stream.of(
        Arguments.of("a.csv", "id,type,start\nbang,event,soon", List.of("line 2", "start", "soon")),
        Arguments.of("a.csv", "id,type,start\nbang,boom,1", List.of("line 2", "type", "boom")),
        Arguments.of("a.csv", "id,type,level\nbang,event,30", List.of("level", "30")),
        Arguments.of("a.csv", "type,start\nevent,1", List.of("line 1", "\"id\"")),
        Arguments.of("a.csv", "id,type,start\nx,event,1\nx,event,2", List.of("id x")),
        Arguments.of(
            "a.json",
            "{\"cues\":[{\"id\":\"x\",\"type\":\"event\",\"stem\":\"noise\"}]}",
            List.of("cue 1", "stem", "NOISE")),
        Arguments.of("a.json", "[]", List.of("a.json", "cues")),
        Arguments.of("a.json", "{\"cues\": oops}", List.of("line 1", "JSON")),
        Arguments.of("a.txt", "", List.of("a.txt", ".csv")));
  }

  @ParameterizedTest
  @MethodSource("brokenSheets")
  void aBrokenSheetIsRefusedByItsPlace(String name, String text, List<String> said)
      throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    RumoristaException refusal =
        assertThrows(RumoristaException.class, () -> CueSheets.read(file, 5));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, refusal.kind());
    String message = String.valueOf(refusal.getMessage());
    said.forEach(part -> assertTrue(message.contains(part), message));
  }
}
