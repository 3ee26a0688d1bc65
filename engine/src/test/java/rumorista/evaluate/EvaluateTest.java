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
import rumorista.generate.Rumorista;
import rumorista.generate.Setup;
import rumorista.look.Eyes;
import rumorista.measure.Calibration;
import rumorista.measure.Tagger;
import rumorista.measure.TaggerCard;
import rumorista.media.SoundWriter;
import rumorista.media.TestFilms;
import rumorista.model.ModelSpec;
import rumorista.model.eye.Eye;
import rumorista.model.eye.TinyEye;
import rumorista.model.small.SmallModel;
import rumorista.model.small.SmallNetwork;
import rumorista.model.tagger.TaggerNetwork;
import rumorista.tensor.StateDict;

/** Every evaluation, on a model and a judge that have learned nothing. */
class EvaluateTest {
  private static final int RATE = 32_000;

  @TempDir private static Path folder;

  private static Studio studio;
  private static Foley foley;
  private static Tagger tagger;
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
    eye = TinyEye.write(folder.resolve("eye"));
    foley = Foley.load(model, null, Device.CPU);
    Setup setup =
        new Setup(
            List.of(folder.resolve("data")),
            eye,
            Eyes::none,
            null,
            null,
            null,
            Device.CPU,
            folder.resolve("home"));
    studio = new Studio(Rumorista.open(setup, Progress.NONE), progress);
    Path taggers = Files.createDirectories(folder.resolve("tagger"));
    List<String> kinds = List.of("dog", "footsteps_gravel", "gunshot", "rain");
    StateDict.save(
        taggers.resolve(Tagger.WEIGHTS), StateDict.of(new TaggerNetwork(kinds.size())), true);
    TaggerCard.of(kinds)
        .unheard(Map.of("top1", 0.5, "top5", 0.75), List.of())
        .agreeing(Map.of(TaggerCard.AUC, 0.625), new Calibration(List.of()))
        .write(taggers.resolve(TaggerCard.FILE_NAME));
    tagger = Tagger.load(taggers);
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
    List<Figure> figures =
        RoundTrip.run(studio, foley, tagger, folder.resolve("data"), Set.of("here"), 3);
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
    List<Figure> figures = Films.run(studio, films, 1);
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
    assertThrows(RumoristaException.class, () -> Films.run(studio, folder.resolve("none"), 1));
    Path empty = folder.resolve("model");
    RumoristaException failure =
        assertThrows(RumoristaException.class, () -> Films.run(studio, empty, 1));
    assertTrue(String.valueOf(failure.getMessage()).contains("model"), failure.getMessage());
  }

  @Test
  void everyTableSaysHowFarTheTaggerAgrees() {
    List<Figure> figures =
        RoundTrip.run(studio, foley, tagger, folder.resolve("data"), Set.of("here"), 1);
    Figure figure = figure(figures, "kind heard after the round trip, top 1");
    assertEquals(0.625, figure.beside().get("the tagger's AUC"));
  }

  @Test
  void soundsAreScoredAgainstTheKindsOfTheirNames() {
    Path data = folder.resolve("data");
    List<TaggedSounds.Tagged> tagged = TaggedSounds.run(tagger, data, Progress.NONE);
    assertEquals(
        List.of("dog", "footsteps_gravel", "gunshot", "rain"),
        tagged.stream().map(TaggedSounds.Tagged::kind).toList());
    for (TaggedSounds.Tagged one : tagged) {
      assertTrue(one.score() > 0 && one.score() < 1, one.toString());
      assertEquals(one.rank() == 1, one.top().getFirst().equals(one.kind()), one.toString());
    }
  }

  @Test
  void verdictsAreComparedSoundBySound() throws IOException {
    Path judged = Files.createDirectories(folder.resolve("judged"));
    for (int i = 0; i < 3; i++) {
      SoundWriter.write(SoundStream.of(knocks(i)), judged.resolve(i + ".wav"));
    }
    Files.writeString(
        judged.resolve(Verdict.FILE_NAME),
        """
        file\tgroup\tkind\tprompt\theard
        0.wav\ta\tdog\ta dog barking\t1
        1.wav\ta\tdog\ta dog barking\t0
        2.wav\tb\t\theavy rain falling\t1
        """);
    TaggerAgreement agreement = TaggerAgreement.of(tagger, judged, Progress.NONE);
    assertTrue(Set.of(0.0, 0.5, 1.0).contains(agreement.auc()), "two pairs: " + agreement.auc());
    assertEquals(Set.of("a", "b"), agreement.groupMeans().keySet());
    Files.writeString(judged.resolve(Verdict.FILE_NAME), "file\theard\n");
    assertThrows(RumoristaException.class, () -> TaggerAgreement.of(tagger, judged, Progress.NONE));
  }

  @Test
  void theAreaUnderTheRocCurveCountsPairs() {
    Roc roc = new Roc();
    roc.add(0.9, true);
    roc.add(0.2, true);
    roc.add(0.5, false);
    roc.add(0.2, false);
    assertEquals((2 + 0.5) / 4, roc.area());
    assertTrue(Double.isNaN(new Roc().area()));
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
