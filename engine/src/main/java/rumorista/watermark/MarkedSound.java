package rumorista.watermark;

import rumorista.SoundStream;

/** A sound with a mark in it, as it is pulled. */
public interface MarkedSound extends SoundStream {
  /**
   * How audible the mark is in all that has been pulled: the noise-to-mask ratio in dB, as {@link
   * Audibility#noiseToMask} tells it.
   */
  double noiseToMask();
}
