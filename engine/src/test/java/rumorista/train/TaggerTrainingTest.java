package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.measure.Tagger;
import rumorista.media.SoundWriter;
import rumorista.model.tagger.TaggerInput;

class TaggerTrainingTest {
  private static final int RATE = 32_000;

  @TempDir private Path folder;

  private static Recording recording(String file, String label, String source) {
    return new Recording(
        Path.of(file), 1, label, label, label, source, "CC0", "CC0/PD", "somebody");
  }

  /** Two kinds: three low tones and three high bursts of noise; one of each is kept apart. */
  private void writeData() throws IOException {
    StringBuilder manifest = new StringBuilder("file\tclass\tcaption\tsource\tlicence_class\n");
    for (int i = 0; i < 6; i++) {
      String kind = i < 3 ? "hum" : "hiss";
      SoundWriter.write(SoundStream.of(i < 3 ? hum(i) : hiss(i)), folder.resolve(i + ".wav"));
      manifest.append("%d.wav\t%s\tx\tsource %d\tCC0/PD%n".formatted(i, kind, i));
    }
    Files.writeString(folder.resolve(Manifest.FILE_NAME), manifest);
    Files.writeString(folder.resolve("apart.tsv"), "file\tmay_be_borrowed\n2.wav\tno\n5.wav\tno\n");
  }

  private static Waveform hum(int seed) {
    float[] samples = new float[RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * (150 + 20 * seed) * i / RATE));
    }
    return Waveform.mono(samples, RATE);
  }

  private static Waveform hiss(int seed) {
    Random random = new Random(seed);
    float[] samples = new float[RATE];
    for (int i = 1; i < samples.length; i++) {
      samples[i] = 0.1f * (float) random.nextGaussian();
    }
    return Waveform.mono(samples, RATE);
  }

  private TaggerTraining.Data data() {
    return new TaggerTraining.Data(folder, folder.resolve("apart.tsv"), Set.of());
  }

  @Test
  void aTaggerLearnsToSeparateTwoKinds() throws IOException {
    writeData();
    Path out = folder.resolve("out");
    TrainingOptions options = new TrainingOptions(out, 3, 40, 4, 2e-2, 1);
    List<String> lines = new ArrayList<>();
    TaggerTraining.run(data(), folder.resolve("cache.bin"), options, lines::add);
    Tagger tagger = Tagger.load(out);
    assertEquals(List.of("hiss", "hum"), tagger.kinds());
    float[] hum = tagger.tag(hum(9));
    float[] hiss = tagger.tag(hiss(9));
    assertEquals(0, tagger.rank(hum, List.of("hum")), "hum is " + hum[1]);
    assertEquals(0, tagger.rank(hiss, List.of("hiss")), "hiss is " + hiss[0]);
    assertEquals(1, tagger.card().topOne(), "both that were kept apart");
    assertTrue(lines.toString().contains("2 kept apart"), lines.toString());
    List<String> scores = Files.readAllLines(out.resolve(TaggerScores.FILE_NAME));
    assertEquals(3, scores.size(), scores.toString());
    assertTrue(scores.get(1).startsWith("hum/2.wav\thum\t"), scores.get(1));
  }

  @Test
  void originalsAreKeptApartAsAWhole() {
    List<Recording> recordings =
        List.of(
            recording("1_100_A_00000a.opus", "sneeze", "collection"),
            recording("1_100_B_00000b.opus", "sneeze", "collection"),
            recording("1_200_A_00000c.opus", "sneeze", "collection"),
            recording("held.opus", "sneeze", "held"));
    TaggerSplit split = TaggerSplit.of(recordings, Set.of("held"), Map.of(0, false));
    assertEquals(List.of(2), split.learned());
    assertEquals(List.of(0, 1, 3), split.keptApart());
    assertTrue(split.borrowed().isEmpty());
  }

  @Test
  void aKindWithoutOthersBorrowsEverySecondOriginal() {
    List<Recording> recordings = new ArrayList<>();
    for (String name : List.of("bark", "growl", "whine", "yelp")) {
      recordings.add(recording(name + ".opus", "dog", "game"));
    }
    TaggerSplit borrowing =
        TaggerSplit.of(recordings, Set.of(), Map.of(0, true, 1, true, 2, true, 3, true));
    assertEquals(Set.of(0, 2), borrowing.borrowed());
    assertEquals(List.of(1, 3), borrowing.keptApart());
    TaggerSplit strict =
        TaggerSplit.of(recordings, Set.of(), Map.of(0, false, 1, true, 2, true, 3, true));
    assertEquals(Set.of(2), strict.borrowed());
  }

  @Test
  void aListOfAnotherFolderIsRefused() throws IOException {
    writeData();
    Files.writeString(folder.resolve("apart.tsv"), "file\tmay_be_borrowed\nnowhere.wav\tno\n");
    TrainingOptions options = new TrainingOptions(folder.resolve("out"), 1, 1, 1, 1e-3, 1);
    assertThrows(
        RumoristaException.class,
        () -> TaggerTraining.run(data(), folder.resolve("cache.bin"), options, line -> {}));
  }

  @Test
  void anExampleIsAFunctionOfSeedAndNumber() throws IOException {
    writeData();
    List<Recording> recordings = Manifest.read(folder);
    FeatureCache cache =
        FeatureCache.open(
            folder.resolve("cache.bin"), recordings, TaggerInput.mel(), Progress.NONE);
    TaggerExamples examples =
        new TaggerExamples(cache, recordings, List.of("hiss", "hum"), List.of(0, 1, 3, 4));
    for (int number = 0; number < 40; number++) {
      TaggerExample example = examples.make(1, number);
      assertArrayEquals(example.levels(), examples.make(1, number).levels());
      assertArrayEquals(example.kinds(), examples.make(1, number).kinds());
      assertEquals(1, example.kinds()[0] + example.kinds()[1], 1e-5);
      for (float level : example.levels()) {
        assertTrue(level >= -2 && level <= 2, "level " + level);
      }
    }
  }
}
