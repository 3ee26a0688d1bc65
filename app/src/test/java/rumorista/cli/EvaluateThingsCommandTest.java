package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped detectors asked about a film, and what import refuses. */
class EvaluateThingsCommandTest {
  private static final Path SHIPPED = Path.of("..", "models", "vision");

  @TempDir Path folder;

  @Test
  void aFilmWithNothingInItIsMeasured() throws IOException {
    TestFilm.draw(folder.resolve("square.mp4"), 2);
    Path labels =
        Files.writeString(
            folder.resolve("labels.tsv"), "square.mp4\t0.5\tdog\nsquare.mp4\t1\tdog; cat\n");
    List<String> lines = measured(labels).output().lines().toList();
    JsonNode recall = new ObjectMapper().readTree(lines.get(1));
    assertEquals("recall of words at 0.3", recall.get("figure").asText());
    assertEquals(0, recall.get("value").asDouble());
    assertEquals(2, recall.get("count").asInt());
    JsonNode speed = new ObjectMapper().readTree(lines.getLast());
    assertTrue(speed.get("value").asDouble() > 0, lines.getLast());
  }

  @Test
  void whatCannotBeMeasuredIsRefused() throws IOException {
    Run.of("evaluate", "things", "--quiet", "--data", folder, "--detectors", folder)
        .failsWith(ExitCode.BAD_MODEL, "model.json");
    Run.of("evaluate", "things", "--quiet", "--data", folder, "--detectors", SHIPPED)
        .failsWith(ExitCode.INVALID_INPUT, "none of the labelled films");
    TestFilm.draw(folder.resolve("square.mp4"), 2);
    Path late = Files.writeString(folder.resolve("late.tsv"), "square.mp4\t60\tdog\n");
    measured(late).failsWith(ExitCode.INVALID_INPUT, "ends before 60.0 seconds");
  }

  private Run measured(Path labels) {
    return Run.of(
        "evaluate",
        "things",
        "--quiet",
        "--json",
        "--data",
        folder,
        "--labels",
        labels,
        "--detectors",
        SHIPPED);
  }

  @Test
  void packagesMustBeThere() {
    Run.of("import", "detectors", "--npm", folder, "--out", folder.resolve("out"))
        .failsWith(ExitCode.INVALID_INPUT, "npm pack");
  }
}
