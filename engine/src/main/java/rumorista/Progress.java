package rumorista;

/**
 * Told how far long work has come. A listener that throws {@link RumoristaException} of kind {@code
 * CANCELLED} stops the work.
 */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (stage, fraction) -> {};

  /**
   * @param stage what is being done, in a word or three: {@code "watching"}, {@code "imagining"}
   * @param fraction of that stage, 0 to 1; {@code NaN} if unknown
   */
  void report(String stage, double fraction);
}
