package rumorista.nn;

import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/** Gives a module a weight of its own. */
public final class Parameter {
  private Parameter() {}

  /**
   * Registers {@code initial} as a parameter and returns it. (What {@code register_parameter}
   * itself returns points into a vector that moves at the next registration.)
   */
  public static Tensor register(Module module, String name, Tensor initial) {
    module.register_parameter(name, initial, true);
    return initial;
  }
}
