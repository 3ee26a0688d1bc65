package rumorista.model.judge;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.GroupNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A small convolutional network over log-mel levels: four strided convolutions, then mean and
 * maximum over time, so that neither the number of events nor their instants matter.
 */
public final class JudgeNetwork extends Module {
  private static final int[] CHANNELS = {1, 24, 48, 96, 128};
  private static final int[] FREQUENCY_STRIDE = {2, 2, 1, 2};
  private static final int GROUPS = 8;
  private static final int LAST_BANDS = 5;

  private final List<Conv2dImpl> convolutions = new ArrayList<>();
  private final List<GroupNormImpl> norms = new ArrayList<>();
  private final LinearImpl out;

  /**
   * @param kinds of sounds to tell apart
   */
  public JudgeNetwork(int kinds) {
    super("JudgeNetwork");
    for (int i = 0; i + 1 < CHANNELS.length; i++) {
      Conv2dOptions options =
          new Conv2dOptions(CHANNELS[i], CHANNELS[i + 1], new LongPointer(3L, 3L));
      options.stride().put(new long[] {2, FREQUENCY_STRIDE[i]});
      options.padding().put(new LongPointer(1L, 1L));
      convolutions.add(register_module("convolution" + i, new Conv2dImpl(options)));
      norms.add(register_module("norm" + i, new GroupNormImpl(GROUPS, CHANNELS[i + 1])));
    }
    int features = 2 * CHANNELS[CHANNELS.length - 1] * LAST_BANDS;
    this.out = register_module("out", new LinearImpl(features, kinds));
  }

  /**
   * What a window is made of.
   *
   * @param levels {@code [batch, instant, band]}
   * @return {@code [batch, 1280]}
   */
  public Tensor features(Tensor levels) {
    Tensor hidden = levels.unsqueeze(1); // [batch, channel, instant, band]
    for (int i = 0; i < convolutions.size(); i++) {
      hidden = torch.relu(norms.get(i).forward(convolutions.get(i).forward(hidden)));
    }
    Tensor mean = torch.mean(hidden, 2); // [batch, channel, band]
    Tensor most = torch.amax(hidden, new long[] {2}, false);
    return torch.cat(new TensorVector(mean, most), 1).flatten(1, 2);
  }

  /** The scores of each kind, {@code [batch, kind]}, before the softmax. */
  public Tensor scores(Tensor features) {
    return out.forward(features);
  }
}
