package rumorista.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.Passage;
import rumorista.Prompt;
import rumorista.SoundStream;
import rumorista.Waveform;

class MontageTest {
  private static final int RATE = 32_000;
  private static final int HOP = 1024;

  private final List<String> opened = new ArrayList<>();
  private int open;
  private int mostOpen;

  /** A steady level that depends on the prompt, in blocks of a length. */
  private SoundStream level(Prompt prompt, int samples, int block) {
    opened.add(prompt.text());
    open++;
    mostOpen = Math.max(mostOpen, open);
    float level = Float.parseFloat(prompt.text());
    return new SoundStream() {
      private int given;

      @Override
      public int sampleRate() {
        return RATE;
      }

      @Override
      public int channels() {
        return 1;
      }

      @Override
      public @Nullable Waveform read() {
        int length = Math.min(block, samples - given);
        given += length;
        float[] values = new float[length];
        java.util.Arrays.fill(values, level);
        return length == 0 ? null : Waveform.mono(values, RATE);
      }

      @Override
      public void close() {
        open--;
      }
    };
  }

  private float[] play(List<Passage> passages, double seconds, int block) {
    int tokens = (int) Math.ceil(seconds * RATE / HOP);
    try (Montage montage =
        new Montage(
            (prompt, from, to) -> level(prompt, (to - from) * HOP, block),
            passages,
            HOP,
            RATE,
            tokens,
            Math.round(seconds * RATE))) {
      return montage.readAll().samples()[0];
    }
  }

  private static Passage passage(double start, double end, String level) {
    return new Passage(start, end, new Prompt(level, ""));
  }

  @ParameterizedTest(name = "blocks of {0} samples")
  @ValueSource(ints = {700, 5000, 32_000, 1_000_000})
  void eachPassageSoundsInItsTimeAndFadesIntoTheNext(int block) {
    List<Passage> passages =
        List.of(passage(0, 2, "0.1"), passage(2, 3.5, "0.3"), passage(3.5, 6, "0.2"));
    float[] sound = play(passages, 6, block);
    assertEquals(6 * RATE, sound.length);
    assertEquals(0.1f, sound[RATE], 1e-6f);
    assertEquals(0.3f, sound[(int) (2.7 * RATE)], 1e-6f);
    assertEquals(0.2f, sound[5 * RATE], 1e-6f);
    assertEquals(0.1f, sound[(int) (1.8 * RATE)], 1e-6f);
    assertEquals(0.3f, sound[(int) (2.2 * RATE)], 1e-6f);
    int cut = 2 * RATE;
    for (int i = cut - 8000; i < cut + 8000; i++) {
      assertTrue(Math.abs(sound[i] - sound[i - 1]) < 2e-4, "a jump at sample " + i);
    }
    assertEquals((0.1 + 0.3) * Math.sqrt(0.5), sound[cut + HOP / 4], 0.02); // equal power
    assertEquals(List.of("0.1", "0.3", "0.2"), opened);
    assertEquals(1, mostOpen);
    assertEquals(0, open);
  }

  @Test
  void whatIsTooShortToBeHeardIsLeftOut() {
    List<Passage> passages =
        List.of(
            passage(0, 0.3, "0.5"),
            passage(0.3, 2, "0.1"),
            passage(2, 2.4, "0.4"),
            passage(2.4, 4.9, "0.2"),
            passage(4.9, 5, "0.3"));
    float[] sound = play(passages, 5, 3000);
    assertEquals(5 * RATE, sound.length);
    assertEquals(List.of("0.1", "0.2"), opened);
    assertEquals(0.1f, sound[100], 1e-6f);
    assertEquals(0.2f, sound[sound.length - 1], 1e-6f);
  }

  @Test
  void passagesMayEndBeforeTheSoundOrGoOnAfterIt() {
    assertEquals(
        5 * RATE, play(List.of(passage(0, 2, "0.1"), passage(2, 4, "0.2")), 5, 9000).length);
    assertEquals(
        3 * RATE, play(List.of(passage(0, 2, "0.1"), passage(2, 40, "0.2")), 3, 9000).length);
    assertEquals(
        1 * RATE, play(List.of(passage(0, 2, "0.1"), passage(2, 40, "0.2")), 1, 9000).length);
  }
}
