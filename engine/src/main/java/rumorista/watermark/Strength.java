package rumorista.watermark;

/** How strong a mark has to be: so that it is found for certain, and not heard. */
public final class Strength {
  /** In dB: what is tried first, and is enough for most sounds. */
  public static final double DEFAULT = 3.4;

  /** The weakest mark, in dB. */
  public static final double LEAST = 0.3;

  /** The strongest mark, in dB. */
  public static final double MOST = 6.5;

  /**
   * What a mark should reach in the finished file, so that it survives noise and other codecs after
   * it.
   */
  public static final double WANTED_Z = 18;

  /** What it should reach in the sound alone: the codecs of films take up to one of it. */
  public static final double WANTED_ALONE_Z = WANTED_Z + 1;

  private static final double STEP = 1;

  private Strength() {}

  /** Marks a sound, and looks for the mark in what comes out. */
  public interface Marking {
    /** Once, in place of what was marked before. */
    Trial at(double strength);
  }

  /**
   * A sound with a mark in it.
   *
   * @param detection in the sound as it is released
   * @param noiseToMask in dB, see {@link MarkedSound#noiseToMask}
   */
  public record Trial(double strength, Detection detection, double noiseToMask) {
    /** Whether the mark may be heard. */
    public boolean audible() {
      return noiseToMask > 0;
    }
  }

  /**
   * Marks more strongly until the mark is as good as wanted, and not so strongly that it is heard.
   *
   * @return the best mark that is not heard, or the weakest of all: the last that was made
   */
  public static Trial choose(Marking marking) {
    return choose(DEFAULT, MOST, WANTED_Z, marking);
  }

  /**
   * As {@link #choose(Marking)}, from another strength on.
   *
   * @param start in dB: what is tried first
   * @param most in dB: what is not exceeded
   * @param wantedZ with which the search ends
   */
  public static Trial choose(double start, double most, double wantedZ, Marking marking) {
    Trial last = marking.at(start);
    while (last.audible() && last.strength - STEP >= LEAST) {
      last = marking.at(last.strength - STEP);
    }
    Trial best = last;
    while (!last.audible()
        && last.strength >= start
        && best.detection.z() < wantedZ
        && last.strength + STEP <= most) {
      last = marking.at(last.strength + STEP);
      if (!last.audible() && last.detection.z() > best.detection.z()) {
        best = last;
      }
    }
    return last.strength == best.strength ? best : marking.at(best.strength);
  }
}
