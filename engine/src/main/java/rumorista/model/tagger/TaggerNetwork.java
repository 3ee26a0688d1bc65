package rumorista.model.tagger;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.GroupNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.nn.Convolution;

/**
 * A convolutional network over log-mel levels: five strided convolutions, then mean and maximum
 * over time, so that neither the number of events nor their onsets matter.
 */
public final class TaggerNetwork extends Module {
  private static final int[] CHANNELS = {1, 24, 48, 96, 160, 256};
  private static final int[] BAND_STEP = {2, 2, 2, 2, 1};
  private static final int LAST_BANDS = TaggerInput.BANDS / 16;
  private static final int GROUPS = 8;
  private static final double SCALE = 1.0 / 16; // of features: a step must not move scores far

  private final List<Convolution> convolutions = new ArrayList<>();
  private final List<GroupNormImpl> norms = new ArrayList<>();
  private final LinearImpl out;

  /**
   * @param kinds of sounds to tell apart
   */
  public TaggerNetwork(int kinds) {
    super("TaggerNetwork");
    for (int i = 0; i < BAND_STEP.length; i++) {
      Convolution convolution =
          new Convolution(CHANNELS[i], CHANNELS[i + 1], 3, 3, 2, BAND_STEP[i]);
      convolutions.add(register_module("convolution" + i, convolution));
      norms.add(register_module("norm" + i, new GroupNormImpl(GROUPS, CHANNELS[i + 1])));
    }
    int features = 2 * CHANNELS[CHANNELS.length - 1] * LAST_BANDS;
    this.out = register_module("out", new LinearImpl(features, kinds));
  }

  /**
   * The embedding of a window.
   *
   * @param levels {@code [batch, frame, band]}
   * @return {@code [batch, 2048]}
   */
  public Tensor features(Tensor levels) {
    Tensor hidden = levels.unsqueeze(1); // [batch, channel, frame, band]
    for (int i = 0; i < convolutions.size(); i++) {
      hidden = torch.relu(norms.get(i).forward(convolutions.get(i).forward(hidden)));
    }
    Tensor mean = torch.mean(hidden, 2); // [batch, channel, band]
    Tensor most = torch.amax(hidden, new long[] {2}, false);
    return torch.cat(new TensorVector(mean, most), 1).flatten(1, 2).mul(new Scalar(SCALE));
  }

  /** The scores of each kind, {@code [batch, kind]}, before the softmax. */
  public Tensor scores(Tensor features) {
    return out.forward(features);
  }
}
