package rumorista.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.global.torch;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.generate.Models;
import rumorista.media.SoundWriter;
import rumorista.model.ModelSpec;
import rumorista.model.eye.Eye;
import rumorista.model.eye.EyeNetwork;
import rumorista.model.eye.EyeSpec;
import rumorista.model.small.SmallModel;
import rumorista.model.small.SmallNetwork;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorScope;

/**
 * An installation for tests: the shipped detectors, a small sound library, an eye and a flow
 * network that have learned nothing but take every step that grown ones do.
 */
final class TinyModel {
  /** The build sets it as the tests' home. */
  private static final Path HOME = Path.of("target/test-home").toAbsolutePath();

  private static final EyeSpec EYE = EyeSpec.of("eye", "CC0-1.0", 32, 16, 4, 16, 1, 2, 32);

  private static boolean made;

  private TinyModel() {}

  /** Makes it on first use. */
  static synchronized Path directory() {
    Path directory = HOME.resolve("models/flow");
    if (!made) {
      try {
        make(directory);
      } catch (IOException exception) {
        throw new AssertionError(exception);
      }
      made = true;
    }
    return directory;
  }

  private static void make(Path directory) throws IOException {
    ModelSpec.Small spec =
        new ModelSpec.Small(
            "small", "CC0-1.0", 32_000, 1024, 256, 160, 4, 20, 1, 2, 2, 160, Map.of());
    for (String eyes : List.of("vision", "scenes")) { // the shipped ones: they are small
      copy(Path.of("../models", eyes), HOME.resolve("models").resolve(eyes));
    }
    Models.write(directory, spec);
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(1);
      StateDict.save(
          directory.resolve(SmallModel.WEIGHTS), StateDict.of(new SmallNetwork(spec)), true);
    }
    Path eye = HOME.resolve("models/eye");
    Eye.write(eye, EYE);
    StateDict.save(eye.resolve(Eye.WEIGHTS), StateDict.of(new EyeNetwork(EYE)), true);
    Path library = Files.createDirectories(HOME.resolve("models/library"));
    Files.writeString(
        library.resolve("manifest.tsv"),
        """
        file\tclass\tcaption\tlicence\tattribution
        rain.wav\train\theavy rain falling\tCC0-1.0\tNobody
        steps.wav\tfootsteps_gravel\tfootsteps on gravel\tCC-BY-4.0\tA. Walker
        """);
    SoundWriter.write(SoundStream.of(noise(1, 1)), library.resolve("rain.wav"));
    SoundWriter.write(SoundStream.of(noise(2, 16_000)), library.resolve("steps.wav"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Two seconds that fade out again and again. */
  private static Waveform noise(long seed, int period) {
    Random random = new Random(seed);
    float[] samples = new float[64_000];
    for (int index = 0; index < samples.length; index++) {
      double fade = Math.exp(-5.0 * (index % period) / period);
      samples[index] = (float) (fade * (random.nextDouble() - 0.5));
    }
    return Waveform.mono(samples, 32_000);
  }
}
