package rumorista.library.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.RumoristaException;

class OpenRecipeTest {
  private static final List<String> GOOD =
      List.of(
          "ada/tones",
          "0123456789abcdef0123456789abcdef01234567",
          "sounds/Heavy Rain.wav",
          "1000",
          "ab".repeat(32),
          "rain",
          "heavy rain",
          "Rain 1",
          "github:ada/tones",
          "CC0",
          "CC0/PD",
          "Ada",
          "",
          "");

  @TempDir Path folder;

  @Test
  void aGoodRowIsRead() throws IOException {
    OpenRecording recording = read(GOOD).recordings().getFirst();
    assertEquals("rain/heavy_rain_ababababab.opus", recording.file());
    assertEquals(0, recording.seconds());
    assertEquals(1_000, recording.origin().bytes());
  }

  @ParameterizedTest(name = "column {0}: \"{1}\"")
  @CsvSource(
      delimiter = '|',
      value = {
        "0|..",
        "0|a/../b",
        "0|a",
        "0|a/b/c",
        "0|../b",
        "0|a/b?x",
        "1|main",
        "1|0123",
        "1|../../../../../../../../../../../../../x",
        "2|../secret.wav",
        "2|a/../../b.wav",
        "2|/etc/passwd",
        "2|a//b.wav",
        "2|./a.wav",
        "2|a/..",
        "2|a/./b",
        "2|b/",
        "2|..",
        "2|a\\b.wav",
        "2|''",
        "3|0",
        "3|-1",
        "3|x",
        "3|999999999999",
        "3|''",
        "4|abc",
        "4|''",
        "5|../rain",
        "5|Rain",
        "5|a/b",
        "5|.",
        "5|''",
        "5|rain drops",
        "9|''",
        "10|''",
        "11|''",
        "12|-1",
        "12|1e3",
        "13|NaN"
      })
  void doubtfulFieldsAreRefused(int column, String value) {
    List<String> row = new ArrayList<>(GOOD);
    row.set(column, value);
    RumoristaException error = assertThrows(RumoristaException.class, () -> read(row));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
    assertTrue(error.getMessage().contains("line 2"), error.getMessage());
  }

  @Test
  void anotherShapeIsRefused() throws IOException {
    assertThrows(RumoristaException.class, () -> read(GOOD.subList(0, 13)));
    Path empty = Files.createFile(folder.resolve("empty.tsv"));
    assertThrows(RumoristaException.class, () -> OpenRecipe.read(empty));
    assertThrows(RumoristaException.class, () -> OpenRecipe.read(folder.resolve("absent.tsv")));
    Path packed = Files.writeString(folder.resolve("a.tsv.gz"), "not packed");
    assertThrows(RumoristaException.class, () -> OpenRecipe.read(packed));
  }

  @Test
  void theShippedRecipeIsSound() {
    OpenRecipe recipe = OpenRecipe.read(Path.of("../models/library", OpenRecipe.FILE_NAME));
    Set<String> files =
        recipe.recordings().stream().map(OpenRecording::file).collect(Collectors.toSet());
    assertEquals(recipe.recordings().size(), files.size());
    assertTrue(recipe.recordings().size() > 3_500, recipe.recordings().size() + " recordings");
    assertTrue(recipe.kinds().size() > 200, recipe.kinds().size() + " kinds");
    Set<String> licences =
        recipe.recordings().stream().map(OpenRecording::licenceClass).collect(Collectors.toSet());
    assertEquals(Set.of("CC0/PD", "CC-BY", "permissive/other-free"), licences);
    assertEquals(
        recipe.kinds(), OpenRecipe.readKinds(Path.of("../models/library", OpenRecipe.FILE_NAME)));
    assertFalse(recipe.kindsBeyond(Set.of("rain")).containsKey("rain"));
    assertEquals(recipe.kinds().size() - 1, recipe.kindsBeyond(Set.of("rain", "odd")).size());
  }

  private OpenRecipe read(List<String> row) throws IOException {
    return OpenRecipe.read(
        Files.write(
            folder.resolve("recipe.tsv"),
            List.of(String.join("\t", OpenRecording.COLUMNS), String.join("\t", row))));
  }
}
