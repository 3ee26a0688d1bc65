package rumorista.train;

import java.util.function.Consumer;
import rumorista.Progress;

/** Turns progress into a line for every tenth part. */
final class EveryTenth implements Progress {
  private final Consumer<String> lines;
  private int tenths = -1;

  EveryTenth(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void report(String stage, double fraction) {
    if ((int) (10 * fraction) > tenths) {
      tenths = (int) (10 * fraction);
      lines.accept("%s: %d %%".formatted(stage, 10 * tenths));
    }
  }
}
