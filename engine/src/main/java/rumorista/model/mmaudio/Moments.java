package rumorista.model.mmaudio;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.nn.Layer;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * What conditions tokens, each condition once: tokens of the sound share the instants of a film,
 * and where no film leads they are nearly all alike. So layers have less to do.
 *
 * @param distinct conditions {@code [batch, condition, width]}
 * @param places of the tokens' conditions among them, {@code [token]}; null if one is for all
 */
record Moments(Tensor distinct, @Nullable Tensor places) {
  /** Of a condition for every token {@code [batch, token, width]}, in the caller's scope. */
  static Moments of(Tensor conditions) {
    int tokens = (int) conditions.size(1);
    float[] values = TensorData.floats(conditions.transpose(0, 1));
    int width = values.length / tokens;
    Map<FloatBuffer, Integer> known = new HashMap<>();
    int[] places = new int[tokens];
    int[] firsts = new int[tokens];
    for (int token = 0; token < tokens; token++) {
      FloatBuffer condition = FloatBuffer.wrap(values, token * width, width);
      int place = known.getOrDefault(condition, known.size());
      if (place == known.size()) {
        known.put(condition, place);
        firsts[place] = token;
      }
      places[token] = place;
    }
    int[] chosen = Arrays.copyOf(firsts, known.size());
    return new Moments(conditions.index_select(1, torch.tensor(chosen)), torch.tensor(places));
  }

  /** A condition of all tokens {@code [batch, 1, width]}. */
  static Moments always(Tensor condition) {
    return new Moments(condition, null);
  }

  /** Conditions that are led by another one of all tokens as well, {@code [batch, 1, width]}. */
  Moments with(Tensor whole) {
    return new Moments(distinct.add(whole), places);
  }

  /** Conditions after SiLU, as every layer that modulates wants them. */
  Moments bent() {
    return new Moments(torch.silu(distinct), places);
  }

  /** What a layer makes of every token's condition, {@code [batch, token or 1, out]}. */
  Tensor each(Layer layer) {
    Tensor made = layer.forward(distinct);
    return places == null ? made : made.index_select(1, places);
  }

  /** Handed to the scope around {@code scope}. */
  Moments keep(TensorScope scope) {
    return new Moments(scope.keep(distinct), places == null ? null : scope.keep(places));
  }
}
