package rumorista.train;

import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.measure.EverydaySound;
import rumorista.model.judge.JudgeInput;
import rumorista.model.judge.JudgeNetwork;
import rumorista.tensor.TensorData;

/** Cross-entropy between what is in a window and what the judge hears in it. */
final class JudgeTask implements Trainer.Task {
  private static final double FORGOTTEN = 0.3; // share of features that a step hides (dropout)

  private final JudgeNetwork network;
  private final JudgeExamples examples;
  private final TrainingOptions options;

  JudgeTask(JudgeNetwork network, JudgeExamples examples, TrainingOptions options) {
    this.network = network;
    this.examples = examples;
    this.options = options;
  }

  @Override
  public Module module() {
    return network;
  }

  @Override
  public Tensor loss(long step, int part, int parts) {
    long[] numbers = options.examples(step, part, parts);
    int size = numbers.length;
    int window = JudgeInput.INSTANTS * JudgeInput.BANDS;
    int count = EverydaySound.all().size();
    float[] levels = new float[size * window];
    float[] kinds = new float[size * count];
    for (int i = 0; i < size; i++) {
      JudgeExample example = examples.make(options.seed(), numbers[i]);
      System.arraycopy(example.levels(), 0, levels, i * window, window);
      System.arraycopy(example.kinds(), 0, kinds, i * count, count);
    }
    Tensor input = TensorData.of(levels, size, JudgeInput.INSTANTS, JudgeInput.BANDS);
    Tensor features = torch.dropout(network.features(input), FORGOTTEN, true);
    Tensor scores = torch.log_softmax(network.scores(features), -1); // [batch, kind]
    return scores.mul(TensorData.of(kinds, size, count)).sum(-1).neg().mean();
  }
}
