package rumorista.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rumorista.library.Libraries;

/** What is meant when the user says nothing. */
final class Defaults {
  private Defaults() {}

  /** Where the models lie that come with the program; the launcher says where that is. */
  static Path modelsDirectory() {
    return Path.of(System.getProperty("rumorista.home", ""), "models");
  }

  /** The sound libraries that are installed, and the shipped one. */
  static List<Path> libraries(Path home) {
    List<Path> all = new ArrayList<>();
    Libraries.installed(home).forEach(library -> all.add(library.folder()));
    all.add(modelsDirectory().resolve("library"));
    return all;
  }
}
