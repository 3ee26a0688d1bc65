package rumorista.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;

class ManifestTest {
  @TempDir Path folder;

  @Test
  void everyColumnIsUnderstood() throws IOException {
    write(
        "file\tseconds\tclass\tcaption\tname\tsource\tlicence\tlicence_class\tattribution\textra",
        "a/b.wav\t1.5\tfootsteps_gravel\tslow steps\tStep 1\tfieldwork\tCC0 1.0\tCC0/PD\tAda\t7");
    assertEquals(
        List.of(
            new Recording(
                folder.resolve("a/b.wav"),
                1.5,
                "footsteps_gravel",
                "slow steps",
                "Step 1",
                "fieldwork",
                "CC0 1.0",
                "CC0/PD",
                "Ada")),
        Manifest.read(folder));
    Recording recording = Manifest.read(folder).getFirst();
    assertEquals("footsteps gravel", recording.words());
    assertEquals("Step 1, by Ada (CC0 1.0)", recording.credit());
  }

  @Test
  void theNeededColumnsAreEnoughInAnyOrder() throws IOException {
    write("caption\tclass\tfile", "rain on a roof\train\tr.wav", "a dog\tdog\td.wav");
    List<Recording> recordings = Manifest.read(folder);
    assertEquals(2, recordings.size());
    Recording second = recordings.get(1);
    assertEquals(folder.resolve("d.wav"), second.file());
    assertEquals(0, second.seconds());
    assertEquals("dog", second.name());
    assertEquals("unknown", second.licence());
  }

  @Test
  void qualityAndWhatElseIsHeardAreUnderstood() throws IOException {
    write(
        "file\tclass\tcaption\tquality\talso",
        "r.wav\train\train\t0.75\tthunder, wind",
        "s.wav\train\train\t\t");
    List<Recording> recordings = Manifest.read(folder);
    assertEquals(0.75, recordings.getFirst().quality());
    assertEquals(List.of("thunder", "wind"), recordings.getFirst().also());
    assertTrue(Double.isNaN(recordings.getLast().quality()));
    assertEquals(List.of(), recordings.getLast().also());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "-0.1", "good", "NaN"})
  void aQualityOutsideItsRangeIsRefused(String quality) throws IOException {
    write("file\tclass\tcaption\tquality", "r.wav\train\train\t" + quality);
    RumoristaException e = assertThrows(RumoristaException.class, () -> Manifest.read(folder));
    assertTrue(e.getMessage().contains(quality), e.getMessage());
  }

  @Test
  void fieldsMayBeQuoted() throws IOException {
    write(
        "file\tclass\tcaption",
        "\"a.wav\"\tdoor\t\"a \"\"loud\"\" door\"",
        "b.wav\tdoor\t5\" nail",
        "c.wav\tdoor\t\"tab\there, \"\"and\tthere\"\"\"",
        "d.wav\tdoor\t\"\"");
    List<String> captions = Manifest.read(folder).stream().map(Recording::caption).toList();
    assertEquals(List.of("a \"loud\" door", "5\" nail", "tab\there, \"and\tthere\"", ""), captions);
  }

  @Test
  void spreadsheetsMayHaveWrittenIt() throws IOException {
    Files.writeString(
        folder.resolve(Manifest.FILE_NAME),
        "\ufefffile\tclass\tcaption\r\na.wav\train\train\r\n\r\n");
    assertEquals(1, Manifest.read(folder).size());
  }

  @Test
  void aMissingManifestIsSaid() {
    assertRefused("no readable manifest.tsv", folder.toString());
  }

  @Test
  void anEncodingOtherThanUtf8IsSaid() throws IOException {
    Files.write(
        folder.resolve(Manifest.FILE_NAME),
        "file\tclass\tcaption\na.wav\tperché\tx\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "class", "caption"})
  void aMissingColumnIsNamed(String column) throws IOException {
    write("file\tclass\tcaption".replace(column, "other"), "a\tb\tc");
    assertRefused("column " + column + " is missing", "other");
  }

  @Test
  void anEmptyFileHasNoColumns() throws IOException {
    Files.writeString(folder.resolve(Manifest.FILE_NAME), "");
    assertRefused("column file is missing");
  }

  @Test
  void aManifestOfNothingIsSaid() throws IOException {
    write("file\tclass\tcaption");
    assertRefused("lists no recordings");
  }

  @Test
  void aWrongNumberOfFieldsIsSaidWithItsLine() throws IOException {
    write("file\tclass\tcaption", "a.wav\train\train", "b.wav\train");
    assertRefused("line 3", "2 fields", "has 3");
    write("file\tclass\tcaption", "a.wav\train\train\tmore");
    assertRefused("line 2", "4 fields");
  }

  @ParameterizedTest(name = "seconds are \"{0}\"")
  @ValueSource(strings = {"long", "1,5", "-1", "NaN", "1e999", "0x1p3", "12d", "1.5s"})
  void aBadLengthIsSaidWithItsLine(String seconds) throws IOException {
    write("file\tclass\tcaption\tseconds", "a.wav\ta\ta\t2.25", "b.wav\tb\tb\t" + seconds);
    assertRefused("line 3", "seconds", seconds);
  }

  @ParameterizedTest(name = "bad file {index}")
  @ValueSource(strings = {"", "  ", "a\0b.wav"})
  void aBadFileIsSaidWithItsLine(String file) throws IOException {
    write("file\tclass\tcaption", file + "\ta\ta");
    assertRefused("line 2", "file");
  }

  private void write(String... lines) throws IOException {
    Files.writeString(folder.resolve(Manifest.FILE_NAME), String.join("\n", lines) + "\n");
  }

  private void assertRefused(String... words) {
    RumoristaException error = assertThrows(RumoristaException.class, () -> Manifest.read(folder));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
    for (String word : words) {
      assertTrue(error.getMessage().contains(word), error.getMessage());
    }
  }
}
