package rumorista.train;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.eye.EyeInput;
import rumorista.model.eye.EyeNetwork;
import rumorista.model.eye.EyeSpec;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;

/**
 * How far what the eye sees is from what sounds: cross-entropy of the onsets, distance of the
 * loudness, and what its curve lacks of following the sound's.
 */
final class EyeTask implements Trainer.Task {
  private static final double RARE = 4; // an onset weighs so much more than an instant without
  private static final double LEVEL = 2;
  private static final double SHAPE = 0.25;
  private static final double FLAT = 0.05; // spread of a level without shape

  private final EyeSpec spec;
  private final EyeNetwork network;
  private final BiFunction<Long, Long, EyeExample> examples;
  private final TrainingOptions options;

  /**
   * @param examples by seed and number
   */
  EyeTask(
      EyeSpec spec,
      EyeNetwork network,
      BiFunction<Long, Long, EyeExample> examples,
      TrainingOptions options) {
    this.spec = spec;
    this.network = network;
    this.examples = examples;
    this.options = options;
  }

  @Override
  public Module module() {
    return network;
  }

  /** All matrices between what comes in and what goes out. */
  @Override
  public Set<String> orthogonal() {
    Set<String> names = new HashSet<>();
    StateDict.of(network)
        .forEach((name, weight) -> {
          if (weight.dim() > 1 && !name.startsWith("squares.") && !name.startsWith("out.")) {
            names.add(name);
          }
        });
    return names;
  }

  @Override
  public Tensor loss(long step, int part, int parts) {
    long[] numbers = options.examples(step, part, parts);
    int size = numbers.length;
    int instants = spec.windowFrames() * EyeSpec.INSTANTS_PER_FRAME;
    float[][] targets = new float[3][size * instants];
    TensorVector seen = new TensorVector();
    for (int i = 0; i < size; i++) {
      EyeExample example = examples.apply(options.seed(), numbers[i]);
      System.arraycopy(example.level(), 0, targets[0], i * instants, instants);
      System.arraycopy(example.onset(), 0, targets[1], i * instants, instants);
      System.arraycopy(example.shown(), 0, targets[2], i * instants, instants);
      // One by one: tensors of several films are so large that the system clears them every time.
      seen.push_back(network.forward(EyeInput.of(example.pictures(), spec)));
    }
    Tensor told = torch.cat(seen); // [batch, instant, 2]
    Tensor level = TensorData.of(targets[0], size, instants);
    Tensor onset = TensorData.of(targets[1], size, instants);
    Tensor shown = TensorData.of(targets[2], size, instants);
    return onsets(told.select(2, 1), onset, shown).add(loudness(told.select(2, 0), level, shown));
  }

  /** Binary cross-entropy with logits, onsets weighing more. */
  private static Tensor onsets(Tensor logit, Tensor onset, Tensor shown) {
    Tensor entropy =
        torch.relu(logit).sub(logit.mul(onset)).add(torch.log1p(logit.abs().neg().exp()));
    Tensor weight = onset.mul(new Scalar(RARE)).add(new Scalar(1.0)).mul(shown);
    return entropy.mul(weight).mean();
  }

  private static Tensor loudness(Tensor told, Tensor level, Tensor shown) {
    Tensor distance = torch.mul(told.sub(level).abs(), shown).mean().mul(new Scalar(LEVEL));
    Tensor a = centred(told);
    Tensor b = centred(level);
    Tensor r = a.mul(b).mean(1).div(spread(a).mul(spread(b))); // [batch]
    // A level that hardly changes has no shape to follow.
    Tensor shaped = spread(b).sub(new Scalar(FLAT)).clamp_min(new Scalar(0.0));
    Tensor share = shaped.div(shaped.add(new Scalar(FLAT)));
    Tensor lacking = r.neg().add(new Scalar(1.0)).mul(share).mean();
    return distance.add(lacking.mul(new Scalar(SHAPE)));
  }

  private static Tensor centred(Tensor curve) {
    return curve.sub(curve.mean(new long[] {1}, true, new ScalarTypeOptional()));
  }

  private static Tensor spread(Tensor centred) {
    return centred.square().mean(1).add(new Scalar(1e-4)).sqrt();
  }
}
