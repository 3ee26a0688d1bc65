package rumorista.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What watches films. */
final class EyeFlag {
  @Option(
      names = "--eye",
      paramLabel = "DIR",
      description = "The eye that sees when a film sounds. Default: models/eye.")
  private Path directory = Defaults.modelsDirectory().resolve("eye");

  /** Its directory. */
  Path path() {
    return directory;
  }
}
