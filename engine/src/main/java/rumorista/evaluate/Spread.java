package rumorista.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/** Some of many, evenly spread. */
final class Spread {
  private Spread() {}

  /** At most {@code most} elements at equal distances. */
  static <T> List<T> of(List<T> all, int most) {
    int count = Math.min(most, all.size());
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }
}
