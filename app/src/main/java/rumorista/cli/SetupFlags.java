package rumorista.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rumorista.Device;
import rumorista.GenerationOptions;
import rumorista.RumoristaException;
import rumorista.generate.Foley;
import rumorista.generate.Setup;

/** What makes the sound, and from what. */
final class SetupFlags {
  /** How sound is made. */
  enum GeneratorName {
    /** Recordings placed as waveforms. */
    SAMPLES,
    /** The small flow network. */
    FLOW
  }

  @Option(
      names = "--generator",
      paramLabel = "samples|flow",
      description =
          "What makes the sound: recordings placed as they are (default), or the small flow"
              + " network, whose sounds are less like what was asked for.")
  @Nullable GeneratorName generator;

  @Option(
      names = "--library",
      paramLabel = "DIR",
      description =
          "A folder of your own recordings to draw on, before the others; may be given several"
              + " times. With a manifest.tsv or without.")
  List<Path> libraries = new ArrayList<>();

  @Option(names = "--only-library", description = "Draw on nothing but what --library names.")
  boolean onlyLibrary;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "A network that makes the sound instead, such as an imported one; `rumorista models`"
              + " lists them.")
  @Nullable Path model;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Solver steps of a network: more is slower and finer.")
  @Nullable Integer steps;

  @Option(
      names = "--guidance",
      paramLabel = "G",
      description = "How strictly a network follows the prompt; 1 is plain.")
  @Nullable Double guidance;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      description = "Where a network runs. Default: cpu.")
  Device device = Device.CPU;

  @Mixin EyeFlag eye = new EyeFlag();

  @Mixin LookFlags look = new LookFlags();

  /**
   * The setup that is asked for.
   *
   * @param home where keys, ledger and caches lie
   */
  Setup setup(Path home) {
    look.check();
    Path network = network();
    if (network == null && (steps != null || guidance != null)) {
      throw RumoristaException.invalidInput(
          "--steps and --guidance are for networks: give --generator flow or --model with them");
    }
    if (network != null) { // a mistake in numbers is found before any work is done
      new GenerationOptions(
          steps != null ? steps : GenerationOptions.STEPS,
          guidance != null ? guidance : GenerationOptions.GUIDANCE,
          0);
    }
    for (Path library : libraries) {
      if (!Files.isDirectory(library)) {
        throw RumoristaException.invalidInput("%s: no such directory", library);
      }
    }
    List<Path> all = new ArrayList<>(libraries);
    if (!onlyLibrary) {
      all.addAll(Defaults.libraries(home));
    } else if (libraries.isEmpty()) {
      throw RumoristaException.invalidInput(
          "--only-library: there is no --library to draw on; give one");
    }
    return new Setup(all, eye.path(), look::open, network, steps, guidance, device, home);
  }

  /** The network that is named, else the small flow network, for what measures networks only. */
  Foley foley() {
    Path network = network();
    return Foley.load(
        network != null ? network : flow(), Defaults.modelsDirectory().resolve("library"), device);
  }

  private static Path flow() {
    return Defaults.modelsDirectory().resolve("flow");
  }

  private @Nullable Path network() {
    if (model != null && generator == GeneratorName.SAMPLES) {
      throw RumoristaException.invalidInput(
          "--generator samples uses no network: leave out --model %s", model);
    }
    return model != null || generator != GeneratorName.FLOW ? model : flow();
  }
}
