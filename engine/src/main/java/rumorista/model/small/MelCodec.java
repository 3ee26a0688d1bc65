package rumorista.model.small;

import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import rumorista.Waveform;
import rumorista.model.LatentCodec;
import rumorista.model.ModelSpec;
import rumorista.signal.GriffinLim;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;

/**
 * The small model's latent is its log-mel spectrogram, a few frames a token; the vocoder or
 * Griffin-Lim finds the phases.
 */
public final class MelCodec implements LatentCodec {
  private static final int ITERATIONS = 32;
  private static final float MOMENTUM = 0.99f;

  private final ModelSpec.Small spec;
  private final MelSpectrogram mel;
  private final Inverter inverter;

  /** From mel levels to samples, the first of which may be known. */
  private interface Inverter {
    float[] invert(float[][] levels, float[] known, long seed);
  }

  /**
   * @param weights of the vocoder, if the spec has one
   */
  public MelCodec(ModelSpec.Small spec, Path weights) {
    this.spec = spec;
    this.mel = new MelSpectrogram(spec.sampleRate(), spec.fftSize(), spec.hop(), spec.bands());
    if (spec.vocoder() == null) {
      this.inverter = new GriffinLim(mel, ITERATIONS, MOMENTUM)::invert;
    } else {
      Vocoder vocoder = new Vocoder(spec.vocoder(), mel);
      StateDict.load(weights, vocoder);
      this.inverter = vocoder::decode;
    }
  }

  public MelSpectrogram mel() {
    return mel;
  }

  @Override
  public Tensor encode(Waveform sound) {
    float[][] levels = mel.of(sound.samples()[0]);
    int tokens = Math.ceilDiv(levels.length, spec.framesPerToken());
    float[] values = new float[tokens * spec.patch()];
    Arrays.fill(values, Patches.silence());
    Patches.normalise(levels, values, 0);
    return TensorData.of(values, 1, tokens, spec.patch());
  }

  @Override
  public float[] decode(Tensor latent, float[] known, long seed) {
    return inverter.invert(Patches.levels(TensorData.floats(latent), spec.bands()), known, seed);
  }

  @Override
  public int samplesPerToken() {
    return spec.hop() * spec.framesPerToken();
  }
}
