package rumorista.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rumorista.NativeObjects;
import rumorista.RumoristaException;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.model.ModelSpec;
import rumorista.model.VocoderSpec;
import rumorista.model.small.Vocoder;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorScope;

class VocoderTrainingTest {
  private static final VocoderSpec TINY = new VocoderSpec(8, 1, 16, 2, 0.5f);
  private static final ModelSpec.Small MODEL =
      new ModelSpec.Small("tiny", "CC0-1.0", 32_000, 256, 64, 40, 2, 16, 2, 2, 2, 12, Map.of());
  private static final int LENGTH = 9000;

  @TempDir Path folder;
  private Path data;
  private Path cache;

  @BeforeEach
  void makeLibrary() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    cache = folder.resolve("cache/sounds.pcm");
    List<String> lines = new ArrayList<>(List.of("file\tclass\tcaption\tsource"));
    for (int i = 0; i < 4; i++) {
      writeWav(data.resolve(i + ".wav"), sound(i));
      lines.add("%d.wav\ttone\ta tone\tsource%d".formatted(i, i));
    }
    Files.write(data.resolve(Manifest.FILE_NAME), lines);
  }

  @Test
  void aFewStepsLowerTheLoss() throws IOException {
    train("a", 60, 5);
    List<Double> losses =
        Files.readAllLines(folder.resolve("a").resolve("curve.csv")).stream()
            .skip(1)
            .map(line -> Double.parseDouble(line.split(",", -1)[1]))
            .toList();
    assertTrue(losses.getFirst() < 2.3, "who knows nothing errs by one in each direction");
    assertTrue(losses.getLast() < 0.9 * losses.getFirst(), losses::toString);
  }

  @Test
  void aResumedRunGivesTheSameWeightsAsAnUnbrokenOne() throws IOException {
    assertEquals(12, train("unbroken", 12, 5));
    long runs = 1;
    while (train("broken", 12, 1e-4) < 12) {
      runs++;
    }
    assertTrue(runs > 1, "never broken off");
    assertEquals(
        -1,
        Files.mismatch(
            folder.resolve("unbroken").resolve(VocoderTraining.WEIGHTS),
            folder.resolve("broken").resolve(VocoderTraining.WEIGHTS)));
  }

  @Test
  void theWeightsFitTheVocoder() throws IOException {
    train("a", 3, 5);
    try (TensorScope scope = new TensorScope()) {
      StateDict.load(
          folder.resolve("a").resolve(VocoderTraining.WEIGHTS), new Vocoder(TINY, mel()));
    }
  }

  @Test
  void theCacheHoldsTheSounds() throws IOException {
    List<Recording> recordings = Manifest.read(data);
    for (int round = 0; round < 2; round++) { // made, then mapped
      try (SoundCache sounds = open(recordings)) {
        for (int i = 0; i < 4; i++) {
          assertEquals(LENGTH, sounds.length(i));
          float[] wanted = Arrays.copyOfRange(sound(i), LENGTH - 100, LENGTH + 20);
          float[] found = sounds.samples(i, LENGTH - 100, 120);
          for (int s = 0; s < wanted.length; s++) {
            assertEquals(wanted[s], found[s], 1e-4);
          }
        }
      }
    }
  }

  @Test
  void aCacheOfOtherRecordingsIsMadeAgainAndABrokenOneIsRefused() throws IOException {
    List<Recording> recordings = Manifest.read(data);
    open(recordings.subList(0, 2)).close();
    try (SoundCache sounds = open(recordings)) {
      assertEquals(LENGTH, sounds.length(3));
    }
    byte[] bytes = Files.readAllBytes(cache);
    Files.write(cache, Arrays.copyOf(bytes, bytes.length - 7));
    RumoristaException error = assertThrows(RumoristaException.class, () -> open(recordings));
    assertTrue(error.getMessage().contains("cut short"), error.getMessage());
  }

  @Test
  void learningDoesNotLeak() {
    List<Recording> recordings = Manifest.read(data);
    TrainingOptions options = options("leak", 100, 5);
    try (SoundCache sounds = open(recordings);
        TensorScope outer = new TensorScope()) {
      VocoderTask task =
          new VocoderTask(new Vocoder(TINY, mel()), mel(), sounds, List.of(0, 1, 2), options, 16);
      learn(task, 0);
      long before = NativeObjects.settled();
      for (int step = 1; step < 20; step++) {
        learn(task, step);
      }
      NativeObjects.assertNoMoreThan(before);
    }
  }

  private static void learn(VocoderTask task, long step) {
    try (TensorScope scope = new TensorScope()) {
      Tensor loss = task.loss(step, 0, 2);
      loss.backward();
      assertFalse(Float.isNaN(loss.item_float()));
    }
  }

  private SoundCache open(List<Recording> recordings) {
    return SoundCache.open(cache, recordings, 32_000, (stage, fraction) -> {});
  }

  private static MelSpectrogram mel() {
    return new MelSpectrogram(MODEL.sampleRate(), MODEL.fftSize(), MODEL.hop(), MODEL.bands());
  }

  private TrainingOptions options(String name, long steps, double minutes) {
    return new TrainingOptions(folder.resolve(name), minutes, steps, 4, 3e-2, 7);
  }

  /** Returns the steps done in all. */
  private long train(String name, long steps, double minutes) {
    return VocoderTraining.run(
        TINY, MODEL, data, cache, Set.of("source3"), options(name, steps, minutes), line -> {});
  }

  private static float[] sound(int i) {
    SplittableRandom random = new SplittableRandom(i);
    float[] sound = new float[LENGTH + 20];
    for (int s = 0; s < LENGTH; s++) {
      sound[s] =
          (float)
              (0.3 * Math.sin((0.05 + 0.1 * i) * s)
                  + 0.1 * Math.sin((0.7 + 0.13 * i) * s)
                  + 0.001 * random.nextGaussian());
    }
    return sound;
  }

  private static void writeWav(Path file, float[] sound) throws IOException {
    byte[] bytes = new byte[2 * LENGTH];
    for (int s = 0; s < LENGTH; s++) {
      int value = Math.round(32767 * sound[s]);
      bytes[2 * s] = (byte) value;
      bytes[2 * s + 1] = (byte) (value >> 8);
    }
    AudioFormat format = new AudioFormat(32_000, 16, 1, true, false);
    try (AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(bytes), format, LENGTH)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
  }
}
