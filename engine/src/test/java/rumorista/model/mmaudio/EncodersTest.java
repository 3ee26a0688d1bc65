package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import rumorista.tensor.TensorScope;

class EncodersTest {
  @Test
  void clipSeesWhatThePublishedCodeSees() throws IOException {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        ClipPictures clip = Tiny.clipPictures();
        Golden golden = new Golden("clip_tiny", 1e-5)) {
      Tensor pictures = golden.tensor("in/frames_normalized").view(6, 3, 48, 48);
      golden.assertNear("out/image_features", clip.forward(pictures).view(2, 3, 24));
      assertTrue(golden.worst() > 0, "something was compared");
    }
  }

  @Test
  void clipReadsWhatThePublishedCodeReads() throws IOException {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        ClipWords clip = Tiny.clipWords();
        Golden golden = new Golden("clip_tiny", 1e-5)) {
      float[] ids = golden.stored("in/tokens").floats();
      Tensor[] texts = new Tensor[3];
      for (int i = 0; i < 3; i++) {
        int[] tokens = new int[16];
        Arrays.setAll(tokens, word(ids, i * 16));
        texts[i] = clip.forward(tokens);
      }
      golden.assertNear("out/text_features", torch.cat(new TensorVector(texts), 0));
    }
  }

  private static java.util.function.IntUnaryOperator word(float[] ids, int from) {
    return i -> (int) ids[from + i];
  }

  @Test
  void synchformerSeesWhatThePublishedCodeSees() throws IOException {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        Synchformer synchformer = Tiny.synchformer();
        Golden golden = new Golden("synchformer_tiny", 5e-5)) {
      Tensor pictures =
          golden
              .tensor("in/frames_u8")
              .mul(new Scalar(1 / 255.0))
              .sub(new Scalar(0.5))
              .div(new Scalar(0.5)); // [2, 27, 3, 48, 48]
      Tensor[] films = new Tensor[2];
      for (int film = 0; film < 2; film++) {
        Tensor frames = pictures.select(0, film);
        films[film] =
            torch.cat(
                new TensorVector(
                    synchformer.forward(frames.narrow(0, 0, 16)),
                    synchformer.forward(frames.narrow(0, 8, 16))),
                0);
      }
      golden.assertNear("out/sync_features", torch.stack(new TensorVector(films), 0));
      assertTrue(golden.worst() > 0, "something was compared");
    }
  }

  @Test
  void noiseOfASeedIsThatOfThePublishedCode() {
    try (TensorScope scope = new TensorScope();
        Golden golden = new Golden("randn_cpu", 0)) {
      for (String name : new String[] {"seed42_1x250x20", "seed42_1x345x40", "seed1_1x13"}) {
        long seed = name.startsWith("seed42") ? 42 : 1;
        Tensor noise =
            torch.randn(
                golden.stored(name).shape(),
                new org.bytedeco.pytorch.GeneratorOptional(torch.createCPUGenerator(seed)));
        assertArrayEquals(
            golden.stored(name).floats(), rumorista.tensor.TensorData.floats(noise), name);
      }
    }
  }
}
