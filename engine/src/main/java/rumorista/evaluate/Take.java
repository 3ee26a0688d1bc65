package rumorista.evaluate;

import rumorista.Waveform;

/**
 * A sound that was made.
 *
 * @param sound mono
 * @param joins instants at which pieces were joined, in seconds
 */
record Take(Waveform sound, double[] joins) {}
