package rumorista.sample;

/** What sounds for a cue: adds its samples to the blocks of a stem, in order. */
interface Voice {
  /** The sample of the film at which it begins. */
  long begin();

  /** The sample of the film at which it has ended. */
  long end();

  /**
   * Adds what sounds from sample {@code from} of the film on.
   *
   * @param block {@code [2][time]}
   */
  void addTo(float[][] block, long from);
}
