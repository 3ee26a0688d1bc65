package rumorista.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.evaluate.LabelledFrames.Frame;

class ThingsTest {
  @TempDir Path folder = Path.of("");

  /** Says the same words at every moment. */
  private static Seer saying(Map<String, Double> words) {
    return new Seer() {
      @Override
      public List<Map<String, Double>> see(Path film, double[] seconds) {
        return Arrays.stream(seconds).mapToObj(moment -> words).toList();
      }

      @Override
      public Set<String> words() {
        return Set.of("dog", "cat", "car", "table", "desk");
      }
    };
  }

  private List<Figure> measured(String table, Map<String, Seer> seers) throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.tsv"), table);
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(folder.resolve("deep/film.mp4"), "never opened here");
    return Things.run(seers, folder, labels, Progress.NONE);
  }

  private static double value(List<Figure> figures, String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void wordsAreCountedAgainstThings() throws IOException {
    String table =
        """
        # a comment
        film\tseconds\tthings
        film.mp4\t0\tdog; table|desk; anvil
        film.mp4\t0.5\t?car; dog
        other.mp4\t0\tcat
        """;
    Map<String, Seer> seers = new LinkedHashMap<>();
    seers.put("ours", saying(Map.of("dog", 0.9, "desk", 0.55, "car", 0.65, "cat", 0.45)));
    seers.put("silent", saying(Map.of()));
    List<Figure> figures = measured(table, seers);
    // At 0.5: dog, desk and car are said twice. Right: dog, dog, desk; wrong: car in the first
    // frame, desk in the second; the car of the second is too unclear to count.
    assertEquals(3 / 5.0, value(figures, "precision of words at 0.5"), 1e-9);
    // The anvil has no name, the unclear car does not count: dog, table, dog are left, all named.
    assertEquals(1, value(figures, "recall of words at 0.5"), 1e-9);
    assertEquals(2 / 2.0, value(figures, "precision of words at 0.7"), 1e-9);
    assertEquals(2 / 3.0, value(figures, "recall of words at 0.7"), 1e-9);
    assertEquals(3 / 7.0, value(figures, "precision of words at 0.4"), 1e-9);
    Figure recall = figures.get(figures.size() - 1);
    assertEquals(0, recall.beside().get("silent"));
    assertEquals(2, recall.count());
  }

  @Test
  void brokenTablesAndMissingFilmsAreRefused() {
    Map<String, Seer> seers = Map.of("ours", saying(Map.of()));
    for (String table :
        List.of("film.mp4\t0", "film.mp4\tsoon\tdog", "film.mp4\t-1\tdog", "other.mp4\t0\tdog")) {
      RumoristaException e =
          assertThrows(RumoristaException.class, () -> measured(table, seers), table);
      assertEquals(RumoristaException.Kind.INVALID_INPUT, e.kind());
    }
  }

  @Test
  void theShippedTableHasAHundredRealFramesAndRisingTimes() {
    Map<String, List<Frame>> shipped = LabelledFrames.shipped();
    assertTrue(shipped.values().stream().mapToInt(List::size).sum() >= 100);
    shipped.forEach((film, frames) -> {
      for (int i = 1; i < frames.size(); i++) {
        assertTrue(frames.get(i).seconds() > frames.get(i - 1).seconds(), film);
      }
      frames.forEach(
          frame -> assertEquals(0, 2 * frame.seconds() % 1, film + " " + frame.seconds()));
    });
  }
}
