package rumorista.train;

import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.look.SceneHead;
import rumorista.tensor.TensorData;

/** Cross-entropy between what a second of film shows and what the scene head takes it for. */
final class SceneTask implements Trainer.Task {
  private static final float SMOOTHING = 0.05f; // share of the label spread over all scenes

  private final SceneNetwork network;
  private final float[][] features; // standardised
  private final int[] scenes;
  private final TrainingOptions options;

  SceneTask(SceneNetwork network, float[][] features, int[] scenes, TrainingOptions options) {
    this.network = network;
    this.features = features;
    this.scenes = scenes;
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
    int width = features[0].length;
    int kinds = SceneHead.SCENES.size();
    float[] input = new float[size * width];
    float[] wanted = new float[size * kinds];
    java.util.Arrays.fill(wanted, SMOOTHING / kinds);
    for (int i = 0; i < size; i++) {
      int chosen = choice(numbers[i]);
      System.arraycopy(features[chosen], 0, input, i * width, width);
      wanted[i * kinds + scenes[chosen]] += 1 - SMOOTHING;
    }
    Tensor scores = network.scores(TensorData.of(input, size, width)); // [batch, scene]
    Tensor sure = torch.log_softmax(scores, -1);
    return sure.mul(TensorData.of(wanted, size, kinds)).sum(-1).neg().mean();
  }

  private int choice(long number) {
    long mixed = new java.util.SplittableRandom(options.seed() * 31 + number).nextLong();
    return (int) Long.remainderUnsigned(mixed, features.length);
  }
}
