package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.model.small.Patches;
import rumorista.text.SentenceEncoder;

class ExampleMakerTest {
  @TempDir static Path folder;
  private static TinyCorpus corpus;
  private static ExampleMaker examples;

  @BeforeAll
  static void write() throws IOException {
    corpus = TinyCorpus.write(folder.resolve("corpus"));
    examples = corpus.examples(folder.resolve("cache.bin"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
  void theSameSeedAndNumberGiveTheSameExample(long seed) {
    ExampleMaker others = corpus.examples(folder.resolve("cache.bin"));
    for (long index : new long[] {5, 0, 1_000_000, 3}) {
      assertSame(examples.make(seed, index), others.make(seed, index));
    }
    Example example = examples.make(seed, 1);
    assertFalse(Arrays.equals(example.target(), examples.make(seed, 2).target()), "number");
    assertFalse(Arrays.equals(example.target(), examples.make(seed + 1, 1).target()), "seed");
  }

  private static void assertSame(Example a, Example b) {
    assertArrayEquals(a.target(), b.target());
    assertArrayEquals(a.timeline(), b.timeline());
    assertArrayEquals(a.draft(), b.draft());
    assertArrayEquals(a.text(), b.text());
    assertEquals(a.timelineShown(), b.timelineShown());
    assertEquals(a.draftShown(), b.draftShown());
    assertEquals(a.textShown(), b.textShown());
  }

  @Test
  void everyExampleIsWholeAndWithinReason() {
    int tokens = TinyCorpus.SPEC.windowTokens();
    int patch = TinyCorpus.SPEC.patch();
    double shown = 0;
    for (int index = 0; index < 300; index++) {
      Example example = examples.make(42, index);
      assertEquals(tokens * patch, example.target().length);
      assertEquals(tokens * patch, example.draft().length);
      assertEquals(tokens * 2, example.timeline().length);
      assertEquals(SentenceEncoder.WIDTH, example.text().length);
      assertEquals(1, SentenceEncoder.similarity(example.text(), example.text()), 1e-3);
      for (float[] values : List.of(example.target(), example.draft())) {
        for (float[] frame : Patches.levels(values, TinyCorpus.SPEC.bands())) {
          for (float level : frame) {
            assertTrue(level >= -90 && level < 20, "level " + level);
          }
        }
        for (float value : values) {
          assertTrue(value >= Patches.silence() - 1e-5, "below silence: " + value);
        }
      }
      for (float value : example.timeline()) {
        assertTrue(value >= -2.001 && value < 4, "timeline " + value);
      }
      for (float mask :
          new float[] {example.timelineShown(), example.draftShown(), example.textShown()}) {
        assertTrue(mask == 0 || mask == 1);
        shown += mask / 900;
      }
    }
    assertTrue(shown > 0.7 && shown < 0.95, "shown " + shown);
  }

  @Test
  void draftsAreLikeTheirTargetsButNotEqual() {
    double error = 0;
    double foreign = 0;
    for (int index = 0; index < 100; index++) {
      Example example = examples.make(7, index);
      assertFalse(Arrays.equals(example.target(), example.draft()));
      error += distance(example.target(), example.draft()) / 100;
      foreign += distance(example.target(), examples.make(7, index + 1).target()) / 100;
    }
    assertTrue(error < foreign / 1.5, error + " from its draft, " + foreign + " from another");
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]) / a.length;
    }
    return sum;
  }

  @Test
  void nothingToLearnFromIsSaid() {
    RumoristaException error =
        assertThrows(
            RumoristaException.class,
            () ->
                new ExampleMaker(
                    TinyCorpus.SPEC,
                    TinyCorpus.MEL.bands(),
                    corpus.cache(folder.resolve("cache.bin")),
                    corpus.recordings(),
                    List.of(),
                    new SentenceEncoder()));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
    assertTrue(error.getMessage().contains("no recording"), error.getMessage());
  }
}
