package rumorista.model;

import org.jspecify.annotations.Nullable;
import rumorista.Prompt;
import rumorista.Timeline;

/**
 * Sees and reads: turns what the user gave into what leads the network.
 *
 * @param <C> what leads the network
 */
public interface Conditioner<C> {
  /**
   * @param timeline when things happen; {@code null} leaves it to the model
   * @param tokens length of the soundtrack
   * @param seed of all choices
   */
  Scene<C> scene(Prompt prompt, @Nullable Timeline timeline, int tokens, long seed);

  /**
   * The timeline that suits what is asked for in a film that moves like {@code motion}: steady
   * sounds stay steady, events come and go with the picture.
   */
  Timeline compose(Prompt prompt, Timeline motion);
}
