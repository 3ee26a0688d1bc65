package rumorista.evaluate.faults;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import rumorista.Waveform;

/**
 * Puts one fault of a kind at a random place of a clean sound, as {@link InsertedKind} describes
 * it. The same seed makes the same fault.
 */
public final class FaultInserter {
  private static final int TRIES = 60;
  private static final List<InsertedKind> KINDS = List.of(InsertedKind.values());

  private FaultInserter() {}

  /** The sound with a fault, or null if it has no place for one. */
  static @Nullable Insertion insert(InsertedKind kind, Waveform clean, long seed) {
    Random random = new Random(seed * 1_000_003 + KINDS.indexOf(kind));
    random.nextDouble();
    if (clean.seconds() < 0.3) {
      return null;
    }
    ClickFaults clicks = new ClickFaults(clean, random);
    SeamFaults seams = new SeamFaults(clean, random);
    for (int i = 0; i < TRIES; i++) {
      Insertion insertion =
          switch (kind) {
            case SPIKE -> clicks.spike(false);
            case SMOOTHED_SPIKE -> clicks.spike(true);
            case JUMP -> clicks.jump(false);
            case SMOOTHED_JUMP -> clicks.jump(true);
            case DROPOUT -> clicks.dropout();
            case CLIPPING -> clicks.clipping();
            case ABRUPT_START -> clicks.abrupt(true);
            case ABRUPT_END -> clicks.abrupt(false);
            case LEVEL_STEP -> seams.levelStep();
            case SPECTRUM_STEP -> seams.spectrumStep();
            case FLOOR_STEP -> seams.floorStep();
            case IMAGE_STEP -> seams.imageStep();
            case LOOP -> seams.loop();
            case CUT_DECAY -> seams.cutDecay();
            case SILENCE -> seams.silence();
          };
      if (insertion != null) {
        return insertion;
      }
    }
    return null;
  }
}
