package rumorista.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import rumorista.provenance.Keys;
import rumorista.provenance.Ledger;

/** Where an operator's keys, ledger and installed libraries lie. */
final class HomeFlag {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Where keys, ledger and installed libraries lie. Default: $RUMORISTA_HOME, or .rumorista"
              + " in your home folder.")
  private Path home = Keys.home();

  Path path() {
    return home;
  }

  Keys keys() {
    return Keys.open(home);
  }

  Ledger ledger() {
    return Ledger.open(home);
  }
}
