package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.media.SoundWriter;

/** Faults put into made noise are found; what cannot be measured is refused. */
class EvaluateFaultsCommandTest {
  @TempDir Path folder;

  @Test
  void faultsInNoiseAreFoundAndNoneImaginedSeed1() throws IOException {
    StringBuilder manifest = new StringBuilder("file\tclass\tcaption\tsource\n");
    for (String source : List.of("third", "first")) { // one falls into either half
      noise(source + ".wav", source.hashCode());
      manifest.append(source).append(".wav\train\train\t").append(source).append('\n');
    }
    Files.writeString(folder.resolve("manifest.tsv"), manifest);
    int recordings = 0;
    for (boolean tuning : new boolean[] {false, true}) {
      for (String line : measured(tuning)) {
        JsonNode figure = new ObjectMapper().readTree(line);
        String name = figure.get("figure").asText();
        if (name.equals("dropout found") && figure.get("count").asInt() > 0) {
          assertEquals(1, figure.get("value").asDouble(), line);
        }
        if (name.startsWith("click a minute")) {
          recordings += figure.get("count").asInt();
          assertTrue(!(figure.get("value").asDouble() > 0), line);
        }
      }
    }
    assertEquals(2, recordings, "each recording is in one half");
  }

  private List<String> measured(boolean tuning) {
    Run run =
        tuning
            ? Run.of("evaluate", "faults", "--quiet", "--json", "--data", folder, "--tuning")
            : Run.of("evaluate", "faults", "--quiet", "--json", "--data", folder);
    return run.succeeds().output().lines().toList();
  }

  @Test
  void aFolderWithoutSoundsIsRefused() throws IOException {
    noise("noise.wav", 1);
    Files.writeString(folder.resolve("manifest.tsv"), "file\tclass\tcaption\nnoise.wav\ta\ta\n");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run.of("evaluate", "faults", "--quiet", "--data", folder, "--sounds", empty)
        .failsWith(ExitCode.INVALID_INPUT, "holds no sounds");
    Run.of("evaluate", "faults", "--quiet", "--data", empty)
        .failsWith(ExitCode.INVALID_INPUT, "manifest.tsv");
  }

  private void noise(String name, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[3 * 48_000];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) (0.1 * random.nextGaussian());
    }
    SoundWriter.write(SoundStream.of(Waveform.mono(samples, 48_000)), folder.resolve(name));
  }
}
