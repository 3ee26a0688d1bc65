package rumorista.model.mmaudio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.model.CodecDimensions;
import rumorista.nn.Layer;
import rumorista.nn.TokenConvolution;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/**
 * Between mel spectrograms and latents of half their rate: a variational autoencoder of
 * magnitude-preserving convolutions along the time. Its weights are {@linkplain
 * MagnitudePreserving#normaliseWeights normalised} already. Time before channels everywhere.
 */
final class MelAutoencoder implements AutoCloseable {
  private static final int[] MULTIPLES = {1, 2, 4}; // of the width, level by level
  private static final int ENCODER_BLOCKS = 2; // a level
  private static final int DECODER_BLOCKS = 3;
  private static final double LARGEST = 256;

  private final Weights weights;
  private final Layer encoderIn;
  private final List<Layer> encoder = new ArrayList<>();
  private final Layer encoderOut;
  private final Layer decoderIn;
  private final List<Layer> decoder = new ArrayList<>();
  private final Layer decoderOut;
  private final Tensor mean;
  private final Tensor deviation;

  MelAutoencoder(Weights weights, CodecDimensions dimensions, int channels) {
    this.weights = weights;
    int width = dimensions.width();
    int inner = width * MULTIPLES[2];
    int bands = dimensions.bands();
    this.encoderIn = convolution("encoder.conv_in", width, bands, 3);
    int from = width;
    for (int level = 0; level < MULTIPLES.length; level++) {
      int to = width * MULTIPLES[level];
      for (int i = 0; i < ENCODER_BLOCKS; i++) {
        encoder.add(block("encoder.down.%d.block.%d".formatted(level, i), from, to));
        from = to;
      }
      if (level == 0) {
        encoder.add(halve("encoder.down.0.downsample", to));
      }
    }
    addMiddle(encoder, "encoder", inner);
    this.encoderOut = convolution("encoder.conv_out", 2L * channels, inner, 3);
    this.decoderIn = convolution("decoder.conv_in", inner, channels, 3);
    addMiddle(decoder, "decoder", inner);
    from = inner;
    for (int level = MULTIPLES.length - 1; level >= 0; level--) {
      int to = width * MULTIPLES[level];
      for (int i = 0; i < DECODER_BLOCKS; i++) {
        decoder.add(block("decoder.up.%d.block.%d".formatted(level, i), from, to));
        from = to;
      }
      if (level == 1) {
        Layer mix = convolution("decoder.up.1.upsample.conv", to, to, 3);
        decoder.add(tokens -> mix.forward(twice(tokens)));
      }
    }
    this.decoderOut = convolution("decoder.conv_out", bands, width, 3);
    this.mean = weights.takeFloats("data_mean", 1, bands, 1);
    this.deviation = weights.takeFloats("data_std", 1, bands, 1);
    weights.finish();
  }

  /** Maps the weights. */
  static MelAutoencoder open(Path file, CodecDimensions dimensions, int channels) {
    Weights weights = Weights.open(file);
    try {
      return new MelAutoencoder(weights, dimensions, channels);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  private Layer convolution(String name, long out, long in, int kernel) {
    return TokenConvolution.convolution(weights, name, out, in, kernel, false);
  }

  private void addMiddle(List<Layer> layers, String name, int width) {
    layers.add(block(name + ".mid.block_1", width, width));
    layers.add(attention(name + ".mid.attn_1", width));
    layers.add(block(name + ".mid.block_2", width, width));
  }

  private Layer block(String name, int in, int out) {
    Layer first = convolution(name + ".conv1", out, in, 3);
    Layer second = convolution(name + ".conv2", out, out, 3);
    @Nullable Layer shortcut = in == out ? null : convolution(name + ".nin_shortcut", out, in, 1);
    return tokens -> {
      Tensor x = MagnitudePreserving.normalise(tokens, 2);
      Tensor hidden = first.forward(MagnitudePreserving.silu(x));
      hidden = second.forward(MagnitudePreserving.silu(hidden));
      return clamp(MagnitudePreserving.sum(shortcut == null ? x : shortcut.forward(x), hidden));
    };
  }

  private Layer attention(String name, int width) {
    Layer qkv = convolution(name + ".qkv", 3L * width, width, 1);
    Layer out = convolution(name + ".proj_out", width, width, 1);
    return tokens -> {
      long[] shape = tokens.shape();
      Tensor joined = qkv.forward(tokens).view(shape[0], 1, shape[1], width, 3);
      TensorVector parts = MagnitudePreserving.normalise(joined, 3).unbind(-1);
      Tensor seen =
          torch.scaled_dot_product_attention(
              parts.get(0).contiguous(), parts.get(1).contiguous(), parts.get(2).contiguous());
      return clamp(MagnitudePreserving.sum(tokens, out.forward(seen.squeeze(1))));
    };
  }

  private Layer halve(String name, int width) {
    Layer first = convolution(name + ".conv1", width, width, 1);
    Layer second = convolution(name + ".conv2", width, width, 1);
    return tokens -> {
      Tensor x = first.forward(tokens);
      long pairs = x.size(1) / 2;
      Tensor halved = x.narrow(1, 0, 2 * pairs).reshape(x.size(0), pairs, 2, width).mean(2);
      return second.forward(halved);
    };
  }

  private static Tensor twice(Tensor tokens) {
    long[] shape = tokens.shape();
    return tokens.unsqueeze(2).expand(-1, -1, 2, -1).reshape(shape[0], 2 * shape[1], shape[2]);
  }

  private static Tensor clamp(Tensor x) {
    return x.clamp_(
        new ScalarOptional(new Scalar(-LARGEST)), new ScalarOptional(new Scalar(LARGEST)));
  }

  private static Tensor run(Layer in, List<Layer> layers, Layer out, Tensor tokens) {
    Tensor hidden = clamp(in.forward(tokens));
    for (Layer layer : layers) {
      try (TensorScope scope = new TensorScope()) {
        hidden = scope.keep(layer.forward(hidden));
      }
    }
    return out.forward(MagnitudePreserving.silu(hidden));
  }

  /**
   * The latent distribution of a spectrogram.
   *
   * @param mel {@code [batch, band, frame]}
   * @return mean and logarithm of the variance, {@code [batch, 2 * channel, frame / 2]}
   */
  Tensor encode(Tensor mel) {
    return encodeNormalised(mel.sub(mean).div_(deviation));
  }

  /** As {@link #encode}, of a spectrogram whose bands have mean 0 and deviation 1. */
  Tensor encodeNormalised(Tensor mel) {
    return run(encoderIn, encoder, encoderOut, mel.transpose(1, 2)).transpose(1, 2);
  }

  /**
   * The spectrogram of a latent.
   *
   * @param latent {@code [batch, channel, token]}
   * @return {@code [batch, band, 2 * token]}
   */
  Tensor decode(Tensor latent) {
    return decodeNormalised(latent).mul(deviation).add_(mean);
  }

  /** As {@link #decode}, but with bands of mean 0 and deviation 1. */
  Tensor decodeNormalised(Tensor latent) {
    return run(decoderIn, decoder, decoderOut, latent.transpose(1, 2)).transpose(1, 2);
  }

  @Override
  public void close() {
    weights.close();
  }
}
