package rumorista.watermark;

import java.util.List;
import java.util.OptionalInt;

/**
 * What was found in a sound.
 *
 * @param lnFalsePositiveBound natural logarithm of a bound on the probability that unmarked sound
 *     looks as marked as this, over the choice of the key; proven, not estimated
 * @param id what the strongest mark says; empty if there is none, or it cannot be read for certain
 * @param z correlation with the strongest mark, in units of what is expected by chance
 * @param speed by which the sound was sped up since it was marked: its length then by its length
 *     now
 * @param pitch by which its frequencies were raised
 * @param segments what is marked, in order of time; empty if nothing is
 * @param seconds length of the sound
 * @param soundingSeconds how much of it is not silence
 */
public record Detection(
    double lnFalsePositiveBound,
    OptionalInt id,
    double z,
    double speed,
    double pitch,
    List<Segment> segments,
    double seconds,
    double soundingSeconds) {
  /** The largest probability of a false alarm, for a sound and all keys tried together. */
  public static final double ALLOWED_FALSE_POSITIVES = Bound.ALLOWED;

  /** Sound shorter than this, silence apart, holds nothing that could be marked. */
  public static final double LEAST_SOUNDING_SECONDS = 0.5;

  /** Whether the sound is marked, wrong in at most one unmarked sound of a million. */
  public boolean marked() {
    return lnFalsePositiveBound <= Math.log(ALLOWED_FALSE_POSITIVES);
  }

  /** Bound on the probability of a false alarm; zero where it is too small for a double. */
  public double falsePositiveBound() {
    return Math.exp(lnFalsePositiveBound);
  }

  /** The bound as a power of ten: -6 is one in a million. */
  public double log10FalsePositiveBound() {
    return lnFalsePositiveBound / Math.log(10);
  }

  /** Whether the sound's speed, tempo or pitch was changed since it was marked. */
  public boolean stretched() {
    return Math.abs(speed - 1) > 1e-9 || Math.abs(pitch - 1) > 1e-9;
  }

  /** Whether there is nothing to mark: silence, or hardly anything else. */
  public boolean silent() {
    return soundingSeconds < LEAST_SOUNDING_SECONDS;
  }
}
