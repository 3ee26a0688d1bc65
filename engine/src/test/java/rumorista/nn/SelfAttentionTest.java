package rumorista.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rumorista.SyntheticSound;
import rumorista.tensor.StateDict;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

class SelfAttentionTest {
  @ParameterizedTest(name = "batch {0}, {1} of {2} tokens outside time, width {3}, {4} heads")
  @CsvSource({"1, 0, 1, 4, 1", "1, 1, 3, 8, 2", "2, 2, 5, 8, 1", "3, 0, 7, 12, 3"})
  void agreesWithLoops(int batch, int prefix, int tokens, int width, int heads) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      torch.manual_seed(7);
      SelfAttention attention = new SelfAttention(width, heads);
      Map<String, Tensor> weights = StateDict.of(attention);
      weights.get("query_scale").uniform_(0.5, 2.0, new GeneratorOptional());
      weights.get("key_scale").uniform_(0.5, 2.0, new GeneratorOptional());
      Tensor input =
          TensorData.of(SyntheticSound.noise(1, batch * tokens * width, 3), batch, tokens, width);
      RotaryEmbedding rotary = RotaryEmbedding.of(prefix, tokens - prefix, width / heads, input);
      float[] found = TensorData.floats(attention.forward(input, rotary));
      float[] x = TensorData.floats(input);
      for (int b = 0; b < batch; b++) {
        double[][] row = new double[tokens][width];
        for (int t = 0; t < tokens; t++) {
          for (int i = 0; i < width; i++) {
            row[t][i] = x[(b * tokens + t) * width + i];
          }
        }
        double[][] wanted = oracle(row, prefix, heads, weights);
        for (int t = 0; t < tokens; t++) {
          for (int i = 0; i < width; i++) {
            assertEquals(wanted[t][i], found[(b * tokens + t) * width + i], 2e-5);
          }
        }
      }
    }
  }

  /** Attention as its paper has it, one number at a time. */
  private static double[][] oracle(
      double[][] x, int prefix, int heads, Map<String, Tensor> weights) {
    int tokens = x.length;
    int width = x[0].length;
    int headWidth = width / heads;
    double[][] qkv = linear(x, weights.get("qkv.weight"), weights.get("qkv.bias"), 3 * width);
    float[] queryScale = TensorData.floats(weights.get("query_scale"));
    float[] keyScale = TensorData.floats(weights.get("key_scale"));
    double[][] mixed = new double[tokens][width];
    for (int h = 0; h < heads; h++) {
      double[][] query = new double[tokens][];
      double[][] key = new double[tokens][];
      for (int t = 0; t < tokens; t++) {
        int position = Math.max(0, t - prefix);
        query[t] = turned(part(qkv[t], h * headWidth, headWidth), queryScale, position);
        key[t] = turned(part(qkv[t], width + h * headWidth, headWidth), keyScale, position);
      }
      for (int t = 0; t < tokens; t++) {
        double[] share = new double[tokens];
        double sum = 0;
        for (int s = 0; s < tokens; s++) {
          double score = 0;
          for (int i = 0; i < headWidth; i++) {
            score += query[t][i] * key[s][i];
          }
          share[s] = Math.exp(score / Math.sqrt(headWidth));
          sum += share[s];
        }
        for (int s = 0; s < tokens; s++) {
          for (int i = 0; i < headWidth; i++) {
            mixed[t][h * headWidth + i] += share[s] / sum * qkv[s][2 * width + h * headWidth + i];
          }
        }
      }
    }
    return linear(mixed, weights.get("out.weight"), weights.get("out.bias"), width);
  }

  private static double[] part(double[] values, int from, int length) {
    return Arrays.copyOfRange(values, from, from + length);
  }

  /** RMS-normed, scaled, then turned pair by pair: i and i + half. */
  private static double[] turned(double[] head, float[] scale, int position) {
    double square = 0;
    for (double value : head) {
      square += value * value / head.length;
    }
    int half = head.length / 2;
    double[] result = new double[head.length];
    for (int i = 0; i < half; i++) {
      double first = head[i] / Math.sqrt(square + 1.1920929e-7) * scale[i];
      double second = head[i + half] / Math.sqrt(square + 1.1920929e-7) * scale[i + half];
      double angle = position / Math.pow(10_000, (double) i / half);
      result[i] = first * Math.cos(angle) - second * Math.sin(angle);
      result[i + half] = second * Math.cos(angle) + first * Math.sin(angle);
    }
    return result;
  }

  private static double[][] linear(double[][] x, Tensor weight, Tensor bias, int outputs) {
    float[] w = TensorData.floats(weight);
    float[] b = TensorData.floats(bias);
    double[][] result = new double[x.length][outputs];
    for (int t = 0; t < x.length; t++) {
      for (int o = 0; o < outputs; o++) {
        result[t][o] = b[o];
        for (int i = 0; i < x[t].length; i++) {
          result[t][o] += w[o * x[t].length + i] * x[t][i];
        }
      }
    }
    return result;
  }

  @Test
  void withoutTimeTheOrderOfTokensIsOfNoMatter() {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      torch.manual_seed(8);
      SelfAttention attention = new SelfAttention(8, 2);
      Tensor input = TensorData.of(SyntheticSound.noise(1, 4 * 8, 3), 1, 4, 8);
      Tensor swapped = input.flip(1);
      RotaryEmbedding outside = RotaryEmbedding.of(4, 0, 4, input);
      float[] plain = TensorData.floats(attention.forward(input, outside).flip(1));
      assertArrayEquals(plain, TensorData.floats(attention.forward(swapped, outside)), 1e-5f);
    }
  }
}
