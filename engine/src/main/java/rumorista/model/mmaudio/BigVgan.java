package rumorista.model.mmaudio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.CodecDimensions;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/**
 * From mel spectrograms to sound (Lee et al. 2023, "BigVGAN: A Universal Neural Vocoder with
 * Large-Scale Training"). The norms of its weights are {@linkplain Checkpoint folded} in already.
 */
final class BigVgan implements AutoCloseable {
  private static final int[] KERNELS = {3, 7, 11};
  private static final int[] DILATIONS = {1, 3, 5};
  private static final int END_KERNEL = 7;

  private final Weights weights;
  private final Convolve first;
  private final List<Level> levels = new ArrayList<>();
  private final SnakeActivation lastActivation;
  private final Convolve last;
  private final boolean bends; // the older one bends its samples, the newer one cuts them

  /** A convolution along the time, {@code [out, in, kernel]}. */
  private record Convolve(Tensor weight, TensorOptional bias, int dilation) {
    Tensor forward(Tensor rows) {
      long padding = dilation * (weight.size(2) - 1) / 2;
      return torch.conv1d(
          rows, weight, bias, new long[] {1}, new long[] {padding}, new long[] {dilation}, 1);
    }
  }

  /** Residual convolutions of one kernel. */
  private record Block(List<Convolve> convolutions, List<SnakeActivation> activations) {
    Tensor forward(Tensor rows) {
      Tensor sum = rows;
      for (int i = 0; i < convolutions.size(); i += 2) {
        try (TensorScope scope = new TensorScope()) {
          Tensor hidden = activate(sum.clone(), activations.get(i));
          hidden = activate(convolutions.get(i).forward(hidden), activations.get(i + 1));
          sum = scope.keep(convolutions.get(i + 1).forward(hidden).add_(sum));
        }
      }
      return sum;
    }
  }

  private record Level(Tensor weight, TensorOptional bias, int rate, List<Block> blocks) {
    Tensor forward(Tensor rows) {
      try (TensorScope scope = new TensorScope()) {
        long padding = (weight.size(2) - rate) / 2;
        Tensor more =
            torch.conv_transpose1d(
                rows, weight, bias, new long[] {rate}, new long[] {padding}, new long[] {0}, 1, 1);
        // The widest kernel costs as much as the others together: each half on a core of its own.
        CompletableFuture<Tensor> widest =
            CompletableFuture.supplyAsync(() -> elsewhere(blocks.getLast(), more));
        Tensor sum;
        try {
          sum = blocks.get(0).forward(more).add(blocks.get(1).forward(more));
        } finally {
          widest.handle((made, failure) -> 0).join(); // nobody else may use what is freed here
        }
        sum.add_(scope.adopt(widest.join()));
        return scope.keep(sum.div_(new Scalar((double) KERNELS.length)));
      }
    }

    private static Tensor elsewhere(Block block, Tensor rows) {
      try (TensorScope scope = new TensorScope();
          NoGradGuard noGrad = new NoGradGuard()) {
        return scope.keep(block.forward(rows));
      }
    }
  }

  BigVgan(Weights weights, CodecDimensions dimensions) {
    this.weights = weights;
    int width = dimensions.vocoderWidth();
    this.first = convolve("conv_pre", width, dimensions.bands(), END_KERNEL, 1, true);
    for (int level = 0; level < dimensions.upsampling().size(); level++) {
      int rate = dimensions.upsampling().get(level);
      int half = width / 2;
      List<Block> blocks = new ArrayList<>();
      for (int kernel = 0; kernel < KERNELS.length; kernel++) {
        String name = "resblocks." + (level * KERNELS.length + kernel);
        blocks.add(block(name, half, KERNELS[kernel]));
      }
      String name = "ups.%d.0".formatted(level);
      Tensor weight = weights.takeFloats(name + ".weight", width, half, 2L * rate);
      levels.add(new Level(weight, bias(name, half), rate, blocks));
      width = half;
    }
    this.lastActivation = new SnakeActivation(weights, "activation_post", width);
    this.bends = weights.has("conv_post.bias");
    this.last = convolve("conv_post", 1, width, END_KERNEL, 1, bends);
    weights.finish();
  }

  /** Maps the weights. */
  static BigVgan open(Path file, CodecDimensions dimensions) {
    Weights weights = Weights.open(file);
    try {
      return new BigVgan(weights, dimensions);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  private Block block(String name, int width, int kernel) {
    List<Convolve> convolutions = new ArrayList<>();
    List<SnakeActivation> activations = new ArrayList<>();
    for (int i = 0; i < DILATIONS.length; i++) {
      convolutions.add(convolve(name + ".convs1." + i, width, width, kernel, DILATIONS[i], true));
      convolutions.add(convolve(name + ".convs2." + i, width, width, kernel, 1, true));
      activations.add(new SnakeActivation(weights, name + ".activations." + 2 * i, width));
      activations.add(new SnakeActivation(weights, name + ".activations." + (2 * i + 1), width));
    }
    return new Block(convolutions, activations);
  }

  private Convolve convolve(
      String name, int out, int in, int kernel, int dilation, boolean biased) {
    Tensor weight = weights.takeFloats(name + ".weight", out, in, kernel);
    return new Convolve(weight, biased ? bias(name, out) : new TensorOptional(), dilation);
  }

  private TensorOptional bias(String name, int out) {
    return new TensorOptional(weights.takeFloats(name + ".bias", out));
  }

  /**
   * The sound of a spectrogram.
   *
   * @param mel {@code [batch, band, frame]}
   * @return {@code [batch, 1, hop * frame]}, made in the caller's scope
   */
  Tensor forward(Tensor mel) {
    try (TensorScope scope = new TensorScope()) {
      Tensor rows = first.forward(mel);
      for (Level level : levels) {
        rows = level.forward(rows);
      }
      Tensor sound = last.forward(activate(rows, lastActivation));
      return scope.keep(
          bends
              ? sound.tanh_()
              : sound.clamp_(
                  new ScalarOptional(new Scalar(-1.0)), new ScalarOptional(new Scalar(1.0))));
    }
  }

  /** Changes {@code [batch, channel, time]} in place. */
  private static Tensor activate(Tensor rows, SnakeActivation activation) {
    int channels = (int) rows.size(1);
    int length = (int) rows.size(2);
    int count = (int) rows.size(0) * channels;
    if (!rows.is_contiguous()) {
      throw new IllegalArgumentException("rows in pieces");
    }
    FloatPointer values = rows.data_ptr_float();
    float[] row = new float[length];
    for (int i = 0; i < count; i++) {
      values.position((long) i * length).get(row);
      activation.apply(row, i % channels);
      values.put(row);
    }
    return rows;
  }

  @Override
  public void close() {
    weights.close();
  }
}
