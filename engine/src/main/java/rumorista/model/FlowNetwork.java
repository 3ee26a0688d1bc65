package rumorista.model;

import org.bytedeco.pytorch.Tensor;

/**
 * Imagines: knows in which direction a mixture of noise and sound has to move.
 *
 * @param <C> what leads it
 */
public interface FlowNetwork<C> {
  /**
   * What a latent {@code [1, token, channel]} is to the network whatever leads it: made once for
   * both velocities of guidance, in the caller's scope. By default the latent itself.
   */
  default Tensor prepare(Tensor latent) {
    return latent;
  }

  /**
   * The velocity of a latent on its way from noise at time 0 to sound at time 1.
   *
   * @param prepared what {@link #prepare} made of the latent
   * @return {@code [1, token, channel]}, made in the caller's scope
   */
  Tensor velocity(Tensor prepared, double time, C conditions);
}
