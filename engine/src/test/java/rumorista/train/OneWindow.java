package rumorista.train;

import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.ModelSpec;
import rumorista.model.small.SmallConditions;
import rumorista.model.small.SmallNetwork;
import rumorista.tensor.TensorData;

/**
 * The loss of one example over and over, from half way through noise, without the help of its
 * draft.
 */
final class OneWindow {
  private OneWindow() {}

  static Tensor loss(SmallNetwork network, Example example, int batch, long seed) {
    ModelSpec.Small spec = network.spec();
    long tokens = spec.windowTokens();
    Tensor sound =
        TensorData.of(example.target(), 1, tokens, spec.patch())
            .expand(batch, tokens, spec.patch());
    Generator generator = torch.createCPUGenerator(seed);
    Tensor noise = torch.randn(sound.shape(), new GeneratorOptional(generator));
    Tensor mixed = torch.lerp(noise, sound, new Scalar(0.3));
    Tensor none = torch.zeros(batch, tokens, 1);
    SmallConditions conditions =
        new SmallConditions(
            TensorData.of(example.text(), 1, example.text().length)
                .expand(batch, example.text().length),
            torch.ones(batch, 1),
            TensorData.of(example.timeline(), 1, tokens, 2).expand(batch, tokens, 2),
            torch.ones(batch, tokens, 1),
            torch.zeros(batch, tokens, spec.patch()),
            none);
    Tensor time = torch.full(new long[] {batch}, new Scalar(0.3f)).to(torch.ScalarType.Float);
    return network.clean(mixed, time, conditions).sub(sound).square().mean();
  }
}
