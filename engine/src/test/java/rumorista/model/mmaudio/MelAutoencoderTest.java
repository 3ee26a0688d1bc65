package rumorista.model.mmaudio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rumorista.tensor.TensorScope;

class MelAutoencoderTest {
  private static final double TOLERANCE = 5e-5;

  @ParameterizedTest(name = "{0} kHz")
  @ValueSource(ints = {16, 44})
  void spectrogramsAndLatentsAreThoseOfThePublishedCode(int kilohertz) throws IOException {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard();
        MelAutoencoder autoencoder = Tiny.autoencoder(kilohertz);
        Golden golden = new Golden("vae_tiny_%dk".formatted(kilohertz), TOLERANCE)) {
      assertAll(golden, autoencoder, golden.tensor("in/mel"), golden.tensor("in/z"));
    }
  }

  static void assertAll(Golden golden, MelAutoencoder autoencoder, Tensor mel, Tensor latent) {
    TensorVector found = autoencoder.encode(mel).chunk(2, 1);
    golden.assertNear("out/encode/mean", found.get(0));
    golden.assertNear("out/encode/logvar", found.get(1));
    golden.assertNear(
        "out/encode_unnormalized_input/mean", autoencoder.encodeNormalised(mel).chunk(2, 1).get(0));
    golden.assertNear("out/decode", autoencoder.decode(latent));
    golden.assertNear("out/decode_no_unnormalize", autoencoder.decodeNormalised(latent));
    golden.assertNear("out/roundtrip_mode", autoencoder.decode(found.get(0)));
    assertTrue(golden.worst() > 0, "something was compared");
  }
}
