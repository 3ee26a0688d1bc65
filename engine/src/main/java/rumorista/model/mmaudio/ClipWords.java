package rumorista.model.mmaudio;

import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.TowerDimensions;
import rumorista.nn.Norm;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/** CLIP's text tower: what each word means after those before it. */
final class ClipWords implements AutoCloseable {
  private final Weights weights;
  private final Tensor embedding;
  private final Tensor position;
  private final ClipTower tower;
  private final Norm last;

  ClipWords(Weights weights, TowerDimensions dimensions) {
    int width = dimensions.width();
    this.weights = weights;
    this.embedding = weights.take("token_embedding.weight", dimensions.patch(), width);
    this.position = weights.takeFloats("positional_embedding", dimensions.size(), width);
    this.tower = new ClipTower(weights, "transformer", dimensions);
    this.last = Norm.of(weights, "ln_final", width, ClipTower.LEAST);
    weights.finish();
  }

  /** Maps the weights. */
  static ClipWords open(Path file, TowerDimensions dimensions) {
    Weights weights = Weights.open(file);
    try {
      return new ClipWords(weights, dimensions);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  /**
   * What the words of a text mean, each of length one.
   *
   * @param tokens of the vocabulary, as many as the tower takes
   * @return {@code [1, word, width]}, made in the caller's scope
   */
  Tensor forward(int[] tokens) {
    try (TensorScope scope = new TensorScope()) {
      Tensor words = embedding.index_select(0, torch.tensor(tokens));
      Tensor placed = words.to(torch.ScalarType.Float).add(position).unsqueeze(0);
      return scope.keep(ClipTower.normalise(last.forward(tower.forward(placed, true))));
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
