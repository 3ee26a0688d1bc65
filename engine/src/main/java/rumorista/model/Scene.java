package rumorista.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import rumorista.Progress;

/**
 * All that is known of one soundtrack before it is imagined. Not thread-safe: a scene belongs to
 * one soundtrack.
 *
 * @param <C> what leads the network
 */
public interface Scene<C> {
  /**
   * What leads tokens {@code from} to {@code to}, made in the caller's scope. Windows are asked for
   * in order.
   */
  Guide<C> window(int from, int to);

  /** As {@link #window(int, int)}, for scenes in which looking takes long. */
  default Guide<C> window(int from, int to, Progress progress) {
    return window(from, to);
  }

  /**
   * What was imagined of tokens {@code from} to {@code to}, made to keep what is wanted more
   * strictly than the network does.
   *
   * @param latent {@code [1, token, channel]}
   * @return the same shape, made in the caller's scope
   */
  default Tensor correct(Tensor latent, int from, int to) {
    return latent;
  }

  /** Whom to credit for recordings that the scene draws on. */
  List<String> credits();
}
