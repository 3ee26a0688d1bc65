package rumorista.model.eye;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.StateDict;

/** A real eye, untrained and small. */
public final class TinyEye {
  public static final EyeSpec SPEC = EyeSpec.of("tiny", "CC0-1.0", 32, 16, 4, 16, 1, 2, 32);

  private TinyEye() {}

  /** Writes it and returns the folder. */
  public static Path write(Path folder) throws IOException {
    Eye.write(folder, SPEC);
    torch.manual_seed(1);
    StateDict.save(folder.resolve(Eye.WEIGHTS), StateDict.of(new EyeNetwork(SPEC)), true);
    return folder;
  }
}
