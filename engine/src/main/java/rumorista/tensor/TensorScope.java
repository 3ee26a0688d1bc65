package rumorista.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The only owner of tensors: what is made on this thread while a scope is open is freed when it
 * closes, unless it is {@linkplain #keep kept}. Loops open one a turn.
 *
 * <pre>{@code
 * try (TensorScope scope = new TensorScope()) {
 *   Tensor hidden = torch.relu(layer.forward(input));
 *   return scope.keep(output.forward(hidden));
 * }
 * }</pre>
 */
public final class TensorScope implements AutoCloseable {
  private final @Nullable PointerScope outer = PointerScope.getInnerScope();
  private final PointerScope scope = new PointerScope();

  /**
   * Hands a tensor made in this scope to the scope around it, or to the garbage collector if there
   * is none.
   */
  public Tensor keep(Tensor tensor) {
    if (outer == null) {
      tensor.retainReference(); // detaching alone would free it
    } else {
      outer.attach(tensor);
    }
    scope.detach(tensor);
    return tensor;
  }

  /** Hands a tensor made in this scope to nobody: who asked for it closes it. */
  Tensor release(Tensor tensor) {
    tensor.retainReference(); // detaching alone would free it
    scope.detach(tensor);
    return tensor;
  }

  /** Takes over a tensor that was {@linkplain #keep kept} on another thread. */
  public Tensor adopt(Tensor tensor) {
    scope.attach(tensor);
    tensor.releaseReference(); // the one that keep() took
    return tensor;
  }

  @Override
  public void close() {
    scope.close();
  }
}
