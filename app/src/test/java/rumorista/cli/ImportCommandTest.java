package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rumorista.cli.ExitCode.INVALID_INPUT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir Path folder;

  private Run run(String variant, Path weights) {
    Path out = folder.resolve("model");
    Run run = Run.of("import", "mmaudio", "--weights", weights, "--variant", variant, "--out", out);
    assertFalse(Files.exists(out), "no model directory is left");
    return run;
  }

  @Test
  void unknownVariant() {
    run("tiny_16k", folder).failsWith(INVALID_INPUT, "large_44k_v2");
  }

  @Test
  void absentFolder() {
    run("small_16k", folder.resolve("absent")).failsWith(INVALID_INPUT, "absent: no such folder");
  }

  @Test
  void folderWithHalfOfTheFiles() throws IOException {
    Files.createFile(folder.resolve("mmaudio_small_44k.pth"));
    Files.createFile(folder.resolve("v1-44.pth"));
    run("small_44k", folder)
        .failsWith(
            INVALID_INPUT,
            "bigvgan_generator.pt, synchformer_state_dict.pth, open_clip_pytorch_model.bin or");
  }

  @Test
  void helpSaysTheLicence() {
    Run help = Run.of("import", "mmaudio", "--help").succeeds();
    assertTrue(help.output().contains("CC-BY-NC-4.0"), help.output());
  }
}
