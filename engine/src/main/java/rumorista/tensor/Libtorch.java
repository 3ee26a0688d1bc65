package rumorista.tensor;

import java.util.concurrent.CompletableFuture;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import rumorista.Background;

/** The native library. Finding and linking it takes a second, which other work may share. */
public final class Libtorch {
  private static final CompletableFuture<String> LOADED =
      Background.begin("libtorch", () -> String.valueOf(Loader.load(torch.class)));

  private Libtorch() {}

  /** Begins to load it, without waiting. */
  public static void prepare() {
    LOADED.isDone(); // by then this class has begun
  }

  /** Waits until it is there. */
  public static void load() {
    LOADED.join();
  }
}
