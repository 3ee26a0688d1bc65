package rumorista.model;

import java.util.List;

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

  /** Whom to credit for recordings that the scene draws on. */
  List<String> credits();
}
