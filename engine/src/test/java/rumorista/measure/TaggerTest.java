package rumorista.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;
import rumorista.Waveform;
import rumorista.model.tagger.TaggerNetwork;
import rumorista.tensor.StateDict;

class TaggerTest {
  private static final List<String> KINDS = List.of("dog", "rain", "siren");

  @TempDir private Path folder;

  @BeforeEach
  void writeAnUntrainedTagger() throws IOException {
    torch.manual_seed(1);
    StateDict.save(folder.resolve(Tagger.WEIGHTS), StateDict.of(new TaggerNetwork(3)), true);
    TaggerCard.of(KINDS)
        .agreeing(Map.of(TaggerCard.AUC, 0.5), new Calibration(List.of(1.0, -0.5, -0.1, 2.0)))
        .unheard(Map.of("top1", 0.25), List.of(0.2, 0.3, 0.5))
        .write(folder.resolve(TaggerCard.FILE_NAME));
  }

  private static Waveform noise(int length, int rate) {
    Random random = new Random(7);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = 0.2f * (float) random.nextGaussian();
    }
    return Waveform.mono(samples, rate);
  }

  private static double sum(float[] tags) {
    double sum = 0;
    for (float tag : tags) {
      sum += tag;
    }
    return sum;
  }

  @Test
  void thereAre29EverydaySounds() {
    assertEquals(29, EverydaySound.all().size());
    Set<String> labels = new HashSet<>();
    for (EverydaySound sound : EverydaySound.all()) {
      assertTrue(sound.prompt().length() > 8, sound.name());
      for (String label : sound.labels()) {
        assertTrue(labels.add(label), label + " belongs to two kinds");
        assertEquals(EverydaySound.all().indexOf(sound), EverydaySound.indexOf(label));
      }
    }
    assertEquals(-1, EverydaySound.indexOf("wildebeest"));
  }

  @Test
  void everyKindCountsTheSame() {
    Hearing hearing = new Hearing();
    hearing.add("dog", 0);
    hearing.add("dog", 0);
    hearing.add("dog", 0);
    hearing.add("rain", 7);
    assertEquals(4, hearing.sounds());
    assertEquals(2, hearing.kinds());
    assertEquals(0.5, hearing.topOne());
    assertEquals(0.5, hearing.topFive());
    assertEquals(0, hearing.topFive("rain"));
  }

  @Test
  void probabilitiesOfALongSoundAddUpToOne() {
    float[] tags = Tagger.load(folder).tag(noise(40 * 32_000, 32_000));
    assertEquals(3, tags.length);
    assertEquals(1, sum(tags), 1e-4);
  }

  @Test
  void silenceAndNothingHaveNoKind() {
    Tagger tagger = Tagger.load(folder);
    assertArrayEquals(new float[3], tagger.tag(Waveform.mono(new float[64_000], 32_000)));
    assertArrayEquals(new float[3], tagger.tag(Waveform.mono(new float[0], 48_000)));
  }

  @Test
  void aVeryShortSoundIsTagged() {
    assertEquals(1, sum(Tagger.load(folder).tag(noise(200, 32_000))), 1e-4);
  }

  @Test
  void silenceAfterASoundDoesNotMatter() {
    Tagger tagger = Tagger.load(folder);
    float[] sound = noise(3 * 32_000, 32_000).samples()[0];
    float[] longer = java.util.Arrays.copyOf(sound, 20 * 32_000);
    assertArrayEquals(
        tagger.tag(Waveform.mono(sound, 32_000)), tagger.tag(Waveform.mono(longer, 32_000)), 0.02f);
  }

  @Test
  void anotherRateAndTwoEqualChannelsGiveTheSame() {
    Tagger tagger = Tagger.load(folder);
    float[] slow = tone(32_000);
    float[] fast = tone(48_000);
    float[] tags = tagger.tag(Waveform.mono(slow, 32_000));
    assertArrayEquals(tags, tagger.tag(new Waveform(new float[][] {slow, slow}, 32_000)), 1e-4f);
    assertArrayEquals(tags, tagger.tag(Waveform.mono(fast, 48_000)), 0.02f);
  }

  private static float[] tone(int rate) {
    float[] samples = new float[2 * rate];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / rate));
    }
    return samples;
  }

  @Test
  void aRateThatIsNotKnownIsRefused() {
    Tagger tagger = Tagger.load(folder);
    RumoristaException failure =
        assertThrows(RumoristaException.class, () -> tagger.tag(noise(44_100, 44_100)));
    assertTrue(String.valueOf(failure.getMessage()).contains("44100"), failure.getMessage());
  }

  @Test
  void severalKindsCountTogether() {
    Tagger tagger = Tagger.load(folder);
    float[] tags = {0.3f, 0.5f, 0.2f};
    assertEquals(1, tagger.rank(tags, List.of("dog")));
    assertEquals(0, tagger.rank(tags, List.of("dog", "siren")));
    assertEquals(0.8, tagger.probability(tags, List.of("dog", "rain", "wildebeest")), 1e-6);
    assertEquals(List.of("rain", "dog"), tagger.top(tags, 2));
  }

  @Test
  void theCardIsRead() {
    TaggerCard card = Tagger.load(folder).card();
    assertEquals(KINDS, card.kinds());
    assertEquals(0.5, card.auc());
    assertEquals(0.25, card.topOne());
    assertEquals(Double.NaN, card.topFive());
  }

  @Test
  void weightsThatDoNotFitTheCardAreRefused() throws IOException {
    TaggerCard.of(List.of("dog", "rain")).write(folder.resolve(TaggerCard.FILE_NAME));
    RumoristaException failure = assertThrows(RumoristaException.class, () -> Tagger.load(folder));
    assertEquals(RumoristaException.Kind.BAD_MODEL, failure.kind());
  }

  @Test
  void aBrokenCardIsRefused() throws IOException {
    for (String broken :
        List.of("{", "{}", "{\"kinds\": []}", "{\"kinds\":[\"a\"],\"calibration\":[1]}")) {
      Files.writeString(folder.resolve(TaggerCard.FILE_NAME), broken);
      RumoristaException failure =
          assertThrows(RumoristaException.class, () -> Tagger.load(folder), broken);
      assertEquals(RumoristaException.Kind.BAD_MODEL, failure.kind());
    }
  }

  @Test
  void theScoreFallsWithNoiseIfTheCalibrationSaysSo() {
    Tagger tagger = Tagger.load(folder); // its calibration: 1.0, -0.5, -0.1, 2.0
    Waveform noise = noise(64_000, 32_000);
    double[] evidence = tagger.evidence(noise, List.of("dog"));
    Noisiness noisiness = Noisiness.of(noise.samples()[0]);
    assertEquals(noisiness.low(), evidence[1]);
    double sum = evidence[0] - 0.5 * noisiness.low() - 0.1 * noisiness.high() + 2;
    assertEquals(1 / (1 + Math.exp(-sum)), tagger.score(noise, List.of("dog")), 1e-9);
  }

  @Test
  void noiseIsFlatterThanATone() {
    Noisiness noise = Noisiness.of(noise(64_000, 32_000).samples()[0]);
    Noisiness tone = Noisiness.of(tone(32_000));
    assertTrue(noise.low() > -5 && noise.high() > -5, noise.toString());
    assertTrue(tone.low() < -10, tone.toString());
    assertEquals(0, Noisiness.of(new float[10]).high(), 1e-6);
  }

  @Test
  void aCalibrationFindsWhatTheVerdictsDependOn() {
    Random random = new Random(5);
    List<double[]> evidence = new java.util.ArrayList<>();
    List<Boolean> heard = new java.util.ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double[] row = {random.nextGaussian(), 10 + random.nextGaussian(), random.nextGaussian()};
      evidence.add(row);
      heard.add(row[0] - 2 * (row[1] - 10) + 0.3 * random.nextGaussian() > 0);
    }
    Calibration fitted = Calibration.fit(evidence, heard);
    assertTrue(fitted.of(new double[] {0, 9, 0}) > 0.8, fitted.toString());
    assertTrue(fitted.of(new double[] {0, 11, 0}) < 0.2, fitted.toString());
    assertTrue(Math.abs(fitted.weights().get(2)) < 0.5, fitted.toString());
  }
}
