package rumorista.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.RumoristaException.Kind;
import rumorista.Timeline;

class TimelinesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.csv", "A.CSV"})
  void whatIsWrittenIsReadAgain(String name) {
    Timeline written =
        new Timeline(31.25, new float[] {-80, -12.345678f, 0}, new float[] {0, 1e-7f, 1.5f});
    Path file = folder.resolve(name);
    Timelines.write(written, file);
    Timeline read = Timelines.read(file);
    assertEquals(31.25, read.rate(), 1e-9);
    assertArrayEquals(written.loudness(), read.loudness());
    assertArrayEquals(written.onset(), read.onset());
  }

  @Test
  void tablesByHandMayRoundSecondsAndOrderColumnsAsTheyLike() throws IOException {
    Timeline timeline =
        read(
            "t.csv",
            "\uFEFFOnset, note, Seconds,loudness\r\n1,hit,0.00,-10\r\n0,,0.033,-20\r\n\r\n0,,0.067,-30\r\n");
    assertEquals(29.85, timeline.rate(), 0.01);
    assertArrayEquals(new float[] {1, 0, 0}, timeline.onset());
    assertArrayEquals(new float[] {-10, -20, -30}, timeline.loudness());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t.json | ''                                                 | rate is missing",
        "t.json | {\"rate\": 10, \"loudness\": [1, 2}                | line 1: not JSON",
        "t.json | {\"rate\": 10, \"loudness\": [1], \"onset\": [1]} x | not JSON",
        "t.json | [1, 2]                                             | rate is missing",
        "t.json | {\"rate\": 0, \"loudness\": [], \"onset\": []}     | rate is 0.0",
        "t.json | {\"rate\": \"a\", \"loudness\": [], \"onset\": []} | rate is \"a\"; wanted a number",
        "t.json | {\"rate\": 1e999, \"loudness\": [], \"onset\": []} | rate is",
        "t.json | {\"rate\": 10, \"onset\": []}                      | loudness is missing",
        "t.json | {\"rate\": 10, \"loudness\": 3, \"onset\": []}     | loudness is 3; wanted an array",
        "t.json | {\"rate\": 10, \"loudness\": [1], \"onset\": []}   | 1 loudness and 0 onset",
        "t.json | {\"rate\": 10, \"loudness\": [], \"onset\": []}    | the timeline is empty",
        "t.json | {\"rate\": 10, \"loudness\": [NaN], \"onset\": [0]} | not JSON",
        "t.json | {\"rate\": 10, \"loudness\": [null], \"onset\": [0]} | loudness[0] is null",
        "t.json | {\"rate\": 10, \"loudness\": [[]], \"onset\": [0]} | loudness[0] is a list",
        "t.csv  | ''                                                 | the timeline is empty",
        "t.csv  | seconds,loudness                                   | column onset is missing",
        "t.csv  | seconds;loudness;onset                             | column seconds is missing",
        "t.csv  | seconds,loudness,onset                             | 0 rows",
        "t.csv  | seconds,loudness,onset/0,-3,0                    | 1 rows",
        "t.csv  | seconds,loudness,onset/0,-3,0/0.1,x,0            | line 3: loudness is \"x\"",
        "t.csv  | seconds,loudness,onset/0,-3,0/0.1,NaN,0          | line 3: loudness is \"NaN\"",
        "t.csv  | seconds,loudness,onset/0,-3,0/0.1,-3             | line 3: onset is \"\"",
        "t.csv  | seconds,loudness,onset/0,-3,0/0.1,-3,0/0.3,-3,0  | value 2 is at 0.1 s; wanted 0.1500",
        "t.csv  | seconds,loudness,onset/1,-3,0/2,-3,0/3,-3,0      | value 1 is at 1.0 s; wanted 0.0000",
        "t.csv  | seconds,loudness,onset/1,-3,0/0,-3,0             | the seconds do not rise",
        "t.txt  | ''                                                 | a .json or a .csv file",
      })
  void mistakesAreNamed(String name, String content, String complaint) {
    String text = content.replace('/', '\n');
    RumoristaException exception = assertThrows(RumoristaException.class, () -> read(name, text));
    assertEquals(Kind.INVALID_INPUT, exception.kind());
    assertTrue(exception.getMessage().contains(complaint), exception.getMessage());
    assertTrue(exception.getMessage().contains(name), exception.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    RumoristaException exception =
        assertThrows(RumoristaException.class, () -> Timelines.read(folder.resolve("absent.json")));
    assertTrue(exception.getMessage().contains("absent.json: no such file"));
  }

  @Test
  void bytesThatAreNotTextAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertTrue(
        assertThrows(RumoristaException.class, () -> Timelines.read(file))
            .getMessage()
            .contains("is not text"));
  }

  private Timeline read(String name, String text) throws IOException {
    return Timelines.read(Files.writeString(folder.resolve(name), text));
  }
}
