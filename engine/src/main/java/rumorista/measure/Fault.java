package rumorista.measure;

/**
 * A place in a sound where it is broken: a click, a dropout, a step that lasts, a loop.
 *
 * @param seconds when it begins
 * @param kind what is wrong
 * @param strength how far it stands out, in the unit of its kind
 * @param channel which channel has it, or {@link #ALL}
 */
public record Fault(double seconds, Kind kind, double strength, int channel) {
  /** The channel of a fault that was found in the whole sound. */
  public static final int ALL = -1;

  /** What can be wrong, and the unit of its strength. */
  public enum Kind {
    /** A spike of a few samples, or a jump between two; dB over the prediction error around it. */
    CLICK,
    /** Digital zeros amid sound for less than 0.1 s; milliseconds. */
    DROPOUT,
    /** Several flat tops in a row at the same level; share of samples in them. */
    CLIPPING,
    /** The waveform begins at full height; dB relative to the peak just after. */
    ABRUPT_START,
    /** The waveform stops at full height; dB relative to the peak just before. */
    ABRUPT_END,
    /** The level changes at once in all bands and stays so; dB. */
    LEVEL_STEP,
    /** The spectrum or the noise floor changes at once and stays so; dB. */
    SPECTRUM_STEP,
    /** The stereo image changes at once and stays so; dB between the channels. */
    IMAGE_STEP,
    /** The same samples again; seconds of the period. */
    LOOP,
    /** A decay that ends at once while it can still be heard; dB that it falls within 10 ms. */
    CUT_DECAY,
    /** At least 0.1 s of digital zeros in a scene with a background; seconds. */
    SILENCE
  }
}
