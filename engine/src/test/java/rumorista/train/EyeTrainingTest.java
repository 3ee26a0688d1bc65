package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.media.MediaInfo;
import rumorista.media.TestFilms;
import rumorista.model.eye.Eye;
import rumorista.model.eye.EyeNetwork;
import rumorista.model.eye.TinyEye;
import rumorista.render.SceneKind;
import rumorista.render.Score;
import rumorista.tensor.TensorScope;

class EyeTrainingTest {
  @TempDir private Path folder;

  private final List<String> lines = new ArrayList<>();
  private Path corpus = Path.of("");

  @BeforeEach
  void write() throws IOException {
    corpus = TinyCorpus.write(folder.resolve("corpus")).folder();
  }

  private TrainingOptions options(String out, long steps) {
    return new TrainingOptions(folder.resolve(out), 60, steps, 2, 1e-3, 3);
  }

  private void run(EyeTraining.Data data, String out, long steps) {
    EyeTraining.run(TinyEye.SPEC, data, options(out, steps), lines::add);
  }

  private EyeTraining.Data recordings() {
    return EyeTraining.Data.of(corpus, null, Set.of("source1"), null);
  }

  private Path films() throws IOException {
    Path films = Files.createDirectories(folder.resolve("films"));
    TestFilms.film(2).sound(32_000, 1).moves(0.5, 1.3).write(films.resolve("a.mp4"));
    TestFilms.film(1.5).sound(32_000, 1).flashes(0.7).write(films.resolve("b.mkv"));
    TestFilms.film(1).write(films.resolve("silent.mp4"));
    return films;
  }

  @Test
  void fromRecordingsToAnEyeThatLoads() throws IOException {
    run(recordings(), "out", 3);
    Path out = folder.resolve("out");
    Eye eye = Eye.load(out);
    assertEquals(TinyEye.SPEC.columns(), eye.spec().columns());
    assertEquals(3, ((Number) eye.spec().training().get("steps")).intValue());
    assertEquals(List.of("source1"), eye.spec().training().get("heldOut"));
    assertTrue(Files.readString(out.resolve("ATTRIBUTION.md")).contains("source0"));
    assertTrue(lines.contains("4 recordings, 2 held out"), lines::toString);
  }

  @Test
  void theSeedDecidesTheWeightsAndARunGoesOn() throws IOException {
    run(recordings(), "one", 3);
    run(recordings(), "other", 3);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one/eye.safetensors")),
        Files.readAllBytes(folder.resolve("other/eye.safetensors")));
    run(recordings(), "one", 4);
    assertTrue(lines.stream().anyMatch(line -> line.contains("goes on with other options")));
    assertEquals(4, Eye.spec(folder.resolve("one")).training().get("steps"));
  }

  @Test
  void ownFilmsAreLearnedFromAloneAndBesideRecordings() throws IOException {
    Path start = TinyEye.write(folder.resolve("start"));
    run(EyeTraining.Data.of(films(), null, Set.of(), start), "alone", 2);
    assertTrue(lines.contains("2 films with sound"), lines::toString);
    run(EyeTraining.Data.of(corpus, films(), Set.of(), null), "both", 2);
    Eye eye = Eye.load(folder.resolve("both"));
    assertEquals(2, eye.spec().training().get("films"));
    assertEquals(6, eye.spec().training().get("recordings"));
  }

  @Test
  void aFilmsOwnClicksAreWhatIsToBeSeen() throws IOException {
    Path folderOfOne = Files.createDirectories(folder.resolve("one"));
    TestFilms.film(2).sound(32_000, 1).moves(0.5, 1.0).write(folderOfOne.resolve("a.mp4"));
    try (OwnFilms films =
        OwnFilms.open(folderOfOne, folder.resolve("grey"), TinyEye.SPEC, Progress.NONE)) {
      EyeExample example = films.make(1, 0);
      assertArrayEquals(example.pictures(), films.make(1, 0).pictures());
      float onsets = 0;
      for (float onset : example.onset()) {
        onsets = Math.max(onsets, onset);
      }
      assertTrue(onsets > 0.6, "a click within " + example.onset().length + " instants");
    }
  }

  @Test
  void targetsStandWhereTheScoreSays() {
    Score score = new Score(2, new double[] {1.0}, new float[] {1}, new float[100]);
    EyeExample sharp = EyeExample.of(new float[0], score, true, 100, 50);
    assertEquals(1, sharp.onset()[50]);
    assertTrue(sharp.onset()[49] < 1 && sharp.onset()[49] > 0);
    assertEquals(0, sharp.onset()[47]);
    EyeExample lasting = EyeExample.of(new float[0], score, false, 100, 50);
    assertEquals(0, lasting.onset()[50], "a level that does not rise shows no attack");
  }

  @Test
  void aFewStepsMakeTheLossSmaller() {
    try (TensorScope scope = new TensorScope()) {
      torch.manual_seed(1);
      EyeNetwork network = new EyeNetwork(TinyEye.SPEC);
      Score score = new Score(1.28, new double[] {0.6}, new float[] {1}, new float[64]);
      score.level()[31] = 1;
      float[] pictures = new float[32 * 32 * 16];
      for (int i = 15 * 512; i < 17 * 512; i++) {
        pictures[i] = 1;
      }
      EyeExample example = EyeExample.of(pictures, score, true, 64, 50);
      TrainingOptions options = options("loss", 150);
      EyeTask task = new EyeTask(TinyEye.SPEC, network, (seed, index) -> example, options);
      float before = task.loss(0, 0, 1).item_float();
      new Trainer(task, options).run(new TrainingLog(options, lines::add));
      float after = task.loss(0, 0, 1).item_float();
      assertTrue(after < 0.7 * before, before + " to " + after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void previewsAreFilmsOfEveryKindWithSound() {
    EyePreview.write(corpus, Set.of(), folder.resolve("preview"), 1, lines::add);
    for (SceneKind kind : List.of(SceneKind.STRIKE, SceneKind.CROWD)) {
      MediaInfo info =
          MediaInfo.probe(
              folder.resolve("preview/%s.mp4".formatted(kind.name().toLowerCase(Locale.ROOT))));
      assertTrue(info.hasPicture() && info.hasSound());
      assertEquals(6, info.seconds(), 0.1);
    }
    assertEquals(SceneKind.values().length, lines.size());
  }

  @Test
  void foldersWithNothingToLearnFromAreRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    EyeTraining.Data data = EyeTraining.Data.of(empty, null, Set.of(), null);
    RumoristaException error = assertThrows(RumoristaException.class, () -> run(data, "none", 1));
    assertEquals(RumoristaException.Kind.INVALID_INPUT, error.kind());
    assertThrows(RumoristaException.class, () -> EyeTraining.Data.of(empty, empty, Set.of(), null));
  }
}
