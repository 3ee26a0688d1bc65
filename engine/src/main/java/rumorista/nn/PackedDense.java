package rumorista.nn;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/**
 * A linear layer whose weights are kept in the order in which oneDNN multiplies them fastest.
 * {@link Dense} has them brought into such an order at every product, which costs a fifth of the
 * time where there are only a hundred tokens, but no memory.
 *
 * @param weight {@code [out, in]}, in oneDNN's own layout
 * @param bias {@code [out]}, or null
 * @param kind of the weights, to which tokens are rounded
 */
public record PackedDense(Tensor weight, @Nullable Tensor bias, torch.ScalarType kind)
    implements Layer {
  /** Whether oneDNN is there and multiplies such weights quickly as they are. */
  static boolean suits(Tensor weight) {
    boolean wide = weight.scalar_type().intern() == torch.ScalarType.Float;
    return torch.hasMKLDNN() && (wide || Processor.MULTIPLIES_BFLOAT16);
  }

  /** {@code name.weight} and {@code name.bias}. */
  public static Layer of(Weights weights, String name, long out, long in) {
    return of(
        weights, weights.take(name + ".weight", out, in), weights.takeFloats(name + ".bias", out));
  }

  /**
   * Of a weight {@code [out, in]} that is copied, and a bias {@code [out]}; a {@link Dense} one
   * where such weights do not {@linkplain #suits suit}.
   */
  public static Layer of(Weights weights, Tensor weight, Tensor bias) {
    return suits(weight)
        ? packed(weights, weight, bias)
        : new Dense(weights.own(weight.view(weight.shape())), bias);
  }

  /** A copy of {@code weight}, kept as long as {@code weights}. */
  static PackedDense packed(Weights weights, Tensor weight, @Nullable Tensor bias) {
    try (TensorScope scope = new TensorScope()) {
      Tensor packed = weights.own(OneDnn.pack(weight));
      return new PackedDense(packed, bias, weight.scalar_type().intern());
    }
  }

  @Override
  public Tensor forward(Tensor tokens) {
    return multiply(tokens).to(torch.ScalarType.Float);
  }

  /** As {@link #forward}, as narrow as the weights. */
  Tensor multiply(Tensor tokens) {
    return OneDnn.multiply(tokens.to(kind), weight, bias);
  }

  /** As {@link #multiply}, with a sum that is added before it is rounded. */
  Tensor multiplyAdd(Tensor tokens, Tensor sum) {
    return OneDnn.multiplyAdd(tokens.to(kind), weight, bias, sum);
  }

  /** What libtorch has, but its binding not. */
  private static final class OneDnn {
    private static final OperatorHandle PACK = find("_reorder_linear_weight", "");
    private static final OperatorHandle MULTIPLY = find("_linear_pointwise", "");
    private static final OperatorHandle MULTIPLY_ADD = find("_linear_pointwise", "binary");
    private static final GenericList NO_SCALARS = noScalars();

    /** Kept whatever scope is open when this class is loaded. */
    private static OperatorHandle find(String name, String overload) {
      OperatorHandle found = Dispatcher.singleton().findSchemaOrThrow("mkldnn::" + name, overload);
      return found.retainReference();
    }

    /** An empty list of the kind that the product wants as its fifth argument. */
    private static GenericList noScalars() {
      Type list = MULTIPLY.schema().arguments().getPointer(4).type().get();
      return new GenericList(list.containedType(0)).retainReference();
    }

    static Tensor pack(Tensor plain) {
      return call(PACK, new IValue(plain), new IValue());
    }

    static Tensor multiply(Tensor tokens, Tensor weight, @Nullable Tensor bias) {
      return call(
          MULTIPLY,
          new IValue(tokens),
          new IValue(weight),
          optional(bias),
          new IValue("none"),
          new IValue(NO_SCALARS),
          new IValue(""));
    }

    static Tensor multiplyAdd(Tensor tokens, Tensor weight, @Nullable Tensor bias, Tensor sum) {
      return call(
          MULTIPLY_ADD,
          new IValue(tokens),
          new IValue(sum),
          new IValue(weight),
          optional(bias),
          new IValue("add"));
    }

    private static IValue optional(@Nullable Tensor tensor) {
      return tensor == null ? new IValue() : new IValue(tensor);
    }

    private static Tensor call(OperatorHandle operator, IValue... arguments) {
      try (IValueVector stack = new IValueVector(arguments)) {
        Dispatcher.singleton().callBoxed(operator, stack);
        return new Tensor(stack.get(0).toTensor()); // another handle: the stack takes its own along
      }
    }
  }
}
