package rumorista.model.mmaudio;

import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import rumorista.Waveform;
import rumorista.model.LatentCodec;
import rumorista.model.ModelSpec;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * Between sound and latents: mel spectrograms, their autoencoder and a vocoder, each loaded when
 * its turn has come.
 */
final class MmAudioCodec implements LatentCodec {
  private final ModelSpec.MmAudio spec;
  private final MmAudioNetwork network;
  private final Path autoencoderWeights;
  private final Path vocoderWeights;
  private final MelConverter mel;

  /**
   * @param network that knows how latents are normalised
   */
  MmAudioCodec(
      ModelSpec.MmAudio spec,
      MmAudioNetwork network,
      Path autoencoderWeights,
      Path vocoderWeights) {
    this.spec = spec;
    this.network = network;
    this.autoencoderWeights = autoencoderWeights;
    this.vocoderWeights = vocoderWeights;
    this.mel = new MelConverter(spec.codec(), spec.sampleRate());
  }

  private MelAutoencoder autoencoder() {
    return MelAutoencoder.open(autoencoderWeights, spec.codec(), spec.flow().channels());
  }

  @Override
  public Tensor encode(Waveform sound) {
    int tokens = Math.ceilDiv(sound.length(), samplesPerToken());
    float[] samples = Arrays.copyOf(sound.samples()[0], tokens * samplesPerToken());
    try (TensorScope scope = new TensorScope();
        MelAutoencoder autoencoder = autoencoder()) {
      Tensor spectrogram = mel.forward(TensorData.of(samples, 1, samples.length));
      Tensor mean = autoencoder.encode(spectrogram).chunk(2, 1).get(0); // [1, channel, token]
      return scope.keep(network.normalise(mean.transpose(1, 2)));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The vocoder cannot be told what sounds already, but given the same latents before it comes
   * close: where the known samples end, what is left of the difference dies away.
   */
  @Override
  public float[] decode(Tensor latent, float[] known, long seed) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor spectrogram;
      try (MelAutoencoder autoencoder = autoencoder()) {
        spectrogram = autoencoder.decode(network.unnormalise(latent).transpose(1, 2));
      }
      try (BigVgan vocoder = BigVgan.open(vocoderWeights, spec.codec())) {
        return join(known, TensorData.floats(vocoder.forward(spectrogram.contiguous())));
      }
    }
  }

  /** Puts {@code known} in front; the difference at its end, mirrored, fades out behind it. */
  static float[] join(float[] known, float[] made) {
    int length = Math.min(known.length, made.length - known.length);
    float[] joined = made.clone();
    for (int i = 0; i < length; i++) {
      int mirror = known.length - 1 - i;
      double fade = 0.5 + 0.5 * Math.cos(Math.PI * (i + 1) / (length + 1));
      joined[known.length + i] += (float) (fade * (known[mirror] - made[mirror]));
    }
    System.arraycopy(known, 0, joined, 0, known.length);
    return joined;
  }

  @Override
  public int samplesPerToken() {
    return spec.codec().samplesPerToken();
  }
}
