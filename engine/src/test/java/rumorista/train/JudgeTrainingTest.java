package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Progress;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.measure.EverydaySound;
import rumorista.measure.Judge;
import rumorista.media.SoundWriter;
import rumorista.signal.MelSpectrogram;

class JudgeTrainingTest {
  private static final int RATE = 32_000;

  @TempDir private Path folder;

  private static Recording recording(String file, String label, String source, String licence) {
    return new Recording(
        Path.of(file), 1, label, label, label, source, licence, licence, "somebody");
  }

  @Test
  void freeRecordingsAreHeardAndTheLibraryIsNot() {
    List<Recording> recordings = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      recordings.add(recording("free%d.opus".formatted(i), "fire", "game", "CC-BY-SA"));
    }
    recordings.add(recording("library.opus", "fire", "collection", "CC0/PD"));
    recordings.add(recording("held.opus", "fire", "held", "CC-BY-SA"));
    recordings.add(recording("none.opus", "wildebeest", "game", "CC-BY-SA"));
    JudgeSplit split = JudgeSplit.of(recordings, Set.of("held"));
    assertEquals(20, split.heard().size());
    assertEquals(Set.of(20, 21), Set.copyOf(split.unheard()));
    assertTrue(split.borrowed().isEmpty());
  }

  @Test
  void aPoorKindBorrowsHalfOfItsLargestSourceByWholeOriginals() {
    List<Recording> recordings = new ArrayList<>();
    for (String name : List.of("1_100_A_00000a", "1_100_B_00000b", "1_200_A_00000c")) {
      recordings.add(recording(name + ".opus", "sneeze", "collection", "CC0/PD"));
    }
    recordings.add(recording("other.opus", "sneeze", "small", "CC0/PD"));
    JudgeSplit split = JudgeSplit.of(recordings, Set.of());
    assertEquals(Set.of(0, 1), Set.copyOf(split.heard()), "both cuts of one original");
    assertEquals(Set.of(2, 3), Set.copyOf(split.unheard()));
    assertEquals("collection", split.borrowed().get("sneeze"));
  }

  @Test
  void aJudgeLearnsToTellKindsApart() throws IOException {
    StringBuilder manifest = new StringBuilder("file\tclass\tcaption\tsource\tlicence_class\n");
    int number = 0;
    // Every kind needs a recording; two of them are easy to tell apart.
    for (EverydaySound kind : EverydaySound.all()) {
      String file = kind.name() + ".wav";
      SoundWriter.write(SoundStream.of(tone(200 + 150 * number++)), folder.resolve(file));
      manifest.append("%s\t%s\tx\tmade\tCC-BY-SA%n".formatted(file, kind.labels().getFirst()));
    }
    Files.writeString(folder.resolve(Manifest.FILE_NAME), manifest);
    TrainingOptions options = new TrainingOptions(folder.resolve("out"), 3, 60, 8, 3e-3, 1);
    List<String> lines = new ArrayList<>();
    JudgeTraining.run(folder, folder.resolve("cache.bin"), Set.of(), options, lines::add);
    Judge judge = Judge.load(folder.resolve("out"));
    float[] low = judge.hear(tone(200));
    float[] high = judge.hear(tone(200 + 150 * 28));
    assertTrue(low[0] > high[0], "the first kind is low");
    assertTrue(high[28] > low[28], "the last kind is high");
    assertTrue(lines.stream().anyMatch(line -> line.contains("29 recordings")), lines.toString());
  }

  @Test
  void anExampleIsAFunctionOfSeedAndNumber() throws IOException {
    StringBuilder manifest = new StringBuilder("file\tclass\tcaption\n");
    for (EverydaySound kind : EverydaySound.all()) {
      manifest.append("a.wav\t%s\tx%n".formatted(kind.labels().getFirst()));
    }
    Files.writeString(folder.resolve(Manifest.FILE_NAME), manifest);
    SoundWriter.write(SoundStream.of(tone(300)), folder.resolve("a.wav"));
    List<Recording> recordings = Manifest.read(folder);
    FeatureCache cache =
        FeatureCache.open(
            folder.resolve("cache.bin"), recordings, MelSpectrogram.standard(), Progress.NONE);
    List<Integer> heard = java.util.stream.IntStream.range(0, 29).boxed().toList();
    JudgeExamples examples = new JudgeExamples(cache, recordings, heard, List.of());
    JudgeExample example = examples.make(1, 7);
    assertArrayEquals(example.levels(), examples.make(1, 7).levels());
    assertArrayEquals(example.kinds(), examples.make(1, 7).kinds());
    float sum = 0;
    for (float share : example.kinds()) {
      sum += share;
    }
    assertEquals(1, sum, 1e-5);
  }

  private static Waveform tone(double frequency) {
    Random random = new Random((long) frequency);
    float[] samples = new float[RATE];
    for (int i = 0; i < samples.length; i++) {
      double tone = Math.sin(2 * Math.PI * frequency * i / RATE);
      samples[i] = (float) (0.3 * tone + 0.001 * random.nextGaussian());
    }
    return Waveform.mono(samples, RATE);
  }
}
