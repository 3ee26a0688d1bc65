package rumorista.model;

import org.bytedeco.pytorch.Tensor;

/**
 * Imagines: knows in which direction a mixture of noise and sound has to move.
 *
 * @param <C> what leads it
 */
public interface FlowNetwork<C> {
  /**
   * The velocity of a latent on its way from noise at time 0 to sound at time 1.
   *
   * @param latent {@code [1, token, channel]}
   * @return the same shape, made in the caller's scope
   */
  Tensor velocity(Tensor latent, double time, C conditions);
}
