package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.AudioReader;
import rumorista.media.SoundWriter;
import rumorista.provenance.Provenance;
import rumorista.watermark.MarkKey;
import rumorista.watermark.Strength;
import rumorista.watermark.Watermark;

class StrippedManifestTest {
  @TempDir Path folder;

  @Test
  void theMarkLeadsBackToTheManifest() throws IOException {
    Path home = folder.resolve("home");
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 6);
    Path made = folder.resolve("made.mp4");
    Run.of("generate", film, "--prompt", "rain", "--home", home, "--quiet", "-o", made).succeeds();
    byte[] manifest = Provenance.read(made);
    Path copied = folder.resolve("copied.mp3");
    try (AudioReader sound = AudioReader.open(made, 48_000, 1)) {
      SoundWriter.write(sound, copied);
    }
    assertNull(Provenance.read(copied));

    Path found = folder.resolve("found.c2pa");
    Run run = Run.of("detect", copied, "--json", "--manifest", found, "--home", home).succeeds();
    JsonNode json = new ObjectMapper().readTree(run.output());
    assertTrue(json.get("marked").asBoolean());
    assertEquals("made.mp4", json.get("work").asText());
    assertArrayEquals(manifest, Files.readAllBytes(found));
    assertFalse(json.get("another_sound").asBoolean(), run.output());

    Path forged = folder.resolve("forged.wav");
    int id = HexFormat.fromHexDigits(json.get("id").asText());
    List<MarkKey> keys = List.of(MarkKey.PUBLIC);
    Waveform other = Watermark.embed(otherSound(), keys, id, Strength.DEFAULT);
    SoundWriter.write(SoundStream.of(other), forged);
    Run suspicion = Run.of("detect", forged, "--home", home).succeeds();
    assertTrue(suspicion.output().contains("the mark may have been copied"), suspicion.output());
  }

  /** Noise that comes and goes. */
  private static Waveform otherSound() {
    Random random = new Random(3);
    float[] samples = new float[6 * 48_000];
    for (int i = 0; i < samples.length; i++) {
      double swell = 0.1 + 0.09 * Math.sin(2 * Math.PI * i / 40_000);
      samples[i] = (float) (swell * random.nextGaussian());
    }
    return Waveform.mono(samples, 48_000);
  }

  @Test
  void withoutTheLedgerThereIsTheIdAlone() throws IOException {
    Path made = folder.resolve("made.wav");
    Path home = folder.resolve("home");
    Run.of("generate", "--prompt", "rain", "--seconds", 5, "--home", home, "--quiet", "-o", made)
        .succeeds();
    Path other = folder.resolve("elsewhere");
    Run run = Run.of("detect", made, "--json", "--home", other).succeeds();
    JsonNode json = new ObjectMapper().readTree(run.output());
    assertEquals(6, json.get("id").asText().length());
    assertTrue(json.get("work").isNull());
    assertFalse(Files.exists(other));
  }
}
