package rumorista.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.library.packages.PackageFiles;
import rumorista.library.packages.PackageRecipe;
import rumorista.media.AudioReader;
import rumorista.media.SoundWriter;
import rumorista.text.SentenceEncoder;

class LibraryBuilderTest {
  private static final int RATE = 48_000;
  private static final String COLUMNS =
      "file\tsource\tversion\tarchive\tarchive_sha256\tpath\tsha256\tevery\tstart\tseconds"
          + "\tsample_rate\tclass\tcaption\tname\tlicence\tlicence_class\tattribution";

  @TempDir Path folder;
  private Path packages = Path.of("");
  private Path library = Path.of("");
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void aPackageWithOneSoundSeed1() throws IOException {
    packages = folder.resolve("packages");
    library = Files.createDirectories(folder.resolve("library"));
    Path unpacked = Files.createDirectories(packages.resolve("steps_1.deb"));
    Random random = new Random(1);
    float[] step = new float[RATE];
    for (int i = RATE / 2; i < RATE; i++) {
      step[i] = (float) (0.5 * Math.exp((RATE / 2.0 - i) / 2000) * (2 * random.nextFloat() - 1));
    }
    SoundWriter.write(SoundStream.of(Waveform.mono(step, RATE)), unpacked.resolve("step.wav"));
  }

  @Test
  void recordingsManifestAndCreditsAreWritten() throws IOException {
    recipe("step.wav", new PackageFiles(packages.resolve("steps_1.deb")).sha256("step.wav"));
    assertEquals(2, LibraryBuilder.build(packages, library, said::add));
    List<Recording> recordings = Manifest.read(library);
    Recording single = recordings.get(0);
    assertEquals("footsteps_wood", single.label());
    Waveform sound = AudioReader.readAll(single.file(), RATE, 1);
    assertEquals(single.seconds(), sound.seconds(), 0.02);
    assertTrue(sound.seconds() < 0.5, "the silence before the step is gone: " + sound.seconds());
    assertEquals(Cutting.PEAK, Cutting.peak(sound), 0.25, "but for what the codec does");
    assertTrue(recordings.get(1).seconds() > 2, "three steps, a second apart");
    assertTrue(Files.readString(library.resolve("ATTRIBUTION.md")).contains("Ada (CC0-1.0): 2"));
    assertTrue(Files.exists(library.resolve(SentenceEncoder.MEMORY)));
    assertTrue(said.getFirst().startsWith("2 recordings"), said.toString());
  }

  @Test
  void aTaggersVerdictCountsInsteadOfTheSignal() throws IOException {
    recipe("step.wav", new PackageFiles(packages.resolve("steps_1.deb")).sha256("step.wav"));
    Files.writeString(
        library.resolve(LibraryBuilder.QUALITY_FILE),
        "file\tquality\talso\nfootsteps_wood/step.opus\t0.12\train,wind\n");
    LibraryBuilder.build(packages, library, said::add);
    List<String> lines = Files.readAllLines(library.resolve(Manifest.FILE_NAME));
    assertTrue(lines.get(1).endsWith("\t0.12\train,wind"), lines.get(1));
    assertFalse(lines.get(2).endsWith("\t0.12\train,wind"), lines.get(2));
  }

  @Test
  void aFileThatIsNotTheRecipesIsRefusedAndNoManifestAppears() throws IOException {
    recipe("step.wav", "0".repeat(64));
    RumoristaException error =
        assertThrows(
            RumoristaException.class, () -> LibraryBuilder.build(packages, library, said::add));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
    assertTrue(error.getMessage().contains("step.wav"), error.getMessage());
    assertFalse(Files.exists(library.resolve(Manifest.FILE_NAME)));
  }

  private void recipe(String member, String sum) throws IOException {
    String head = "debian:steps\t1\tsteps_1.deb\t" + "a".repeat(64) + "\t";
    String tail = "\t\t48000\tfootsteps_wood\ta step on wood\tStep\tCC0-1.0\tCC0/PD\tAda";
    String three =
        String.join("|", member, member, member) + "\t" + String.join("|", sum, sum, sum);
    Files.write(
        library.resolve(PackageRecipe.FILE_NAME),
        List.of(
            COLUMNS,
            "footsteps_wood/step.opus\t" + head + member + "\t" + sum + "\t\t" + tail,
            "footsteps_wood/walk.opus\t" + head + three + "\t1\t" + tail));
  }
}
