package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path folder;

  @Test
  void everyNetworkSaysHowItIsTrained() {
    assertTrue(Run.of("train", "flow", "--help").succeeds().output().contains("--device=cpu|cuda"));
    assertTrue(Run.of("train", "tagger", "--help").succeeds().output().contains("--held-out"));
  }

  @Test
  void whatCannotBeTrainedIsSaid() {
    Path nowhere = folder.resolve("nowhere");
    Run.of("train", "tagger", "--data", nowhere, "--out", folder)
        .failsWith(ExitCode.INVALID_INPUT, nowhere.toString());
    Run.of("train", "eye", "--data", nowhere, "--out", folder)
        .failsWith(ExitCode.INVALID_INPUT, nowhere.toString());
    Run.of("train", "eye", "--data", nowhere, "--out", folder, "--preview")
        .failsWith(ExitCode.INVALID_INPUT, nowhere.toString());
    Run.of("evaluate", "tagger").failsWith(ExitCode.INVALID_INPUT, "nothing to listen to");
    Run.of("evaluate", "eye").failsWith(ExitCode.INVALID_INPUT, "nothing to measure on");
    Run.of("train", "flow", "--data", nowhere, "--out", folder, "--device", "cuda")
        .failsWith(ExitCode.INVALID_INPUT, "device cuda");
    Run.of("train", "flow", "--data", nowhere, "--out", folder, "--device", "toaster")
        .failsWith(ExitCode.INVALID_INPUT, "toaster");
  }
}
