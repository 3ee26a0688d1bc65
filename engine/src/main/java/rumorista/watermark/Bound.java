package rumorista.watermark;

/**
 * How likely it is at most that unmarked sound looks as marked as this: Hoeffding's inequality and
 * the union over everything that was looked at.
 *
 * <p>The chips of a key are independent random signs {@code w}. Whatever the sound, and whatever
 * numbers {@code Y} are made of it without the key, {@code P(<w, Y> >= t |Y|) <= exp(-t^2 / 2)}
 * (Hoeffding 1963, theorem 2). A search looks at many {@code Y} and many messages; each gets a
 * share of the allowed probability before anything is known of the key, and the shares add up to
 * one at most.
 */
final class Bound {
  /** Of a file: the allowed probability. */
  static final double ALLOWED = 1e-6;

  /** Gates of {@link Levels#residual}, in dB, most useful first. */
  static final float[] GATES = {35, 60, 22};

  private static final double LN_VALID = Payload.ID_BITS * Math.log(2) - Math.log(0.75);
  private static final double LN_ANY = Payload.BITS * Math.log(2) - Math.log(0.25);
  private static final double LN_OFFSETS =
      Math.log((double) Chunk.PHASES * Grid.SLOTS * GATES.length);

  /** Half for sound that is as it was, an eighth for conversions of films, the rest for all. */
  private static final double LN_NONE = Math.log(2);

  private static final double LN_CONVERSION = Math.log(8.0 * Warp.conversions().size());
  private static final double LN_WARP = Math.log(8.0 / 3 * Warp.count());

  private Bound() {}

  /** Which share of the warps one has. */
  enum Stretch {
    NONE(LN_NONE),
    CONVERSION(LN_CONVERSION),
    ANY(LN_WARP);

    private final double price;

    Stretch(double price) {
      this.price = price;
    }
  }

  /**
   * The natural logarithm of the bound.
   *
   * @param valid whether the checksum of the message is right
   * @param windows how many stretches of sound were looked at that share the same part
   * @param keys how many keys were tried
   */
  static double ln(double z, boolean valid, Stretch stretch, double windows, int keys) {
    if (z <= 0) {
      return 0;
    }
    double price =
        (valid ? LN_VALID : LN_ANY)
            + LN_OFFSETS
            + stretch.price
            + Math.log(windows)
            + Math.log(keys);
    return Math.min(0, price - z * z / 2);
  }

  /** The z under which nothing is proven, however few windows and keys there are. */
  static double leastZ(Stretch stretch) {
    return Math.sqrt(2 * (LN_VALID + LN_OFFSETS + stretch.price - Math.log(ALLOWED)));
  }
}
