package rumorista.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.Cue;
import rumorista.CueSheet;
import rumorista.Device;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.SoundStream;
import rumorista.Staging;
import rumorista.Stem;
import rumorista.SyntheticSound;
import rumorista.Waveform;
import rumorista.look.Eyes;
import rumorista.media.SoundWriter;
import rumorista.watermark.MarkKey;

/** The straight line on a small library of made recordings. */
class RumoristaTest {
  private static final int RATE = 48_000;

  @TempDir Path folder;
  private Setup setup;

  @BeforeEach
  void makeLibrary() throws IOException {
    Path library = Files.createDirectories(folder.resolve("library"));
    Files.writeString(
        library.resolve("manifest.tsv"),
        """
        file\tclass\tcaption\tname\tlicence\tattribution
        dog1.wav\tdog\ta dog barking\tRex\tCC-BY-4.0\tA. Walker
        dog2.wav\tdog\ta dog barking\tRex again\tCC-BY-4.0\tA. Walker
        rain.wav\train\train falling\tWet\tCC0-1.0\tB. Cloud
        """);
    write(library.resolve("dog1.wav"), bark(220));
    write(library.resolve("dog2.wav"), bark(260));
    write(library.resolve("rain.wav"), SyntheticSound.noise(0.1, 4 * RATE, 3));
    setup =
        new Setup(
            List.of(library),
            folder.resolve("no eye"),
            Eyes::none,
            null,
            null,
            null,
            Device.CPU,
            folder.resolve("home"));
  }

  private static void write(Path file, float[] samples) {
    SoundWriter.write(SoundStream.of(Waveform.mono(samples, RATE)), file);
  }

  private static float[] bark(double frequency) {
    float[] samples = new float[RATE / 2];
    for (int i = 2_400; i < samples.length; i++) {
      double t = (i - 2_400.0) / RATE;
      samples[i] =
          (float) (0.5 * Math.exp(-12 * t) * Math.signum(Math.sin(2 * Math.PI * frequency * t)));
    }
    return samples;
  }

  private Rumorista open() {
    return Rumorista.open(setup, Progress.NONE);
  }

  private static float[][] heard(SoundStream sound) {
    try (sound) {
      return sound.readAll().samples();
    }
  }

  @Test
  void stemsAddUpToTheMixToTheLastBit() {
    Request request = Request.sound(4).effects("a dog barking in the rain");
    Rumorista.Sketch sketch = open().sketch(request, null, 5, Progress.NONE);
    float[][] effects = heard(sketch.stem(Stem.EFFECTS));
    float[][] ambience = heard(sketch.stem(Stem.AMBIENCE));
    float[][] mix = heard(sketch.mix());
    assertEquals(4 * RATE, mix[0].length);
    for (int channel = 0; channel < 2; channel++) {
      for (int i = 0; i < mix[channel].length; i++) {
        double sum = (double) effects[channel][i] + ambience[channel][i];
        assertEquals(sum, mix[channel][i], 0.0);
      }
    }
    assertFalse(Arrays.equals(effects[0], ambience[0]));
  }

  @Test
  void theSameRequestAndSeedGiveTheSameSamples() {
    Request request = Request.sound(3).effects("a dog barking, rain");
    float[][] first = heard(open().sketch(request, null, 9, Progress.NONE).mix());
    float[][] again = heard(open().sketch(request, null, 9, Progress.NONE).mix());
    assertArrayEquals(first, again);
    float[][] other = heard(open().sketch(request, null, 10, Progress.NONE).mix());
    assertFalse(Arrays.equals(first[0], other[0]));
  }

  @Test
  void aCueThatIsMutedLeavesTheOthersAsTheyWere() {
    Request request = Request.sound(4).effects("a dog barking");
    Rumorista rumorista = open();
    CueSheet sheet = rumorista.sketch(request, null, 2, Progress.NONE).cues();
    List<Cue> barks = new ArrayList<>(sheet.of(Stem.EFFECTS));
    assertTrue(barks.size() > 2);
    Cue second = barks.get(1);
    CueSheet edited = sheet.with(second.with(new Staging(-20, 0, 0, true)));
    float[] before = heard(rumorista.sketch(request, null, 2, Progress.NONE).mix())[0];
    float[] after =
        heard(rumorista.sketch(request.following(edited), null, 2, Progress.NONE).mix())[0];
    int from = (int) ((second.start() - 0.05) * RATE);
    assertArrayEquals(Arrays.copyOf(before, from), Arrays.copyOf(after, from));
    assertFalse(Arrays.equals(before, after));
    int next = (int) ((second.start() + 0.7) * RATE);
    assertArrayEquals(
        Arrays.copyOfRange(before, next, before.length),
        Arrays.copyOfRange(after, next, after.length));
  }

  @Test
  void whatIsVetoedIsNeitherChosenNorHeard() {
    Request request = Request.sound(3).effects("a dog barking in the rain").without("dogs");
    Rumorista.Sketch sketch = open().sketch(request, null, 1, Progress.NONE);
    heard(sketch.mix());
    assertEquals(List.of("Wet, by B. Cloud (CC0-1.0)"), sketch.credits());
  }

  @Test
  void whatNothingSoundsLikeIsSaid() {
    Request request = Request.sound(2).effects("a helicopter flying");
    Rumorista.Sketch sketch = open().sketch(request, null, 1, Progress.NONE);
    assertEquals(1, sketch.remarks().size());
    assertTrue(sketch.remarks().getFirst().contains("helicopter"), sketch.remarks().getFirst());
  }

  @Test
  void takesAreReleasedWithTheirCredits() {
    Path output = folder.resolve("out.wav");
    Release.Policy policy =
        new Release.Policy(folder.resolve("home"), List.of(MarkKey.PUBLIC), false, false, "test");
    Request request =
        Request.sound(3).effects("rain and a dog barking").takes(2).seed(4).to(output);
    List<Path> told = new ArrayList<>();
    List<Take> takes =
        open().generate(request, policy, Progress.NONE, take -> told.add(take.file()));
    assertEquals(List.of(folder.resolve("out.take1.wav"), folder.resolve("out.take2.wav")), told);
    for (Take take : takes) {
      assertTrue(Files.exists(take.file()));
      assertTrue(take.watermarkId() != null);
      assertTrue(take.credits().contains("Wet, by B. Cloud (CC0-1.0)"), take.credits()::toString);
    }
    assertEquals(5, takes.getLast().seed());
  }

  @Test
  void aPinnedRecordingIsTheOneThatIsHeard() {
    Request request = Request.sound(2).effects("a dog barking");
    Rumorista rumorista = open();
    CueSheet sheet = rumorista.sketch(request, null, 2, Progress.NONE).cues();
    Cue bark = sheet.of(Stem.EFFECTS).getFirst();
    Cue pinned = bark.with(bark.subject().answeredBy("rain.wav"));
    CueSheet edited = new CueSheet(2, List.of(pinned));
    Rumorista.Sketch sketch = rumorista.sketch(request.following(edited), null, 2, Progress.NONE);
    heard(sketch.mix());
    assertEquals(List.of("Wet, by B. Cloud (CC0-1.0)"), sketch.credits());
    Cue lost = bark.with(bark.subject().answeredBy("absent.wav"));
    Rumorista.Sketch broken =
        rumorista.sketch(request.following(new CueSheet(2, List.of(lost))), null, 2, Progress.NONE);
    RumoristaException refusal = assertThrows(RumoristaException.class, () -> heard(broken.mix()));
    assertTrue(String.valueOf(refusal.getMessage()).contains("absent.wav"));
  }
}
