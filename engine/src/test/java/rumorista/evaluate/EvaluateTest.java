package rumorista.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Device;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.generate.Foley;
import rumorista.generate.Models;
import rumorista.measure.EverydaySound;
import rumorista.measure.Judge;
import rumorista.media.SoundWriter;
import rumorista.media.TestFilms;
import rumorista.model.ModelSpec;
import rumorista.model.eye.Eye;
import rumorista.model.eye.TinyEye;
import rumorista.model.judge.JudgeNetwork;
import rumorista.model.small.SmallModel;
import rumorista.model.small.SmallNetwork;
import rumorista.tensor.StateDict;

/** Every evaluation, on a model and a judge that have learned nothing. */
class EvaluateTest {
  private static final int RATE = 32_000;

  @TempDir private static Path folder;

  private static Studio studio;
  private static Judge judge;
  private static Path eye;
  private static final List<Double> reported = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void makeModels() throws IOException {
    ModelSpec.Small spec =
        new ModelSpec.Small("tiny", "CC0-1.0", RATE, 1024, 256, 160, 4, 20, 1, 2, 2, 160, Map.of());
    Path model = folder.resolve("model");
    Models.write(model, spec);
    torch.manual_seed(1);
    StateDict.save(model.resolve(SmallModel.WEIGHTS), StateDict.of(new SmallNetwork(spec)), true);
    recordings(Files.createDirectories(model.resolve(SmallModel.LIBRARY)));
    recordings(Files.createDirectories(folder.resolve("data")));
    Progress progress = (stage, fraction) -> reported.add(fraction);
    studio = new Studio(Foley.load(model, null, Device.CPU), 2, 1, progress);
    eye = TinyEye.write(folder.resolve("eye"));
    Path judges = Files.createDirectories(folder.resolve("judge"));
    JudgeNetwork network = new JudgeNetwork(EverydaySound.all().size());
    StateDict.save(judges.resolve(Judge.WEIGHTS), StateDict.of(network), true);
    Files.writeString(
        judges.resolve(Judge.CARD), "{\"unheard_of_other_sources\":{\"top1\":0.5,\"top5\":0.75}}");
    judge = Judge.load(judges);
  }

  private static void recordings(Path library) throws IOException {
    StringBuilder manifest = new StringBuilder("file\tseconds\tclass\tcaption\tsource\n");
    List<String> labels = List.of("dog", "rain", "gunshot", "footsteps_gravel");
    for (int i = 0; i < labels.size(); i++) {
      String file = labels.get(i) + ".wav";
      SoundWriter.write(SoundStream.of(knocks(i)), library.resolve(file));
      manifest.append("%s\t3\t%s\ta %2$s\there%n".formatted(file, labels.get(i)));
    }
    Files.writeString(library.resolve("manifest.tsv"), manifest);
  }

  private static Waveform knocks(int seed) {
    Random random = new Random(seed);
    float[] samples = new float[3 * RATE];
    int period = RATE / 2 + seed * 3000;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * random.nextGaussian() * Math.exp(-9.0 * (i % period) / period));
    }
    return Waveform.mono(samples, RATE);
  }

  private static Figure figure(List<Figure> figures, String name) {
    return figures.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theSameSeedMakesTheSameSamples() {
    List<Figure> figures = Seeds.run(studio, 5);
    assertEquals(1, figure(figures, "same seed, same samples").value());
    Figure distance = figure(figures, "spectral distance to another seed, dB");
    assertTrue(distance.value() > 0);
    assertEquals(0.0, distance.beside().get("to the same seed"));
  }

  @Test
  void theRoundTripOfMelAndPhaseRetrievalIsPlainGriffinLim() {
    List<Figure> figures = RoundTrip.run(studio, judge, folder.resolve("data"), Set.of("here"), 3);
    Figure distance = figure(figures, "round trip, spectral distance, dB");
    assertEquals(3, distance.count());
    assertTrue(distance.value() > 0 && distance.value() < 8, "distance " + distance.value());
    assertEquals(distance.value(), distance.beside().get("plain Griffin-Lim"), 1);
  }

  @Test
  void timelinesOfRecordingsAndOfTicksAreMeasured() {
    List<Figure> figures =
        TimelineFollowed.run(studio, folder.resolve("data"), Set.of("here"), 4, 1);
    assertEquals(6, figures.size());
    for (Figure figure : figures) {
      assertTrue(figure.value() >= -1 && figure.value() <= 1, figure.name());
      assertTrue(figure.beside().containsKey("shuffled"), figure.name());
    }
    Figure recordings = figures.get(2);
    assertTrue(recordings.beside().get("the recordings themselves") > 0.7);
  }

  @Test
  void soundsOfFilmsAreComparedWithTheirRealSounds() throws IOException {
    Path films = Files.createDirectories(folder.resolve("films"));
    Double[] early = {0.5, 1.3, 2.2};
    Double[] late = {0.9, 1.8, 2.7};
    TestFilms.film(3).sound(RATE, 1).moves(early).write(films.resolve("early.mp4"));
    TestFilms.film(3).sound(RATE, 1).moves(late).write(films.resolve("late.mp4"));
    Files.writeString(films.resolve("prompts.tsv"), "early.mp4\ta dog\nlate.mp4\ta gunshot\n");
    List<Figure> figures = Films.run(studio, eye, films, 1);
    Figure motion = figure(figures, "frame difference, no eye");
    assertTrue(motion.value() > 0.6, "a move and its click agree: " + motion.value());
    assertEquals(0.0, motion.beside().get("shuffled"), 0.35);
    assertEquals(2, motion.count());
    assertTrue(motion.parts().containsKey("early.mp4"));
    assertEquals(1.0, reported.getLast());
  }

  @Test
  void anEyeIsMeasuredOnFilmsAndOnBadCopies() throws IOException {
    Path films = Files.createDirectories(folder.resolve("worn"));
    TestFilms.film(2).sound(RATE, 1).moves(0.5, 1.3).write(films.resolve("early.mp4"));
    TestFilms.film(2).sound(RATE, 1).moves(0.9, 1.6).write(films.resolve("late.mp4"));
    List<Figure> figures = EyeFigures.films(Eye.load(eye), films, true, Progress.NONE);
    assertEquals(4 + 27, figures.size());
    Figure difference = figure(figures, "frame difference, onset F1");
    assertTrue(difference.value() > 0.6, "a move and its click agree: " + difference.value());
    Figure grey = figure(figures, "onset F1 minus shuffled, black and white, weak");
    assertEquals(1, grey.beside().get("of which kept"), 0.3, "frame difference sees no colour");
  }

  @Test
  void anEyeIsMeasuredOnMadeFilms() {
    List<Figure> figures =
        EyeFigures.procedural(
            Eye.load(eye), folder.resolve("data"), Set.of("here"), 6, 1, Progress.NONE);
    assertEquals(8, figures.size());
    assertEquals(4, figures.stream().filter(figure -> figure.name().contains("worn")).count());
    for (Figure figure : figures) {
      assertTrue(figure.count() > 0, figure.name());
      assertTrue(figure.value() >= -1 && figure.value() <= 1, figure.name());
    }
  }

  @Test
  void oneFilmAloneCannotBeCompared() {
    assertThrows(RumoristaException.class, () -> Films.run(studio, eye, folder.resolve("none"), 1));
    Path empty = folder.resolve("model");
    RumoristaException failure =
        assertThrows(RumoristaException.class, () -> Films.run(studio, eye, empty, 1));
    assertTrue(String.valueOf(failure.getMessage()).contains("model"), failure.getMessage());
  }

  @Test
  void theJudgeSaysHowWellItHearsRecordings() {
    assertEquals(new Judge.Accuracy(0.5, 0.75), judge.onRecordings());
    assertEquals(29, judge.hear(knocks(1)).length);
  }

  @Test
  void aFigureIsPrintedBesideItsBaselines() {
    Figure figure = Figure.of("onset F1", 2.0 / 3, 12, Map.of("shuffled", 0.25));
    assertEquals(
        """
        | figure | model | sounds | beside it |
        |---|---|---|---|
        | onset F1 | 0.667 | 12 | shuffled 0.250 |
        """,
        Figure.toMarkdown(List.of(figure)));
    assertEquals(
        "{\"figure\":\"onset F1\",\"value\":0.6667,\"count\":12,"
            + "\"beside\":{\"shuffled\":0.25},\"parts\":{}}",
        figure.toJson());
  }
}
