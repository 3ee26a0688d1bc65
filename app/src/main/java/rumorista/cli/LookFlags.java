package rumorista.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import rumorista.look.Eyes;

/** What a film is looked at with. */
final class LookFlags {
  @Option(
      names = "--words",
      paramLabel = "TSV",
      description =
          "Your own table from things to sounds; its lines come before the shipped ones. See"
              + " docs/MODELS.md.")
  @Nullable Path words;

  @Option(
      names = "--vision",
      paramLabel = "DIR",
      description =
          "Your own pair of image and text encoders (ONNX), which says what is seen; see"
              + " docs/MODELS.md.")
  @Nullable Path vision;

  @Option(
      names = "--captioner",
      paramLabel = "URL",
      description =
          "An OpenAI-compatible endpoint that describes pictures, such as"
              + " http://localhost:11434/v1. One picture of every shot is sent there; without this"
              + " option nothing is sent anywhere.")
  @Nullable URI captioner;

  @Option(
      names = "--captioner-model",
      paramLabel = "NAME",
      description = "The model to ask for there. Default: ${DEFAULT-VALUE}.")
  String captionerModel = "llava";

  /** Opens the eyes. Who closes them frees the detectors. */
  Eyes open() {
    Path models = Defaults.modelsDirectory();
    Eyes eyes = Eyes.open(models.resolve("vision"), models.resolve("scenes"), words);
    return eyes;
  }
}
