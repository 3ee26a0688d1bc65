package rumorista.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.TensorData;

/**
 * Rotary position embedding (Su et al. 2021): queries and keys are turned by an angle that grows
 * with their position, so that attention sees distances. The first {@code prefix} tokens have no
 * place in time and are not turned.
 *
 * @param cosine {@code [tokens, headWidth / 2]}
 * @param sine {@code [tokens, headWidth / 2]}
 */
public record RotaryEmbedding(Tensor cosine, Tensor sine) {
  private static final double BASE = 10_000;

  /**
   * Tables for {@code prefix} tokens without a place and {@code length} tokens in time, on the
   * device of {@code like}, made in the caller's scope.
   */
  public static RotaryEmbedding of(int prefix, int length, int headWidth, Tensor like) {
    int pairs = headWidth / 2;
    float[] cosine = new float[(prefix + length) * pairs];
    float[] sine = new float[cosine.length];
    for (int token = 0; token < prefix + length; token++) {
      double position = Math.max(0, token - prefix);
      for (int i = 0; i < pairs; i++) {
        double angle = position * Math.pow(BASE, -(double) i / pairs);
        cosine[token * pairs + i] = (float) Math.cos(angle);
        sine[token * pairs + i] = (float) Math.sin(angle);
      }
    }
    return new RotaryEmbedding(
        TensorData.of(cosine, prefix + length, pairs).to(like.device(), like.scalar_type()),
        TensorData.of(sine, prefix + length, pairs).to(like.device(), like.scalar_type()));
  }

  /** Turns {@code [batch, head, token, headWidth]}. */
  public Tensor turn(Tensor heads) {
    TensorVector halves = heads.chunk(2, -1);
    Tensor first = halves.get(0);
    Tensor second = halves.get(1);
    return torch.cat(
        new TensorVector(
            first.mul(cosine).sub(second.mul(sine)), second.mul(cosine).add(first.mul(sine))),
        -1);
  }
}
