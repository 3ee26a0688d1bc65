package rumorista.cli;

import java.nio.file.Path;

/** What is meant when the user says nothing. */
final class Defaults {
  static final int SECONDS = 5;

  private Defaults() {}

  /** Where the models lie that come with the program; the launcher says where that is. */
  static Path modelsDirectory() {
    return Path.of(System.getProperty("rumorista.home", ""), "models");
  }
}
