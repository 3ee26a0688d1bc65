package rumorista.evaluate.faults;

import rumorista.Waveform;

/**
 * A sound with a fault in it.
 *
 * @param sound the sound
 * @param seconds where the fault is
 * @param strength in the unit of its kind: dB, milliseconds, share of samples, or seconds
 */
record Insertion(Waveform sound, double seconds, double strength) {}
