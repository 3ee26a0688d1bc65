package rumorista.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import rumorista.RumoristaException;
import rumorista.look.Eyes;
import rumorista.look.ZeroShot;
import rumorista.look.caption.Captioner;

/** What a film is looked at with. */
final class LookFlags {
  private static final String KEY = "RUMORISTA_CAPTIONER_KEY"; // for endpoints that want one

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

  /**
   * Checks what can be checked without heavy work.
   *
   * @throws RumoristaException INVALID_INPUT
   */
  void check() {
    if (vision != null && captioner != null) {
      throw RumoristaException.invalidInput(
          "--vision and --captioner both say what is seen: give one of them");
    }
    if (vision != null && !Files.isDirectory(vision)) {
      throw RumoristaException.invalidInput("%s: no such directory", vision);
    }
  }

  /** Opens the eyes. Who closes them frees the detectors. */
  Eyes open() {
    check();
    Path models = Defaults.modelsDirectory();
    Eyes eyes = Eyes.open(models.resolve("vision"), models.resolve("scenes"), words);
    try {
      if (captioner != null) {
        String key = System.getenv().getOrDefault(KEY, "none");
        return eyes.with(new Captioner(captioner, captionerModel, key));
      }
      return vision == null ? eyes : eyes.with(ZeroShot.open(vision, eyes.words()));
    } catch (RuntimeException e) {
      eyes.close();
      throw e;
    }
  }
}
