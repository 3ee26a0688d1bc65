package rumorista.model.mmaudio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.TowerDimensions;
import rumorista.nn.Dense;
import rumorista.nn.Norm;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/**
 * The picture tower of Synchformer (Iashin et al. 2024): when things happen. Sixteen pictures
 * become eight instants, through attention over time and over space in turn (Motionformer, Patrick
 * et al. 2021), and at last over the places of each instant.
 */
final class Synchformer implements AutoCloseable {
  /** Pictures that are seen together. */
  static final int SEGMENT = 16;

  /** Pictures from one segment to the next. */
  static final int STEP = 8;

  private static final int PICTURES = 2; // that make an instant
  private static final double LEAST = 1e-6;
  private static final String PREFIX = "vfeat_extractor.";

  private final Weights weights;
  private final int patch;
  private final Dense patches;
  private final Tensor whole;
  private final Tensor place;
  private final Tensor instant;
  private final List<Block> blocks = new ArrayList<>();
  private final Norm last;
  private final Gathering gathering;

  private record Block(
      Norm ofTime, DividedAttention time, Norm ofSpace, DividedAttention space, Perceptron rest) {
    Tensor forward(Tensor tokens, int instants) {
      try (TensorScope scope = new TensorScope()) {
        Tensor timed = tokens.add(time.forward(ofTime.forward(tokens), instants, true));
        Tensor spaced = timed.add(space.forward(ofSpace.forward(timed), instants, false));
        return scope.keep(spaced.add(rest.forward(spaced)));
      }
    }
  }

  private record Perceptron(Norm norm, Dense up, Dense down) {
    Tensor forward(Tensor tokens) {
      return down.forward(torch.gelu(up.forward(norm.forward(tokens))));
    }
  }

  /** Attends over the places of an instant; what one more token sees is the instant. */
  private record Gathering(Tensor token, Norm norm, PackedAttention attention, Perceptron rest) {
    Tensor forward(Tensor places) {
      Tensor tokens = torch.cat(new TensorVector(token.expand(places.size(0), -1, -1), places), 1);
      Tensor seen = tokens.add(attention.forward(norm.forward(tokens), false));
      Tensor first = seen.select(1, 0);
      return first.add(rest.forward(first));
    }
  }

  Synchformer(Weights weights, TowerDimensions dimensions) {
    int width = dimensions.width();
    int heads = dimensions.heads();
    long grid = dimensions.size() / dimensions.patch();
    this.weights = weights;
    this.patch = dimensions.patch();
    Tensor kernel =
        weights.take(PREFIX + "patch_embed_3d.proj.weight", width, 3, PICTURES, patch, patch);
    this.patches =
        new Dense(
            weights.own(kernel.view(width, 3L * PICTURES * patch * patch)),
            weights.takeFloats(PREFIX + "patch_embed_3d.proj.bias", width));
    this.whole = weights.takeFloats(PREFIX + "cls_token", 1, 1, width);
    this.place = weights.takeFloats(PREFIX + "pos_embed", 1, grid * grid + 1, width);
    this.instant = weights.takeFloats(PREFIX + "temp_embed", 1, SEGMENT / PICTURES, width);
    for (int i = 0; i < dimensions.depth(); i++) {
      String name = PREFIX + "blocks." + i;
      blocks.add(
          new Block(
              Norm.of(weights, name + ".norm3", width, LEAST),
              DividedAttention.of(weights, name + ".timeattn", width, heads),
              Norm.of(weights, name + ".norm1", width, LEAST),
              DividedAttention.of(weights, name + ".attn", width, heads),
              perceptron(name + ".norm2", name + ".mlp.fc1", name + ".mlp.fc2", width)));
    }
    this.last = Norm.of(weights, PREFIX + "norm", width, LEAST);
    String name = PREFIX + "spatial_attn_agg";
    this.gathering =
        new Gathering(
            weights.takeFloats(name + ".cls_token", 1, 1, width),
            Norm.of(weights, name + ".norm1", width, LEAST),
            PackedAttention.of(weights, name + ".self_attn", width, heads),
            perceptron(name + ".norm2", name + ".linear1", name + ".linear2", width));
    weights.finish();
  }

  /** Maps the weights. */
  static Synchformer open(Path file, TowerDimensions dimensions) {
    Weights weights = Weights.open(file);
    try {
      return new Synchformer(weights, dimensions);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  private Perceptron perceptron(String norm, String up, String down, int width) {
    return new Perceptron(
        Norm.of(weights, norm, width, LEAST),
        Dense.of(weights, up, 4L * width, width, true),
        Dense.of(weights, down, width, 4L * width, true));
  }

  /**
   * What happens in a segment.
   *
   * @param pictures {@code [16, 3, side, side]}, normalised
   * @return {@code [8, width]}, made in the caller's scope
   */
  Tensor forward(Tensor pictures) {
    try (TensorScope scope = new TensorScope()) {
      int instants = SEGMENT / PICTURES;
      long grid = pictures.size(2) / patch;
      Tensor cut =
          pictures
              .reshape(instants, PICTURES, 3, grid, patch, grid, patch)
              .permute(0, 3, 5, 2, 1, 4, 6)
              .reshape(1, instants * grid * grid, 3L * PICTURES * patch * patch);
      Tensor places = place.narrow(1, 1, grid * grid); // [1, place, width]
      Tensor where =
          places
              .unsqueeze(1)
              .add(instant.unsqueeze(2))
              .flatten(1, 2); // [1, instant * place, width]
      Tensor tokens =
          torch.cat(
              new TensorVector(whole.add(place.narrow(1, 0, 1)), patches.forward(cut).add_(where)),
              1);
      for (Block block : blocks) {
        tokens = block.forward(tokens, instants);
      }
      Tensor found = last.forward(tokens.narrow(1, 1, tokens.size(1) - 1));
      return scope.keep(gathering.forward(found.view(instants, grid * grid, found.size(2))));
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
