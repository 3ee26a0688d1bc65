package rumorista.model.small;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.SyntheticSound;
import rumorista.signal.MelSpectrogram;

class ExemplarTest {
  private static final MelSpectrogram MEL = MelSpectrogram.standard();

  @ParameterizedTest(name = "{0} frames make {1} tokens")
  @CsvSource({"1, 1", "3, 1", "4, 1", "7, 1", "8, 2", "103, 25"})
  void wholeTokensOnly(int frames, int tokens) {
    float[][] levels = MEL.of(SyntheticSound.noise(0.1, frames * 256, 1));
    Exemplar exemplar = Exemplar.of(MEL.bands(), levels, 4, 125);
    assertEquals(tokens, exemplar.tokens());
    assertEquals(4 * tokens, exemplar.levels().length);
    assertEquals(31.25, exemplar.timeline().rate());
    for (int t = 0; t < 4 * tokens; t++) {
      assertArrayEquals(levels[Math.min(t, frames - 1)], exemplar.levels()[t]);
    }
  }

  @Test
  void joinedOnesStandInARow() {
    Exemplar a = exemplar(20, 0.01, 1);
    Exemplar b = exemplar(13, 0.1, 2);
    Exemplar c = exemplar(40, 0.03, 3);
    Exemplar joined = Exemplar.join(List.of(a, Exemplar.join(List.of(b, c))));
    assertEquals(5 + 3 + 10, joined.tokens());
    assertEquals(List.of(0, 5, 8), joined.starts());
    assertEquals(4 * 18, joined.levels().length);
    assertArrayEquals(b.levels()[0], joined.levels()[4 * 5]);
    assertArrayEquals(c.levels()[39], joined.levels()[4 * 18 - 1]);
    assertArrayEquals(
        b.timeline().loudness(), Arrays.copyOfRange(joined.timeline().loudness(), 5, 8));
    assertArrayEquals(c.timeline().onset(), Arrays.copyOfRange(joined.timeline().onset(), 8, 18));
    assertEquals(b.peak(), joined.peak());
  }

  @Test
  void oneAloneStaysAsItIs() {
    Exemplar alone = exemplar(9, 0.1, 1);
    assertSame(alone, Exemplar.join(List.of(alone)));
  }

  private static Exemplar exemplar(int frames, double rms, long seed) {
    return Exemplar.of(MEL.bands(), MEL.of(SyntheticSound.noise(rms, frames * 256, seed)), 4, 125);
  }
}
