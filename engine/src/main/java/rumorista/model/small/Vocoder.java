package rumorista.model.small;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.VocoderSpec;
import rumorista.nn.Convolution;
import rumorista.nn.GridBlock;
import rumorista.nn.Parameter;
import rumorista.signal.GriffinLim;
import rumorista.signal.MelSpectrogram;
import rumorista.signal.PhaseField;
import rumorista.signal.PhaseSweep;
import rumorista.signal.Spectrum;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * From a mel spectrogram to sound: a network reads off the magnitudes how phases turn from frame to
 * frame and from bin to bin and how sure that is, and corrects the magnitudes; the phases follow,
 * and a few turns of Griffin-Lim make them consistent. A network that knows nothing leaves plain
 * Griffin-Lim.
 */
public final class Vocoder extends Module {
  /** Numbers for each bin: a turn along time, a turn along frequency, and a level in 10 dB. */
  public static final int OUTPUTS = 5;

  private static final int SURROUNDINGS_FRAMES = 9;
  private static final int SURROUNDINGS_BINS = 33;
  private static final double CONTRAST_DECIBELS = 8;
  private static final double LEVEL_DECIBELS = 30;
  private static final double MIDDLE_LEVEL = -60; // dB

  private final VocoderSpec spec;
  private final MelSpectrogram mel;
  private final GriffinLim griffinLim;
  private final Convolution in;
  private final Tensor place;
  private final List<GridBlock> blocks = new ArrayList<>();
  private final Convolution out;

  public Vocoder(VocoderSpec spec, MelSpectrogram mel) {
    super("Vocoder");
    if ((mel.bins() - 1) % spec.patch() != 0) {
      throw new IllegalArgumentException(
          "%d bins do not divide into patches of %d".formatted(mel.bins() - 1, spec.patch()));
    }
    this.spec = spec;
    this.mel = mel;
    this.griffinLim = new GriffinLim(mel, spec.turns(), spec.momentum());
    int patches = (mel.bins() - 1) / spec.patch();
    this.in =
        register_module("in", new Convolution(2, spec.width(), 3, 3 * spec.patch(), spec.patch()));
    this.place = Parameter.register(this, "place", torch.zeros(1, spec.width(), 1, patches));
    ModuleListImpl list = register_module("blocks", new ModuleListImpl());
    for (int i = 0; i < spec.depth(); i++) {
      GridBlock block = new GridBlock(spec.width());
      list.push_back(block);
      blocks.add(block);
    }
    this.out =
        register_module("out", new Convolution(spec.width(), OUTPUTS * spec.patch(), 1, 1, 1));
    try (NoGradGuard noGrad = new NoGradGuard()) {
      out.weight().zero_();
    }
  }

  /**
   * @param levels {@code [batch, frame, bin]} in dB, all bins but the last
   * @return {@code [batch, OUTPUTS, frame, bin]}
   */
  public Tensor forward(Tensor levels) {
    long batch = levels.size(0);
    long frames = levels.size(1);
    long bins = levels.size(2);
    Tensor grid = levels.unsqueeze(1); // [batch, 1, frame, bin]
    Tensor surroundings =
        torch.avg_pool2d(
            grid,
            new long[] {SURROUNDINGS_FRAMES, SURROUNDINGS_BINS},
            new long[] {1, 1},
            new long[] {SURROUNDINGS_FRAMES / 2, SURROUNDINGS_BINS / 2},
            false,
            false,
            new LongOptional());
    Tensor contrast = grid.sub(surroundings).mul(new Scalar(1 / CONTRAST_DECIBELS));
    Tensor level = grid.sub(new Scalar(MIDDLE_LEVEL)).mul(new Scalar(1 / LEVEL_DECIBELS));
    Tensor hidden =
        in.forward(torch.cat(new TensorVector(contrast, level), 1)).add(place); // [b, w, t, patch]
    for (GridBlock block : blocks) {
      hidden = block.forward(hidden);
    }
    return out.forward(hidden)
        .view(batch, OUTPUTS, spec.patch(), frames, bins / spec.patch())
        .permute(0, 1, 3, 4, 2)
        .reshape(batch, OUTPUTS, frames, bins);
  }

  /**
   * A waveform of {@code levels.length * hop} samples.
   *
   * @param levels {@code [frames][bands]} in dB
   * @param known the first samples of the result, which are kept; empty if none are known
   * @param seed of the phases of which the network knows nothing
   */
  public float[] decode(float[][] levels, float[] known, long seed) {
    if (levels.length == 0) {
      return new float[0];
    }
    float[][] magnitude = griffinLim.magnitudes(levels);
    PhaseField field = PhaseField.unknown(levels.length, mel.bins());
    magnitude = read(magnitude, levels, field);
    Spectrum start = new PhaseSweep(mel).integrate(field, magnitude, known, seed);
    return griffinLim.refine(magnitude, start, known);
  }

  /** Fills the field and returns the corrected magnitudes. */
  private float[][] read(float[][] magnitude, float[][] levels, PhaseField field) {
    int frames = magnitude.length;
    int bins = mel.bins() - 1;
    float[] values = new float[frames * bins];
    for (int t = 0; t < frames; t++) {
      mel.decibels(magnitude[t], values, t * bins);
    }
    float[] read;
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      read = TensorData.floats(forward(TensorData.of(values, 1, frames, bins)));
    }
    float[][] gain = new float[frames][bins + 1];
    int plane = frames * bins;
    for (int t = 0; t < frames; t++) {
      for (int k = 0; k < bins; k++) {
        int at = t * bins + k;
        field.alongTime()[t][2 * k] = read[at];
        field.alongTime()[t][2 * k + 1] = read[at + plane];
        field.alongFrequency()[t][2 * k] = read[at + 2 * plane];
        field.alongFrequency()[t][2 * k + 1] = read[at + 3 * plane];
        gain[t][k] = 10 * read[at + 4 * plane];
      }
    }
    return griffinLim.correct(magnitude, gain, levels);
  }
}
