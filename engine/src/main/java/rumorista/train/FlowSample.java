package rumorista.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.GenerationOptions;
import rumorista.model.ModelSpec;
import rumorista.model.small.Patches;
import rumorista.model.small.SmallNetwork;
import rumorista.plot.Gallery;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * What a network makes of a few drafts, beside what it should have made. The examples are the same
 * at every step and none that is trained on; the noise has a generator of its own.
 */
final class FlowSample {
  private static final int EXAMPLES = 4;
  private static final double FIRST_TIME = 0.55; // as generation begins from a draft
  private static final long SEED = 1;

  private FlowSample() {}

  /** Draws target, draft and what the network makes of it, a row an example. */
  static void write(SmallNetwork network, ExampleMaker examples, Path png) {
    Gallery.write(
        IntStream.rangeClosed(1, EXAMPLES)
            .mapToObj(i -> row(network, examples.make(SEED, -i).allShown(), i))
            .toList(),
        png);
  }

  private static List<Gallery.Picture> row(SmallNetwork network, Example example, int number) {
    int bands = network.spec().bands();
    float[][] target = Patches.levels(example.target(), bands);
    float[][] draft = Patches.levels(example.draft(), bands);
    float[][] made = Patches.levels(imagine(network, example, number), bands);
    List<Gallery.Picture> row = new ArrayList<>();
    row.add(new Gallery.Picture("%d: target".formatted(number), target));
    row.add(new Gallery.Picture("draft" + away(draft, target), draft));
    row.add(new Gallery.Picture("network" + away(made, target), made));
    return row;
  }

  private static String away(float[][] levels, float[][] target) {
    double sum = 0;
    for (int t = 0; t < target.length; t++) {
      for (int b = 0; b < target[t].length; b++) {
        sum += Math.abs(levels[t][b] - target[t][b]);
      }
    }
    return String.format(
        Locale.ROOT, ", %.1f dB from it", sum / (target.length * target[0].length));
  }

  /** Euler's method from the noised draft, without guidance. */
  private static float[] imagine(SmallNetwork network, Example example, long seed) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      ModelSpec.Small spec = network.spec();
      Batch batch = Batch.of(List.of(example), spec);
      Generator generator = torch.createCPUGenerator(seed);
      Tensor noise = torch.randn(batch.sound().shape(), new GeneratorOptional(generator));
      Tensor latent = torch.lerp(noise, batch.conditions().draft(), new Scalar(FIRST_TIME));
      double stride = (1 - FIRST_TIME) / GenerationOptions.STEPS;
      for (int i = 0; i < GenerationOptions.STEPS; i++) {
        try (TensorScope turn = new TensorScope()) {
          Tensor velocity = network.velocity(latent, FIRST_TIME + i * stride, batch.conditions());
          latent.add_(velocity.mul(new Scalar(stride)));
        }
      }
      return TensorData.floats(latent);
    }
  }
}
