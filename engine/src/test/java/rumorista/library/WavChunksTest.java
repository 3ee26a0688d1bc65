package rumorista.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavChunksTest {
  @TempDir Path folder;

  @Test
  void readsInfoBroadcastAndIxml() {
    String xml =
        "<BWFXML><USER><FX_KEYWORDS>creak, &lt;old&gt; hinge</FX_KEYWORDS>"
            + "<FXNAME>Barn Door</FXNAME><OTHER>no</OTHER></USER></BWFXML>";
    assertEquals(
        Map.of(
            "INAM", "Slow door",
            "IART", "Ada",
            "description", "A heavy barn door",
            "originator", "Field Recorder",
            "ixml.fxkeywords", "creak, <old> hinge",
            "ixml.fxname", "Barn Door"),
        read(
            TestWav.tone(
                0.1,
                8_000,
                TestWav.info("INAM", "Slow door\0", "IART", "Ada"),
                TestWav.broadcast("A heavy barn door", "Field Recorder"),
                new TestWav.Chunk("iXML", xml.getBytes(StandardCharsets.UTF_8)))));
  }

  @Test
  void otherEncodingsThanUtf8AreRead() {
    assertEquals(
        Map.of("INAM", "Türe"), read(TestWav.tone(0.1, 8_000, TestWav.info("INAM", "Türe"))));
  }

  @Test
  void oddLengthsArePadded() {
    assertEquals(
        Map.of("ICMT", "odd", "INAM", "even"),
        read(TestWav.tone(0.1, 8_000, TestWav.info("ICMT", "odd", "INAM", "even"))));
  }

  @Test
  void whatIsNoWavHasNoTexts() {
    assertEquals(Map.of(), read(new byte[0]));
    assertEquals(Map.of(), read("RIFF1234WAV".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Map.of(), read("OggS is not RIFF at all".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Map.of(), WavChunks.read(folder.resolve("absent.wav")));
  }

  @Test
  void lengthsBeyondTheFileEndTheReading() {
    byte[] whole = TestWav.tone(0.1, 8_000, TestWav.info("INAM", "a", "ICMT", "b"));
    for (int length = 0; length < whole.length; length++) {
      Map<String, String> texts = read(Arrays.copyOf(whole, length));
      assertEquals(Map.of(), texts, "cut at " + length); // the list is the last chunk
    }
    byte[] wrong = whole.clone();
    Arrays.fill(wrong, 40, 44, (byte) 0xff); // of the data chunk
    assertEquals(Map.of(), read(wrong));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "CC0 1.0, CC0/PD",
    "Public Domain, CC0/PD",
    "http://host/publicdomain/zero/1.0/, CC0/PD",
    "CC-BY 4.0, CC-BY",
    "http://host/licenses/by/3.0/, CC-BY",
    "CC BY-SA 4.0, CC-BY-SA",
    "CC BY-NC 3.0, unknown",
    "http://host/licenses/by-nc/3.0/, unknown",
    "Copyright 2020 Ada, unknown"
  })
  void licencesAreToldApart(String text, String expected) {
    assertEquals(expected, SoundTags.licenceClass(text));
  }

  private Map<String, String> read(byte[] content) {
    try {
      return WavChunks.read(Files.write(folder.resolve("a.wav"), content));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
