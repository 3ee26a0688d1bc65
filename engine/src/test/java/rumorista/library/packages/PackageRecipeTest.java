package rumorista.library.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.RumoristaException;

class PackageRecipeTest {
  private static final String SUM = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  private static List<String> row() {
    return new ArrayList<>(
        List.of(
            "dog/bark_1.opus",
            "debian:dogs-data",
            "1.2-3",
            "dogs-data_1.2-3_all.deb",
            SUM,
            "usr/share/bark.zip!/a.wav|usr/share/b.wav",
            SUM + "|" + SUM,
            "0.5",
            "1.25",
            "",
            "44100",
            "dog",
            "a dog barking",
            "Bark",
            "CC0-1.0",
            "CC0/PD",
            "Ada"));
  }

  @Test
  void everyColumnIsRead() throws IOException {
    PackageRecording recording = PackageRecipe.read(write(row())).getFirst();
    assertEquals("dog/bark_1.opus", recording.file());
    assertEquals(List.of("usr/share/bark.zip!/a.wav", "usr/share/b.wav"), recording.members());
    assertEquals(List.of(SUM, SUM), recording.sha256());
    assertEquals(0.5, recording.everySeconds());
    assertEquals(1.25, recording.startSeconds());
    assertEquals(-1, recording.seconds());
    assertEquals(44_100, recording.sampleRate());
    assertEquals("Ada", recording.attribution());
  }

  @ParameterizedTest(name = "column {0} is \"{1}\"")
  @CsvSource({
    "0, ../bark.opus, file",
    "1, github:somebody/dogs, source",
    "1, debian:, source",
    "4, 12, archive_sha256",
    "5, a.wav, checksums",
    "6, abc|abc, sha256",
    "7, '', every",
    "8, -1, start",
    "9, NaN, seconds",
    "10, 44.1, sample_rate",
    "11, ' ', class",
    "15, CC-BY-SA, licence_class",
    "16, '', attribution",
  })
  void aBadRowIsNamedWithFileAndLine(int column, String value, String word) throws IOException {
    List<String> bad = row();
    bad.set(0, "dog/bark_2.opus");
    bad.set(column, value);
    assertRefused(write(row(), bad), "recipe.tsv, line 3", word);
  }

  @Test
  void aWrongNumberOfFieldsIsNamed() throws IOException {
    assertRefused(write(row().subList(0, 12)), "line 2", "12 fields", "has 17");
  }

  @Test
  void aFileListedTwiceIsNamed() throws IOException {
    assertRefused(write(row(), row()), "line 3", "dog/bark_1.opus", "twice");
  }

  @Test
  void aMissingColumnIsNamed() throws IOException {
    Path file = folder.resolve(PackageRecipe.FILE_NAME);
    Files.writeString(file, "file\tpath\n");
    assertRefused(file, "wanted", "archive_sha256");
    assertRefused(folder.resolve("none.tsv"), "none.tsv", "cannot be read");
  }

  @SafeVarargs
  private Path write(List<String>... rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(String.join("\t", PackageRecording.COLUMNS)));
    for (List<String> row : rows) {
      lines.add(String.join("\t", row));
    }
    return Files.write(folder.resolve(PackageRecipe.FILE_NAME), lines);
  }

  private static void assertRefused(Path file, String... words) {
    RumoristaException error =
        assertThrows(RumoristaException.class, () -> PackageRecipe.read(file));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
    for (String word : words) {
      assertTrue(error.getMessage().contains(word), error.getMessage());
    }
  }
}
