package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.TensorData;

/**
 * Rotary positions (Su et al. 2021) that turn neighbouring pairs of values, each a complex number.
 *
 * @param turns complex, {@code [token, 1, 1, headWidth / 2]}
 */
record PairRotation(Tensor turns) {
  private static final double BASE = 10_000;

  /**
   * Tables in the caller's scope.
   *
   * @param speed of the rotation: 1, or another where tokens are further apart
   */
  static PairRotation of(int tokens, int headWidth, double speed) {
    int pairs = headWidth / 2;
    float[] turns = new float[tokens * pairs * 2];
    for (int i = 0; i < pairs; i++) {
      // Rounded where the published code rounds.
      float exponent = 2f * i / headWidth;
      float frequency = (float) (1f / (float) Math.pow(BASE, exponent) * speed);
      for (int token = 0; token < tokens; token++) {
        float angle = token * frequency;
        int place = 2 * (token * pairs + i);
        turns[place] = (float) Math.cos(angle);
        turns[place + 1] = (float) Math.sin(angle);
      }
    }
    return new PairRotation(torch.view_as_complex(TensorData.of(turns, tokens, 1, 1, pairs, 2)));
  }

  /** Turns {@code [batch, token, kind, head, headWidth]} in place. */
  Tensor turn(Tensor heads) {
    torch.view_as_complex(heads.unflatten(-1, heads.size(-1) / 2, 2)).mul_(turns);
    return heads;
  }
}
