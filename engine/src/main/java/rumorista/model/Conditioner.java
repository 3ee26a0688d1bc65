package rumorista.model;

import rumorista.Footage;
import rumorista.Prompt;
import rumorista.Timeline;

/**
 * Sees and reads: turns what the user gave into what leads the network.
 *
 * @param <C> what leads the network
 */
public interface Conditioner<C> {
  /**
   * @param footage what the sound is made for
   * @param tokens length of the soundtrack
   * @param seed of all choices
   */
  Scene<C> scene(Prompt prompt, Footage footage, int tokens, long seed);

  /**
   * The timeline that suits what is asked for in a film that moves like {@code motion}: steady
   * sounds stay steady, events come and go with the picture.
   */
  Timeline compose(Prompt prompt, Timeline motion);
}
