package rumorista.provenance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.Prompt;
import rumorista.Stem;

/**
 * One part of a soundtrack: what made it, and from what.
 *
 * @param maker a model, or a library whose recordings were placed
 * @param prompt what was asked for in this part; only its SHA-256 is written, unless disclosed
 * @param seed of this part
 */
public record Contribution(Stem stem, Maker maker, Prompt prompt, long seed) {
  /** What a part of a soundtrack was made by. */
  public sealed interface Maker permits Model, Library {
    String name();

    String version();

    /** Of the weights or of the library's index, in hexadecimal. */
    String sha256();

    /**
     * An SPDX identifier; {@code null} if it is not told, or differs from recording to recording.
     */
    @Nullable String licence();
  }

  /**
   * A trained model.
   *
   * @param sha256 of its weights, in hexadecimal
   * @param licence of the weights
   */
  public record Model(String name, String version, String sha256, @Nullable String licence)
      implements Maker {}

  /**
   * A sound library.
   *
   * @param sha256 of what lists its recordings, in hexadecimal
   * @param credits of the recordings that are heard
   */
  public record Library(
      String name, String version, String sha256, @Nullable String licence, List<Credit> credits)
      implements Maker {
    public Library {
      credits = List.copyOf(credits);
    }
  }

  /**
   * Whom to credit for a recording.
   *
   * @param title as its author called it
   * @param licence as its author gave it
   * @param source where it comes from
   */
  public record Credit(String title, String author, String licence, String source) {}

  boolean isGenerated() {
    return maker instanceof Model;
  }
}
