package rumorista.model.small;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import rumorista.Waveform;
import rumorista.model.LatentCodec;
import rumorista.model.ModelSpec;
import rumorista.signal.GriffinLim;
import rumorista.signal.MelSpectrogram;
import rumorista.tensor.TensorData;

/**
 * The small model's latent is its log-mel spectrogram, a few frames a token; phases are retrieved.
 */
public final class MelCodec implements LatentCodec {
  private static final int ITERATIONS = 32;
  private static final float MOMENTUM = 0.99f;

  private final ModelSpec.Small spec;
  private final MelSpectrogram mel;
  private final GriffinLim griffinLim;

  public MelCodec(ModelSpec.Small spec) {
    this.spec = spec;
    this.mel = new MelSpectrogram(spec.sampleRate(), spec.fftSize(), spec.hop(), spec.bands());
    this.griffinLim = new GriffinLim(mel, ITERATIONS, MOMENTUM);
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
    return griffinLim.invert(Patches.levels(TensorData.floats(latent), spec.bands()), known, seed);
  }

  @Override
  public int samplesPerToken() {
    return spec.hop() * spec.framesPerToken();
  }
}
