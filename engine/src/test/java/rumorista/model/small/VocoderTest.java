package rumorista.model.small;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.NativeObjects;
import rumorista.model.VocoderSpec;
import rumorista.signal.GriffinLim;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorScope;

class VocoderTest {
  private static final VocoderSpec SPEC = new VocoderSpec(8, 2, 8, 4, 0.5f);
  private static final MelSpectrogram MEL = MelSpectrogram.standard();
  private static final float[] NONE = {};

  @ParameterizedTest(name = "{0} frames")
  @ValueSource(ints = {1, 2, 30})
  void everyBinGetsItsNumbers(int frames) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor read = awake(1).forward(torch.full(new long[] {2, frames, 512}, new Scalar(-40.0)));
      assertArrayEquals(new long[] {2, Vocoder.OUTPUTS, frames, 512}, read.shape());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void beforeTrainingItIsGriffinLim(long seed) {
    try (TensorScope scope = new TensorScope()) {
      float[][] levels = MEL.of(sound(seed));
      float[] known = Arrays.copyOf(sound(seed), 300);
      assertArrayEquals(
          new GriffinLim(MEL, SPEC.turns(), SPEC.momentum()).invert(levels, known, seed),
          new Vocoder(SPEC, MEL).decode(levels, known, seed));
    }
  }

  @Test
  void aTrainedOneIsNot() {
    try (TensorScope scope = new TensorScope()) {
      float[][] levels = MEL.of(sound(1));
      assertFalse(
          Arrays.equals(
              new GriffinLim(MEL, SPEC.turns(), SPEC.momentum()).invert(levels, NONE, 1),
              awake(1).decode(levels, NONE, 1)));
    }
  }

  @ParameterizedTest(name = "{0} known samples")
  @ValueSource(ints = {0, 1, 512, 4000, 30 * 256, 31 * 256})
  void knownSamplesAreKept(int count) {
    try (TensorScope scope = new TensorScope()) {
      float[] known = Arrays.copyOf(sound(2), count);
      float[] decoded = awake(1).decode(MEL.of(sound(1)), known, 1);
      assertEquals(30 * 256, decoded.length);
      int kept = Math.min(count, decoded.length);
      assertArrayEquals(Arrays.copyOf(known, kept), Arrays.copyOf(decoded, kept));
      for (float sample : decoded) {
        assertTrue(Float.isFinite(sample));
      }
    }
  }

  @Test
  void theSeedDecides() {
    try (TensorScope scope = new TensorScope()) {
      Vocoder vocoder = awake(1);
      float[][] levels = MEL.of(sound(1));
      float[] first = vocoder.decode(levels, NONE, 8);
      assertArrayEquals(first, vocoder.decode(levels, NONE, 8));
      assertFalse(Arrays.equals(first, vocoder.decode(levels, NONE, 9)));
    }
  }

  @Test
  void silenceStaysSilent() {
    try (TensorScope scope = new TensorScope()) {
      Vocoder vocoder = awake(1);
      assertEquals(0, vocoder.decode(new float[0][], NONE, 1).length);
      for (float sample : vocoder.decode(MEL.of(new float[2560]), NONE, 1)) {
        assertEquals(0, sample, 1e-6);
      }
    }
  }

  @Test
  void patchesMustDivideTheBins() {
    assertThrows(IllegalArgumentException.class, () -> new VocoderSpec(8, 2, 7, 4, 0));
    VocoderSpec twelve = new VocoderSpec(8, 2, 12, 4, 0);
    assertThrows(IllegalArgumentException.class, () -> new Vocoder(twelve, MEL));
  }

  @Test
  void decodingDoesNotLeak() {
    try (TensorScope scope = new TensorScope()) {
      Vocoder vocoder = awake(1);
      float[][] levels = MEL.of(sound(1));
      vocoder.decode(levels, NONE, 1);
      long before = NativeObjects.settled();
      for (int i = 0; i < 10; i++) {
        vocoder.decode(levels, NONE, 1);
      }
      NativeObjects.assertNoMoreThan(before);
    }
  }

  /** A vocoder none of whose weights is zero, unlike a fresh one. */
  private static Vocoder awake(long seed) {
    torch.manual_seed(seed);
    Vocoder vocoder = new Vocoder(SPEC, MEL);
    try (NoGradGuard noGrad = new NoGradGuard()) {
      StateDict.of(vocoder).values().forEach(w -> w.normal_(0, 0.1, new GeneratorOptional()));
    }
    return vocoder;
  }

  private static float[] sound(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] sound = new float[30 * 256];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (float) (0.2 * Math.sin(0.1 * i) + 0.01 * random.nextGaussian());
    }
    return sound;
  }
}
