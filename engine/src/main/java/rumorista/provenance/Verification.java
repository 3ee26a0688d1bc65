package rumorista.provenance;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file's manifest says, and whether that can be believed.
 *
 * @param state all in one word
 * @param sidecar where the manifest was; {@code null} if it was in the file itself, or there is
 *     none
 * @param signer who signed; {@code null} if nobody that could be read
 * @param claim what is said; {@code null} if nothing that could be read. It is worth no more than
 *     {@code state}.
 * @param whole whether file, assertions and claim are as they were signed
 * @param findings all that was checked
 */
public record Verification(
    State state,
    @Nullable Path sidecar,
    @Nullable Signer signer,
    @Nullable Claim claim,
    boolean whole,
    List<Finding> findings) {
  /** From bad to good. */
  public enum State {
    /** There is no manifest. */
    NONE,
    /** File or manifest were changed, or the manifest breaks the rules. */
    INVALID,
    /** As it was signed, by somebody. */
    VALID,
    /** As it was signed, by somebody that the reader trusts. */
    TRUSTED
  }

  /**
   * Who signed, after the certificate.
   *
   * @param issuer who vouches for the name
   * @param algorithm in COSE's words
   * @param certificateSha256 in hexadecimal
   * @param trusted whether the certificate leads to a trust anchor
   */
  public record Signer(
      String name,
      String organisation,
      String issuer,
      String algorithm,
      Instant validUntil,
      String certificateSha256,
      boolean trusted) {}

  /**
   * What is said of the work. Texts are empty where nothing is said.
   *
   * @param software that wrote the manifest, with its version
   * @param created when, by the signer's clock; {@code null} if unsaid
   * @param sourceType the last word of the IPTC's digital source type
   * @param generated the parts that a model made; {@code everything} where that is all that is
   *     known
   * @param watermarkId six hexadecimal digits
   * @param modelLicence of the weights; empty if it is not told
   * @param prompt the words themselves, if they were disclosed
   * @param contributions what made each part of the soundtrack
   * @param ingredients what it was made from
   */
  public record Claim(
      String manifest,
      String title,
      String software,
      @Nullable Instant created,
      String sourceType,
      List<String> generated,
      List<String> actions,
      String watermarkId,
      String model,
      String modelVersion,
      String weightsSha256,
      String modelLicence,
      String promptSha256,
      String prompt,
      List<Contribution> contributions,
      List<Part> ingredients) {}

  /**
   * What made a part of the soundtrack, as it is said. Texts are empty where nothing is said.
   *
   * @param stem in upper case
   * @param generated whether a model made it; else recordings of a library were placed
   * @param sourceType the last word of the IPTC's digital source type
   * @param sha256 of the weights or of the library's index
   * @param credits of the recordings, a line each
   */
  public record Contribution(
      String stem,
      boolean generated,
      String sourceType,
      String name,
      String version,
      String sha256,
      String licence,
      List<String> credits) {}

  /**
   * An ingredient.
   *
   * @param manifest the label of its own manifest, which is kept; empty if it has none
   */
  public record Part(String title, String relationship, String manifest) {}

  static Verification none() {
    return new Verification(State.NONE, null, null, null, false, List.of());
  }

  static Verification broken(@Nullable Path sidecar, String explanation) {
    Finding finding = Finding.bad("claim.malformed", "self#jumbf=/c2pa", explanation);
    return new Verification(State.INVALID, sidecar, null, null, false, List.of(finding));
  }
}
