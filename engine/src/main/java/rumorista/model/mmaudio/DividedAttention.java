package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.nn.Dense;
import rumorista.tensor.Weights;

/**
 * Attention of a film's patches to those of the same place, or of the same instant (Bertasius et
 * al. 2021). The first token stands for the whole: it sees all, and all see it.
 */
record DividedAttention(Dense in, Dense out, int heads) {
  static DividedAttention of(Weights weights, String name, int width, int heads) {
    return new DividedAttention(
        Dense.of(weights, name + ".qkv", 3L * width, width, true),
        Dense.of(weights, name + ".proj", width, width, true),
        heads);
  }

  /**
   * @param tokens {@code [1, 1 + instant * place, width]}
   * @param overTime whether patches see their place at other instants, not the other places
   */
  Tensor forward(Tensor tokens, int instants, boolean overTime) {
    long length = tokens.size(1);
    long width = tokens.size(2);
    TensorVector parts =
        in.forward(tokens)
            .view(length, 3, heads, width / heads)
            .permute(1, 2, 0, 3)
            .contiguous()
            .unbind(0); // 3 x [head, token, width / heads]
    Tensor query = parts.get(0);
    Tensor key = parts.get(1);
    Tensor value = parts.get(2);
    Tensor whole = attend(query.narrow(1, 0, 1), key, value); // [head, 1, width / heads]
    Tensor seen =
        attend(
            groups(query, instants, overTime),
            shared(key, instants, overTime),
            shared(value, instants, overTime)); // [group, head, member, width / heads]
    Tensor back =
        overTime
            ? seen.permute(1, 2, 0, 3)
            : seen.permute(1, 0, 2, 3); // [head, instant, place, ..]
    Tensor all =
        torch.cat(new TensorVector(whole, back.reshape(heads, length - 1, width / heads)), 1);
    return out.forward(all.transpose(0, 1).reshape(1, length, width));
  }

  private static Tensor attend(Tensor query, Tensor key, Tensor value) {
    boolean single = query.dim() == 3;
    Tensor seen =
        single
            ? torch
                .scaled_dot_product_attention(
                    query.unsqueeze(0), key.unsqueeze(0), value.unsqueeze(0))
                .squeeze(0)
            : torch.scaled_dot_product_attention(query, key, value);
    return seen;
  }

  /** All but the first token, {@code [group, head, member, width / heads]}. */
  private Tensor groups(Tensor x, int instants, boolean overTime) {
    long places = (x.size(1) - 1) / instants;
    Tensor grid = x.narrow(1, 1, x.size(1) - 1).view(heads, instants, places, x.size(2));
    return overTime ? grid.permute(2, 0, 1, 3) : grid.permute(1, 0, 2, 3);
  }

  /** The same with the first token before each group. */
  private Tensor shared(Tensor x, int instants, boolean overTime) {
    Tensor groups = groups(x, instants, overTime);
    Tensor first = x.narrow(1, 0, 1).unsqueeze(0).expand(groups.size(0), -1, -1, -1);
    return torch.cat(new TensorVector(first, groups), 2);
  }
}
