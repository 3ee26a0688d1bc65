package rumorista.model;

import org.bytedeco.pytorch.Tensor;
import rumorista.Waveform;

/** Hears and sounds: between waveforms and what the network works on. */
public interface LatentCodec {
  /**
   * The latent {@code [1, token, channel]} of a mono sound at the model's rate, in the caller's
   * scope.
   */
  Tensor encode(Waveform sound);

  /**
   * The sound of a latent, mono, {@code samplesPerToken} samples a token.
   *
   * @param latent {@code [1, token, channel]}
   * @param known samples at the start that sound already; the result begins with them or close to
   *     them
   * @param seed of whatever is left to chance
   */
  float[] decode(Tensor latent, float[] known, long seed);

  int samplesPerToken();
}
