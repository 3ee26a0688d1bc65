package rumorista.train;

import java.util.HashSet;
import java.util.Set;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.tagger.TaggerInput;
import rumorista.model.tagger.TaggerNetwork;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;

/** Cross-entropy between what is in a window and what the tagger hears in it. */
final class TaggerTask implements Trainer.Task {
  private static final double DROPOUT = 0.3;

  private final TaggerNetwork network;
  private final TaggerExamples examples;
  private final TrainingOptions options;

  TaggerTask(TaggerNetwork network, TaggerExamples examples, TrainingOptions options) {
    this.network = network;
    this.examples = examples;
    this.options = options;
  }

  @Override
  public Module module() {
    return network;
  }

  /** The kernels of all convolutions but the first. */
  @Override
  public Set<String> orthogonal() {
    Set<String> names = new HashSet<>();
    StateDict.of(network)
        .forEach((name, weight) -> {
          if (weight.dim() == 4 && weight.size(1) > 1) {
            names.add(name);
          }
        });
    return names;
  }

  @Override
  public Tensor loss(long step, int part, int parts) {
    long[] numbers = options.examples(step, part, parts);
    int size = numbers.length;
    int window = TaggerInput.FRAMES * TaggerInput.BANDS;
    int count = examples.kinds();
    float[] levels = new float[size * window];
    float[] kinds = new float[size * count];
    for (int i = 0; i < size; i++) {
      TaggerExample example = examples.make(options.seed(), numbers[i]);
      System.arraycopy(example.levels(), 0, levels, i * window, window);
      System.arraycopy(example.kinds(), 0, kinds, i * count, count);
    }
    Tensor input = TensorData.of(levels, size, TaggerInput.FRAMES, TaggerInput.BANDS);
    Tensor features = torch.dropout(network.features(input), DROPOUT, true);
    Tensor scores = torch.log_softmax(network.scores(features), -1); // [batch, kind]
    return scores.mul(TensorData.of(kinds, size, count)).sum(-1).neg().mean();
  }
}
