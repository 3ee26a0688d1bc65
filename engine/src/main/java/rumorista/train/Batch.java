package rumorista.train;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import rumorista.model.ModelSpec;
import rumorista.model.small.SmallConditions;
import rumorista.tensor.TensorData;
import rumorista.text.SentenceEncoder;

/**
 * Examples as the network takes them, made in the caller's scope.
 *
 * @param sound {@code [batch, token, patch]}
 */
record Batch(Tensor sound, SmallConditions conditions) {
  static Batch of(List<Example> examples, ModelSpec.Small spec) {
    int size = examples.size();
    int tokens = spec.windowTokens();
    return new Batch(
        gather(examples, Example::target, size, tokens, spec.patch()),
        new SmallConditions(
            gather(examples, Example::text, size, SentenceEncoder.WIDTH),
            mask(examples, Example::textShown, size, 1),
            gather(examples, Example::timeline, size, tokens, 2),
            mask(examples, Example::timelineShown, size, 1, 1).expand(size, tokens, 1),
            gather(examples, Example::draft, size, tokens, spec.patch()),
            mask(examples, Example::draftShown, size, 1, 1).expand(size, tokens, 1)));
  }

  private static Tensor gather(
      List<Example> examples, Function<Example, float[]> part, long... shape) {
    int length = part.apply(examples.getFirst()).length;
    float[] all = new float[examples.size() * length];
    for (int i = 0; i < examples.size(); i++) {
      System.arraycopy(part.apply(examples.get(i)), 0, all, i * length, length);
    }
    return TensorData.of(all, shape);
  }

  private static Tensor mask(
      List<Example> examples, Function<Example, Float> shown, long... shape) {
    float[] all = new float[examples.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = shown.apply(examples.get(i));
    }
    return TensorData.of(all, shape);
  }
}
