package rumorista.model.mmaudio;

import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.TowerDimensions;
import rumorista.nn.Dense;
import rumorista.nn.Norm;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/** CLIP's picture tower: what there is to be seen. */
final class ClipPictures implements AutoCloseable {
  private final Weights weights;
  private final int patch;
  private final Dense patches;
  private final Tensor whole;
  private final Tensor position;
  private final Norm before;
  private final ClipTower tower;
  private final Norm after;
  private final Dense out;

  /**
   * @param values that a picture becomes
   */
  ClipPictures(Weights weights, TowerDimensions dimensions, int values) {
    int width = dimensions.width();
    int grid = dimensions.size() / dimensions.patch();
    this.weights = weights;
    this.patch = dimensions.patch();
    Tensor kernel = weights.take("visual.conv1.weight", width, 3, patch, patch);
    this.patches = new Dense(weights.own(kernel.view(width, 3L * patch * patch)), null);
    this.whole = weights.takeFloats("visual.class_embedding", width);
    this.position =
        weights.takeFloats("visual.positional_embedding", (long) grid * grid + 1, width);
    this.before = Norm.of(weights, "visual.ln_pre", width, ClipTower.LEAST);
    this.tower = new ClipTower(weights, "visual.transformer", dimensions);
    this.after = Norm.of(weights, "visual.ln_post", width, ClipTower.LEAST);
    Tensor projection = weights.take("visual.proj", width, values);
    this.out = new Dense(weights.own(projection.t()), null);
    weights.finish();
  }

  /** Maps the weights. */
  static ClipPictures open(Path file, TowerDimensions dimensions, int values) {
    Weights weights = Weights.open(file);
    try {
      return new ClipPictures(weights, dimensions, values);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  /**
   * What is to be seen, of length one.
   *
   * @param pictures {@code [batch, 3, side, side]}, normalised; pixels beyond the last whole patch
   *     are not looked at
   * @return {@code [batch, value]}, made in the caller's scope
   */
  Tensor forward(Tensor pictures) {
    try (TensorScope scope = new TensorScope()) {
      long batch = pictures.size(0);
      long grid = pictures.size(2) / patch;
      Tensor cut =
          pictures
              .narrow(2, 0, grid * patch)
              .narrow(3, 0, grid * patch)
              .reshape(batch, 3, grid, patch, grid, patch)
              .permute(0, 2, 4, 1, 3, 5)
              .reshape(batch, grid * grid, 3L * patch * patch);
      Tensor tokens =
          torch
              .cat(new TensorVector(whole.expand(batch, 1, -1), patches.forward(cut)), 1)
              .add_(position);
      Tensor seen = tower.forward(before.forward(tokens), false).select(1, 0);
      return scope.keep(ClipTower.normalise(out.forward(after.forward(seen))));
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
