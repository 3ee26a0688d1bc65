package rumorista.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rumorista.RumoristaException;

/**
 * Shown in the help; the launcher script does it, for a program cannot rebuild itself while it
 * runs.
 */
@Command(
    name = "test",
    description = {
      "Runs all tests: mvn -B verify.",
      "With --long first, MMAudio's networks at their real size instead: gigabytes and minutes."
    },
    mixinStandardHelpOptions = true)
final class TestCommand implements Runnable {
  @Parameters(paramLabel = "ARGUMENT", description = "Passed on to Maven.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public void run() {
    throw RumoristaException.invalidInput(
        "the launcher runs the tests: ./rumorista test %s", String.join(" ", arguments));
  }
}
