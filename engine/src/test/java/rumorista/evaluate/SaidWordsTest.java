package rumorista.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.look.Describer;
import rumorista.look.Eyes;
import rumorista.look.Onlooker;
import rumorista.look.Sight;
import rumorista.look.Words;
import rumorista.media.TestFilms;

class SaidWordsTest {
  @TempDir Path folder;

  private static Function<Path, Sight> saying(String words) {
    Describer describer =
        new Describer() {
          @Override
          public String describe(byte[] rgb, int width, int height) {
            return words;
          }

          @Override
          public void close() {}
        };
    Onlooker onlooker = new Onlooker(new Eyes(List.of(), null, null, describer, Words.read(null)));
    return film -> onlooker.look(film, Progress.NONE);
  }

  @Test
  void onlyWhatSoundsIsRight() throws IOException {
    TestFilms.film(2)
        .moves(0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8)
        .write(folder.resolve("a.mp4"));
    TestFilms.film(2).write(folder.resolve("b.mp4"));
    Path table = folder.resolve("sounding.tsv");
    Files.writeString(table, "film\twords\na.mp4\tclick|tap\nb.mp4\tclick|tone\nc.mp4\tdog\n");
    Figure figure = SaidWords.run(saying("a tone, humming"), folder, table).getFirst();
    assertEquals(0.5, figure.value());
    assertEquals(2, figure.count());
    assertEquals(1.0, figure.beside().get("the most frequent word, always said"));
    Figure silent = SaidWords.run(saying(""), folder, table).getFirst();
    assertEquals(0, silent.value());
    assertEquals(1.0, silent.beside().get("nothing said"));
  }

  @Test
  void aTableWithoutItsFilmsIsNoMeasurement() {
    RumoristaException refusal =
        assertThrows(RumoristaException.class, () -> SaidWords.run(saying("x"), folder, null));
    assertTrue(refusal.getMessage().contains("none of the films"), refusal.getMessage());
  }
}
