package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.TensorData;

/**
 * Rotary positions (Su et al. 2021) that turn neighbouring pairs of values.
 *
 * @param cosine {@code [token, headWidth / 2]}
 * @param sine {@code [token, headWidth / 2]}
 */
record PairRotation(Tensor cosine, Tensor sine) {
  private static final double BASE = 10_000;

  /**
   * Tables in the caller's scope.
   *
   * @param speed of the rotation: 1, or another where tokens are further apart
   */
  static PairRotation of(int tokens, int headWidth, double speed) {
    int pairs = headWidth / 2;
    float[] cosine = new float[tokens * pairs];
    float[] sine = new float[tokens * pairs];
    for (int i = 0; i < pairs; i++) {
      // Rounded where the published code rounds.
      float exponent = 2f * i / headWidth;
      float frequency = (float) (1f / (float) Math.pow(BASE, exponent) * speed);
      for (int token = 0; token < tokens; token++) {
        float angle = token * frequency;
        cosine[token * pairs + i] = (float) Math.cos(angle);
        sine[token * pairs + i] = (float) Math.sin(angle);
      }
    }
    return new PairRotation(
        TensorData.of(cosine, tokens, pairs), TensorData.of(sine, tokens, pairs));
  }

  /** Turns {@code [batch, head, token, headWidth]}. */
  Tensor turn(Tensor heads) {
    long[] shape = heads.shape();
    TensorVector pair =
        heads.view(shape[0], shape[1], shape[2], shape[3] / 2, 2).unbind(-1); // 2 x [..., pair]
    Tensor even = pair.get(0);
    Tensor odd = pair.get(1);
    return torch
        .stack(
            new TensorVector(
                even.mul(cosine).sub_(odd.mul(sine)), even.mul(sine).add_(odd.mul(cosine))),
            -1)
        .flatten(3, 4);
  }
}
