package rumorista.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in words what is in a film at certain moments: what {@link Things} measures. */
public interface Seer {
  /**
   * Looks at a film.
   *
   * @param seconds the moments, rising
   * @return for each moment the words, each with its confidence from 0 to 1
   */
  List<Map<String, Double>> see(Path film, double[] seconds);

  /** Every word that it could say. */
  Set<String> words();
}
