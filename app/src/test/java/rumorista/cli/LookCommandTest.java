package rumorista.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.generate.Timelines;

class LookCommandTest {
  @TempDir Path folder;

  /** The eye of these tests has learned nothing: whatever it takes for blows makes no sound. */
  private Path withoutBlows() throws IOException {
    Path table = folder.resolve("words.tsv");
    return Files.writeString(table, "seen\tleast\tkind\twords\nblows\t0\tevent\t\n");
  }

  @Test
  void whatIsSeenIsToldAndItsTimelineCanBeUsed() throws IOException {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 2);
    Path picture = folder.resolve("seen.png");
    Run run =
        Run.of("look", film, "--words", withoutBlows(), "--json", "--plot", picture).succeeds();
    JsonNode seen = new ObjectMapper().readTree(run.output());
    assertEquals(2, seen.path("seconds").asDouble(), 0.05);
    assertEquals(1, seen.path("shots").size());
    assertEquals("", seen.path("shots").path(0).path("words").asText());
    assertTrue(ImageIO.read(picture.toFile()).getWidth() > 1000);

    Path timeline = folder.resolve("seen.json");
    Files.writeString(timeline, run.output());
    assertEquals(seen.path("timeline").path("onset").size(), Timelines.read(timeline).length());
    Path out = folder.resolve("out.wav");
    Run.of("generate", film, "--prompt", "rain", "--timeline", timeline, "-o", out).succeeds();
    assertTrue(Files.exists(out));
  }

  @Test
  void peopleGetLines() throws IOException {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 1);
    String text = Run.of("look", film, "--words", withoutBlows(), "--quiet").succeeds().output();
    assertTrue(text.contains("1 shot\n") || text.contains("1 shot" + System.lineSeparator()), text);
    assertTrue(text.contains("nothing that sounds"), text);
  }

  @Test
  void generateSaysWhatItSees() throws IOException {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 1);
    Path out = folder.resolve("out.wav");
    Run run = Run.of("generate", film, "--words", withoutBlows(), "--json", "-o", out).succeeds();
    assertTrue(new ObjectMapper().readTree(run.output()).path("seen").isArray(), run.output());
    assertTrue(run.errors().contains("seeing: nothing that sounds"), run.errors());
    Run asked =
        Run.of("generate", film, "--prompt", "rain", "--json", "-o", out, "--force").succeeds();
    assertFalse(new ObjectMapper().readTree(asked.output()).has("seen"), asked.output());
    Run added =
        Run.of(
                "generate",
                film,
                "--prompt",
                "rain",
                "--see",
                "add",
                "--words",
                withoutBlows(),
                "--json",
                "-o",
                out,
                "--force")
            .succeeds();
    JsonNode json = new ObjectMapper().readTree(added.output());
    assertEquals("rain", json.path("prompt").asText());
    assertTrue(json.path("seen").isArray());
  }

  @Test
  void mistakesAreNamed() throws IOException {
    Path film = TestFilm.draw(folder.resolve("clip.mp4"), 0.5);
    Run.of("look", folder.resolve("none.mp4")).failsWith(ExitCode.INVALID_INPUT, "none.mp4");
    Run.of("look", film, "--vision", folder.resolve("none"))
        .failsWith(ExitCode.INVALID_INPUT, "none");
    Run.of("look", film, "--vision", folder).failsWith(ExitCode.BAD_MODEL, "vision_model.onnx");
    Run.of("look", film, "--captioner", "nonsense").failsWith(ExitCode.INVALID_INPUT, "nonsense");
    Path words = folder.resolve("words.tsv");
    Files.writeString(words, "no table");
    Run.of("look", film, "--words", words).failsWith(ExitCode.INVALID_INPUT, "words.tsv");
    Run.of("generate", "--prompt", "rain", "--see", "add")
        .failsWith(ExitCode.INVALID_INPUT, "--see");
  }
}
