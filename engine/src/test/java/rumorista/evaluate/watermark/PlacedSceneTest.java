package rumorista.evaluate.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;
import rumorista.SyntheticSound;
import rumorista.Waveform;

class PlacedSceneTest {
  private static final int RATE = 48_000;

  @TempDir Path folder;

  /** A bark of 0.1 s in the middle of silence, and rain. */
  @BeforeEach
  void record() throws IOException {
    float[] bark = new float[RATE];
    System.arraycopy(SyntheticSound.noise(0.1, 4800, 1), 0, bark, 20_000, 4800);
    SyntheticSound.writeWav(folder.resolve("bark.wav"), bark, RATE);
    SyntheticSound.writeWav(
        folder.resolve("rain.wav"), SyntheticSound.noise(0.1, 6 * RATE, 2), RATE);
    Files.writeString(
        folder.resolve("manifest.tsv"),
        "file\tseconds\tclass\tcaption\nbark.wav\t1\tdog\ta bark\nrain.wav\t6\train\train\n");
  }

  private static PlacedScene scene(String name) {
    return PlacedScene.ALL.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneEventStandsInSilence() {
    Waveform made = scene("one dog bark").make(folder, 5, Double.NEGATIVE_INFINITY, 1);
    assertEquals(2, made.channels());
    assertEquals(5 * RATE, made.length());
    float[] left = made.samples()[0];
    assertEquals(0, SyntheticSound.rms(left, 0, RATE - 1000));
    assertTrue(SyntheticSound.rms(left, RATE, RATE + 4000) > 0.02);
    assertEquals(0, SyntheticSound.rms(left, RATE + 12_000, 5 * RATE));
  }

  @Test
  void theRoomIsAsLoudAsItIsSaid() {
    Waveform made = scene("one dog bark").make(folder, 5, -60, 1);
    for (float[] channel : made.samples()) {
      double level = SyntheticSound.decibels(SyntheticSound.rms(channel, 2 * RATE, 5 * RATE));
      assertEquals(-60, level, 1);
    }
  }

  @Test
  void aTextureIsWide() {
    Waveform made = scene("rain").make(folder, 3, Double.NEGATIVE_INFINITY, 1);
    double product = 0;
    for (int i = 0; i < made.length(); i++) {
      product += made.samples()[0][i] * made.samples()[1][i];
    }
    double power = Math.pow(SyntheticSound.rms(made.samples()[0], 0, made.length()), 2);
    assertEquals(0, product / made.length() / power, 0.05);
  }

  @Test
  void aKindThatIsMissingIsNamed() {
    RumoristaException failure =
        assertThrows(
            RumoristaException.class, () -> scene("up to three gunshots").make(folder, 3, -60, 1));
    assertTrue(String.valueOf(failure.getMessage()).contains("gunshot"));
  }

  @Test
  void theTableHasARowForEachSceneLengthAndRoom() throws IOException {
    StringBuilder lines = new StringBuilder("file\tseconds\tclass\tcaption\n");
    for (String kind : List.of("dog", "door_close", "gunshot", "footsteps_wood", "rain")) {
      lines.append("rain.wav\t6\t").append(kind).append("\tx\n");
    }
    Files.writeString(folder.resolve("manifest.tsv"), lines);
    List<String> rows = new ArrayList<>();
    PlacedBench.measure(
        new PlacedBench.Setting(folder, List.of(3.0), 1, List.of(-60.0), 1), rows::add);
    assertEquals(2 + PlacedScene.ALL.size(), rows.size());
    String rain = rows.getLast();
    assertTrue(rain.startsWith("| rain | 3 s | -60 | 1/1 |"), rain);
    int columns = rows.getFirst().split("\\|").length;
    assertArrayEquals(
        rows.stream().mapToInt(row -> columns).toArray(),
        rows.stream().mapToInt(row -> row.split("\\|").length).toArray());
  }
}
