package rumorista.model.eye;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.nn.Convolution;
import rumorista.nn.RotaryEmbedding;
import rumorista.nn.TimeConvolution;

/**
 * Grey pictures to loudness and onsets. Strided layers see what moves where: the picture itself and
 * its differences to the pictures before and after. At each of the few places that are left,
 * convolutions over time see how the motion starts and stops within half a second. Then the places
 * are pooled, those that matter in this film more than others, and blocks over time decide.
 */
public final class EyeNetwork extends Module {
  /** What the network tells of an instant: loudness, and the logit of an onset. */
  public static final int OUTPUTS = 2;

  private static final double FIRST_GAIN = 4;
  private static final double GAIN = 2;
  private static final double HARDLY = 0.1; // spread of what hardly changes
  private static final double STILL = 1e-8; // variance: where nothing changes there is a slope too

  private final EyeSpec spec;
  private final LinearImpl squares;
  private final List<Convolution> places = new ArrayList<>();
  private final TimeConvolution motion;
  private final TimeConvolution course;
  private final Gaze gaze;
  private final LinearImpl pooled;
  private final List<EyeBlock> blocks = new ArrayList<>();
  private final LinearImpl out;

  public EyeNetwork(EyeSpec spec) {
    super("EyeNetwork");
    this.spec = spec;
    int channels = spec.channels();
    this.squares = register_module("squares", new LinearImpl(EyeInput.VALUES, 2L * channels));
    places.add(register_module("place0", new Convolution(2 * channels, 2 * channels, 3, 3, 2, 2)));
    places.add(register_module("place1", new Convolution(2 * channels, 4 * channels, 3, 3, 2, 2)));
    this.motion = register_module("motion", new TimeConvolution(4 * channels, 4 * channels, 5, 1));
    this.course = register_module("course", new TimeConvolution(4 * channels, 4 * channels, 5, 2));
    this.gaze = register_module("gaze", new Gaze(4 * channels));
    this.pooled = register_module("pooled", new LinearImpl(24L * channels, spec.width()));
    for (int i = 0; i < spec.depth(); i++) {
      blocks.add(
          register_module("block" + i, new EyeBlock(spec.width(), spec.heads(), 1 << (i % 3))));
    }
    this.out =
        register_module(
            "out", new LinearImpl(spec.width(), (long) EyeSpec.INSTANTS_PER_FRAME * OUTPUTS));
    try (NoGradGuard noGrad = new NoGradGuard()) {
      // Most differences are small: without this, nothing of them would be left after four layers.
      squares.weight().mul_(new Scalar(FIRST_GAIN));
      places.forEach(place -> place.weight().mul_(new Scalar(GAIN)));
      motion.weight().mul_(new Scalar(GAIN));
    }
  }

  /**
   * Looks at films.
   *
   * @param input {@code [batch, frame, square, 64]} as {@link EyeInput} makes it
   * @return {@code [batch, instant, 2]}: loudness, 1 at the loudest and 0 at silence, and the logit
   *     of an onset
   */
  public Tensor forward(Tensor input) {
    long batch = input.size(0);
    long frames = input.size(1);
    long across = spec.columns() / EyeInput.SQUARE;
    Tensor seen = torch.relu(squares.forward(input)); // [batch, frame, square, channel]
    seen =
        seen.view(batch * frames, -1, across, 2L * spec.channels())
            .permute(0, 3, 1, 2); // [batch * frame, channel, row, column]
    for (Convolution place : places) {
      seen = torch.relu(place.forward(seen));
    }
    Tensor series =
        seen.flatten(2, 3)
            .reshape(batch, frames, seen.size(1), -1)
            .permute(0, 2, 3, 1); // [batch, channel, place, frame]
    Tensor moved = torch.relu(motion.forward(series)); // [batch, channel, place, frame]
    moved = torch.relu(moved.add(course.forward(moved)));
    Tensor mean = torch.mean(moved, 2);
    Tensor most = torch.amax(moved, new long[] {2}, false);
    Tensor all = torch.cat(new TensorVector(mean, most, gaze.forward(moved)), 1).transpose(1, 2);
    Tensor tokens = // [batch, frame, width]
        pooled.forward(torch.cat(new TensorVector(all, relative(all)), 2));
    RotaryEmbedding rotary =
        RotaryEmbedding.of(0, (int) frames, spec.width() / spec.heads(), tokens);
    for (EyeBlock block : blocks) {
      tokens = block.forward(tokens, rotary);
    }
    Tensor told = out.forward(torch.layer_norm(tokens, spec.width())); // [batch, frame, 4]
    return told.reshape(batch, frames * EyeSpec.INSTANTS_PER_FRAME, OUTPUTS);
  }

  /** How much more or less than usual in this film is seen at an instant. */
  private static Tensor relative(Tensor seen) {
    long[] time = {1};
    Tensor centred = seen.sub(seen.mean(time, true, new ScalarTypeOptional()));
    Tensor variance = centred.square().mean(time, true, new ScalarTypeOptional());
    Tensor spread = variance.add(new Scalar(STILL)).sqrt();
    return centred.div(spread.add(new Scalar(HARDLY)));
  }
}
