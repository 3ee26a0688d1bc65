package rumorista.provenance;

/**
 * One thing that was checked.
 *
 * @param outcome whether that is as it should be
 * @param code as the C2PA specification names it ("Standard Status Codes"), {@code
 *     assertion.dataHash.mismatch} for example
 * @param place the part of the manifest that was checked, as a URI within it
 * @param explanation what that means, for a reader
 */
public record Finding(Outcome outcome, String code, String place, String explanation) {
  /** How a check ended. */
  public enum Outcome {
    GOOD,
    /** Worth knowing, but no fault. */
    NOTE,
    BAD
  }

  static Finding good(String code, String place, String explanation) {
    return new Finding(Outcome.GOOD, code, place, explanation);
  }

  static Finding note(String code, String place, String explanation) {
    return new Finding(Outcome.NOTE, code, place, explanation);
  }

  static Finding bad(String code, String place, String explanation) {
    return new Finding(Outcome.BAD, code, place, explanation);
  }
}
