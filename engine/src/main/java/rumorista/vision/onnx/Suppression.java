package rumorista.vision.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import rumorista.vision.Box;

/** Keeps the surest of what was found in the same place (greedy non-maximum suppression). */
final class Suppression {
  /** What overlaps by more is the same. */
  static final double OVERLAP = 0.5;

  private Suppression() {}

  /** The surest first. */
  static <T> List<T> surest(List<T> found, ToDoubleFunction<T> confidence, Function<T, Box> box) {
    List<T> kept = new ArrayList<>();
    List<T> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingDouble(confidence).reversed());
    for (T candidate : sorted) {
      Box place = box.apply(candidate);
      if (kept.stream().noneMatch(other -> box.apply(other).overlap(place) > OVERLAP)) {
        kept.add(candidate);
      }
    }
    return kept;
  }
}
