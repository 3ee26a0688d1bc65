package rumorista.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.RumoristaException;
import rumorista.SoundInParts;
import rumorista.SoundStream;
import rumorista.SyntheticSound;
import rumorista.Waveform;

class WatermarkTest {
  private static final int ID = 1_234_567;
  private static final double STRENGTH = Strength.DEFAULT;
  private static final List<MarkKey> PUBLIC = List.of(MarkKey.PUBLIC);
  private static final MarkKey PRIVATE = MarkKey.of(filled(7));

  private static byte[] filled(int value) {
    byte[] bytes = new byte[MarkKey.LENGTH];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** Noise that swells, and a tone: another in each channel. */
  private static Waveform sound(int sampleRate, int channels, double seconds) {
    float[][] samples = new float[channels][];
    for (int i = 0; i < channels; i++) {
      samples[i] = SyntheticSound.noise(0.1, (int) (seconds * sampleRate), 11 + i);
      for (int t = 0; t < samples[i].length; t++) {
        double at = (double) t / sampleRate;
        samples[i][t] *= (float) (0.6 + 0.4 * Math.sin(2 * Math.PI * at));
        samples[i][t] += (float) (0.05 * Math.sin(2 * Math.PI * (700 + 300 * i) * at));
      }
    }
    return new Waveform(samples, sampleRate);
  }

  private static Waveform marked(Waveform sound) {
    return Watermark.embed(sound, PUBLIC, ID, STRENGTH);
  }

  private static Detection detect(Waveform sound, MarkKey... keys) {
    List<MarkKey> wanted = keys.length == 0 ? PUBLIC : List.of(keys);
    return Watermark.detect(SoundStream.of(sound), wanted, Search.PLAIN);
  }

  private static void assertFound(Detection detection) {
    assertTrue(detection.marked(), () -> "z " + detection.z());
    assertEquals(OptionalInt.of(ID), detection.id());
    assertTrue(detection.falsePositiveBound() <= 1e-6);
  }

  @ParameterizedTest
  @CsvSource({
    "8000,1", "16000,2", "22050,1", "24000,1", "32000,1", "44100,2", "48000,2", "48000,6"
  })
  void theMarkIsFoundAtAnyRateAndWithAnyChannels(int sampleRate, int channels) {
    Waveform sound = sound(sampleRate, channels, 4);
    Waveform marked = marked(sound);
    assertEquals(sound.length(), marked.length());
    assertEquals(channels, marked.channels());
    assertFound(detect(marked));
    assertFalse(detect(sound).marked(), "unmarked");
    assertFalse(detect(marked, PRIVATE).marked(), "another key");
    assertTrue(Audibility.noiseToMask(sound, marked) < 0);
  }

  @Test
  void channelsMayBeInvertedMixedOrLost() {
    Waveform marked = marked(sound(24_000, 2, 5));
    float[] left = marked.samples()[0];
    float[] right = marked.samples()[1];
    float[] middle = new float[left.length];
    float[] side = new float[left.length];
    for (int i = 0; i < left.length; i++) {
      middle[i] = (left[i] + right[i]) / 2;
      side[i] = (left[i] - right[i]) / 2;
    }
    assertFound(detect(Waveform.mono(left, 24_000)));
    assertFound(detect(Waveform.mono(right, 24_000)));
    assertFound(detect(Waveform.mono(middle, 24_000)));
    assertFound(detect(Waveform.mono(side, 24_000)));
    assertFound(detect(new Waveform(new float[][] {middle, side}, 24_000)));
    assertFound(detect(new Waveform(new float[][] {right, left}, 24_000)));
    Waveform inverted = new Waveform(new float[][] {scaled(left, -1), scaled(right, -1)}, 24_000);
    assertFound(detect(inverted));
  }

  private static float[] scaled(float[] samples, double factor) {
    float[] result = samples.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= (float) factor;
    }
    return result;
  }

  private static Waveform part(Waveform sound, double from, double to) {
    int start = (int) (from * sound.sampleRate());
    int end = (int) (to * sound.sampleRate());
    return new Waveform(
        Arrays.stream(sound.samples())
            .map(channel -> Arrays.copyOfRange(channel, start, end))
            .toArray(float[][]::new),
        sound.sampleRate());
  }

  @ParameterizedTest
  @CsvSource({"0.01,3.01", "1.234,4.3", "5.5,8.5", "3.3333,5.9"})
  void anyThreeSecondsAreEnough(double from, double to) {
    Waveform marked = marked(sound(24_000, 1, 9));
    assertFound(detect(part(marked, from, to)));
  }

  @Test
  void loudnessDoesNotMatter() {
    Waveform marked = marked(sound(16_000, 1, 4));
    assertFound(detect(Waveform.mono(scaled(marked.samples()[0], 0.02), 16_000)));
    assertFound(detect(Waveform.mono(scaled(marked.samples()[0], 3), 16_000)));
  }

  @Test
  void twoKeysMarkTheSameSound() {
    Waveform sound = sound(24_000, 1, 5);
    Waveform marked = Watermark.embed(sound, List.of(MarkKey.PUBLIC, PRIVATE), ID, STRENGTH);
    assertFound(detect(marked));
    assertFound(detect(marked, PRIVATE));
    Detection both = detect(marked, MarkKey.PUBLIC, PRIVATE);
    assertFound(both);
    assertEquals(
        List.of(MarkKey.PUBLIC.id(), PRIVATE.id()),
        both.segments().stream()
            .map(segment -> segment.key().id())
            .sorted(Comparator.reverseOrder())
            .collect(Collectors.toList()));
    assertFalse(detect(marked, MarkKey.of(filled(8))).marked(), "a third key");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 999, 48_000, 200_000})
  void blocksMayBeOfAnySize(int size) {
    Waveform sound = sound(16_000, 2, 7.3);
    Waveform whole = marked(sound);
    int start = 0;
    try (SoundStream stream =
        Watermark.embed(new SoundInParts(sound, size), PUBLIC, ID, STRENGTH)) {
      for (Waveform block = stream.read(); block != null; block = stream.read()) {
        for (int i = 0; i < 2; i++) {
          int end = start + block.length();
          assertArrayEquals(Arrays.copyOfRange(whole.samples()[i], start, end), block.samples()[i]);
        }
        start += block.length();
      }
    }
    assertEquals(sound.length(), start);
    Detection parts = Watermark.detect(new SoundInParts(whole, size), PUBLIC, Search.PLAIN);
    assertEquals(detect(whole), parts);
  }

  /** However long the sound, no more than a few seconds of it are held back. */
  @Test
  void memoryDoesNotGrowWithLength() {
    SoundInParts source = new SoundInParts(sound(8000, 1, 100), 800);
    int delivered = 0;
    int mostHeld = 0;
    try (SoundStream stream = Watermark.embed(source, PUBLIC, ID, STRENGTH)) {
      for (Waveform block = stream.read(); block != null; block = stream.read()) {
        delivered += block.length();
        mostHeld = Math.max(mostHeld, source.position() - delivered);
      }
    }
    assertEquals(100 * 8000, delivered);
    assertTrue(mostHeld < 5 * 8000, "held back " + mostHeld / 8000.0 + " s");
  }

  @Test
  void silenceStaysSilenceAndIsSaidToBeSo() {
    Waveform silence = new Waveform(new float[2][4 * 24_000], 24_000);
    Waveform marked = marked(silence);
    assertArrayEquals(silence.samples()[0], marked.samples()[0]);
    Detection detection = detect(marked);
    assertFalse(detection.marked());
    assertTrue(detection.silent());
    assertEquals(4, detection.seconds(), 1e-9);
    float[] nearly = SyntheticSound.noise(1e-7, 4 * 24_000, 1);
    assertTrue(detect(marked(Waveform.mono(nearly, 24_000))).silent());
    assertFalse(detect(sound(24_000, 1, 2)).silent());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 2000, 24_000})
  void theShortestSoundsAreMarkedAsFarAsTheyGo(int length) {
    Waveform sound = Waveform.mono(SyntheticSound.noise(0.1, length, 2), 24_000);
    assertEquals(length, marked(sound).length());
    Detection detection = detect(marked(sound));
    assertEquals(length / 24_000.0, detection.seconds(), 1e-9);
    assertFalse(detect(sound).marked());
  }

  @Test
  void aMarkedPartIsFoundWithinThreeSeconds() {
    Waveform sound = sound(16_000, 1, 40);
    float[] mixed = sound.samples()[0].clone();
    float[] marked = marked(part(sound, 12, 26)).samples()[0];
    System.arraycopy(marked, 0, mixed, 12 * 16_000, marked.length);
    Detection detection = detect(Waveform.mono(mixed, 16_000));
    assertFound(detection);
    assertEquals(1, detection.segments().size());
    Segment segment = detection.segments().getFirst();
    assertEquals(12, segment.startSeconds(), 3);
    assertEquals(26, segment.endSeconds(), 3);
    assertEquals(OptionalInt.of(ID), segment.id());
  }

  @Test
  void aLongSoundIsMarkedToItsEnd() {
    Detection detection = detect(marked(sound(8000, 1, 150)));
    assertFound(detection);
    assertEquals(1, detection.segments().size());
    assertEquals(0, detection.segments().getFirst().startSeconds(), 3);
    assertEquals(150, detection.segments().getFirst().endSeconds(), 3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.93, 1.0417, 1.11})
  void otherSpeedsAreFoundByAThoroughSearch(double speed) {
    assertFoundAt(speed, sound(16_000, 1, 5));
  }

  /** All of its mark is 40 dB and more under the tone. */
  @ParameterizedTest
  @ValueSource(doubles = {0.93, 1.11})
  void aGlidingToneIsFoundAtOtherSpeeds(double speed) {
    float[] siren = SyntheticSound.noise(0.004, 5 * 16_000, 4);
    double phase = 0;
    for (int t = 0; t < siren.length; t++) {
      phase += 2 * Math.PI * (1000 + 400 * Math.sin(3 * t / 16_000.0)) / 16_000;
      siren[t] += (float) (0.3 * Math.sin(phase));
    }
    assertFoundAt(speed, Waveform.mono(siren, 16_000));
  }

  private static void assertFoundAt(double speed, Waveform sound) {
    Waveform faster =
        Waveform.mono(marked(sound).samples()[0], (int) Math.round(sound.sampleRate() * speed));
    Detection detection = Watermark.detect(SoundStream.of(faster), PUBLIC, Search.THOROUGH);
    assertFound(detection);
    assertEquals(speed, detection.speed(), 0.006);
    assertEquals(speed, detection.pitch(), 0.006);
  }

  @Test
  void filmsAt25PicturesASecondArePlainlyFound() {
    Waveform marked = marked(sound(24_000, 1, 5));
    assertFound(detect(Waveform.mono(marked.samples()[0], 25_000)));
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    SoundStream sound = SoundStream.of(sound(8000, 1, 1));
    refused("0 watermark keys", () -> Watermark.embed(sound, List.of(), 1, STRENGTH));
    refused(
        "3 watermark keys",
        () -> Watermark.embed(sound, List.of(PRIVATE, PRIVATE, PRIVATE), 1, STRENGTH));
    refused("id -1", () -> Watermark.embed(sound, PUBLIC, -1, STRENGTH));
    refused("strength 9", () -> Watermark.embed(sound, PUBLIC, 1, 9));
    refused("strength NaN", () -> Watermark.embed(sound, PUBLIC, 1, Double.NaN));
    refused("no watermark key", () -> Watermark.detect(sound, List.of(), Search.PLAIN));
    refused("31 bytes", () -> MarkKey.of(new byte[31]));
  }

  private static void refused(String complaint, org.junit.jupiter.api.function.Executable work) {
    String message = assertThrows(RumoristaException.class, work).getMessage();
    assertTrue(message.contains(complaint), message);
  }

  @Test
  void keysKeepTheirSecret() {
    MarkKey random = MarkKey.random();
    assertFalse(random.equals(MarkKey.random()));
    assertEquals(random, MarkKey.of(random.bytes()));
    assertEquals(8, random.id().length());
    assertEquals("MarkKey " + random.id(), random.toString());
    assertEquals(MarkKey.PUBLIC, MarkKey.of(MarkKey.PUBLIC.bytes()));
    assertEquals("public", MarkKey.PUBLIC.id());
  }

  @Test
  void audibilityGrowsWithWhatIsAdded() {
    Waveform sound = sound(24_000, 1, 4);
    double gentle = Audibility.noiseToMask(sound, Watermark.embed(sound, PUBLIC, ID, 1));
    double strong = Audibility.noiseToMask(sound, Watermark.embed(sound, PUBLIC, ID, 4));
    assertTrue(gentle < strong - 3 && strong < 0, gentle + ", " + strong);
    try (MarkedSound marked = Watermark.embed(SoundStream.of(sound), PUBLIC, ID, 4)) {
      marked.readAll();
      assertEquals(strong, marked.noiseToMask(), 0.1, "the same as it is pulled");
    }
    assertEquals(Double.NEGATIVE_INFINITY, Audibility.noiseToMask(sound, sound));
    assertTrue(
        Audibility.noiseToMask(
                sound,
                Waveform.mono(
                    SyntheticSound.sum(
                        sound.samples()[0], SyntheticSound.noise(0.1, 4 * 24_000, 5)),
                    24_000))
            > 0);
  }

  /** Two decaying bursts, panned, over wide and very quiet noise: as recordings are placed. */
  private static Waveform sparse(double roomRms) {
    int rate = 48_000;
    float[][] scene = new float[2][];
    for (int i = 0; i < 2; i++) {
      scene[i] = SyntheticSound.noise(roomRms, 5 * rate, 21 + i);
      for (int event = 0; event < 2; event++) {
        float[] burst = SyntheticSound.noise(0.2, rate, 31 + event);
        double pan = i == event ? 1 : 0.4;
        for (int t = 0; t < burst.length; t++) {
          scene[i][(1 + 2 * event) * rate + t] +=
              (float) (pan * burst[t] * Math.exp(-9.0 * t / rate));
        }
      }
    }
    return new Waveform(scene, rate);
  }

  @Test
  void sparseStereoIsFoundInMonoAndInEitherChannel() {
    Waveform sound = sparse(0.001); // -60 dBFS
    Waveform marked = Watermark.embed(sound, PUBLIC, ID, 4.4);
    float[][] channels = marked.samples();
    float[] mono = SyntheticSound.sum(channels[0], channels[1]);
    assertFound(detect(marked));
    assertFound(detect(Waveform.mono(mono, 48_000)));
    assertFound(detect(Waveform.mono(channels[0], 48_000)));
    assertFound(detect(Waveform.mono(channels[1], 48_000)));
    assertFalse(detect(sound).marked(), "unmarked");
    assertFalse(detect(Waveform.mono(mono, 48_000), PRIVATE).marked(), "another key");
    assertTrue(Audibility.noiseToMask(sound, marked) < 0);
  }

  @Test
  void itsMakerLooksOnlyForWhatWasNotStretched() {
    Waveform marked = marked(sound(24_000, 1, 10));
    Waveform asFilms = new Waveform(marked.samples(), 25_000); // 24 pictures a second as 25
    assertFound(Watermark.detect(SoundStream.of(marked), PUBLIC, Search.UNSTRETCHED));
    assertTrue(detect(asFilms).marked());
    assertFalse(Watermark.detect(SoundStream.of(asFilms), PUBLIC, Search.UNSTRETCHED).marked());
  }

  /** Channels are filtered side by side: none may depend on the other's turn. */
  @Test
  void aMarkIsTheSameEachTime() {
    Waveform sound = sound(48_000, 2, 6);
    Waveform first = marked(sound);
    for (int i = 0; i < 3; i++) {
      Waveform again = marked(sound);
      assertArrayEquals(first.samples()[0], again.samples()[0]);
      assertArrayEquals(first.samples()[1], again.samples()[1]);
    }
  }
}
