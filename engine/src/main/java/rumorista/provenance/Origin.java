package rumorista.provenance;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.Prompt;
import rumorista.RumoristaException;
import rumorista.Stem;

/**
 * What a manifest says about a work: how its soundtrack came to be.
 *
 * @param title a name for the work, the file name say
 * @param contributions the parts of the soundtrack: one at least
 * @param prompt what was asked for; only its SHA-256 is written, unless disclosed
 * @param disclosePrompt whether the prompts' own words may be written
 * @param seed of the sound
 * @param watermarkId the 24 bits in the watermark; {@code null} if the sound is not marked
 * @param film the film whose picture was kept; {@code null} if there is none. Its own manifest is
 *     carried along.
 * @param software the version of Rumorista
 * @param time when the work was made
 */
public record Origin(
    String title,
    List<Contribution> contributions,
    Prompt prompt,
    boolean disclosePrompt,
    long seed,
    @Nullable Integer watermarkId,
    @Nullable Path film,
    String software,
    Instant time) {
  /** Ids are smaller than this. */
  public static final int WATERMARK_IDS = 1 << 24;

  /** Hexadecimal digits of an id. */
  static final int ID_DIGITS = 6;

  public Origin {
    contributions = List.copyOf(contributions);
    if (contributions.isEmpty()) {
      throw new IllegalArgumentException("a work of nothing; wanted one contribution at least");
    }
    if (watermarkId != null && (watermarkId < 0 || watermarkId >= WATERMARK_IDS)) {
      throw RumoristaException.invalidInput(
          "watermark id %d: wanted one of 24 bits, 0 to %d", watermarkId, WATERMARK_IDS - 1);
    }
  }

  /** Of a sound that one model made. */
  public Origin(
      String title,
      Model model,
      Prompt prompt,
      boolean disclosePrompt,
      long seed,
      @Nullable Integer watermarkId,
      @Nullable Path film,
      String software,
      Instant time) {
    this(
        title,
        List.of(model.contribution(prompt, seed)),
        prompt,
        disclosePrompt,
        seed,
        watermarkId,
        film,
        software,
        time);
  }

  /** Names of what made the sound, each once, joined by "+". */
  String makers() {
    return String.join(
        "+", contributions.stream().map(part -> part.maker().name()).distinct().toList());
  }

  /**
   * The model, so that others can tell which one it was.
   *
   * @param weightsSha256 in hexadecimal, see {@link #of}
   * @param licence of the weights, as an SPDX identifier; {@code null} if it is not told
   */
  public record Model(String name, String version, String weightsSha256, @Nullable String licence) {
    /** One whose licence is not told. */
    public Model(String name, String version, String weightsSha256) {
      this(name, version, weightsSha256, null);
    }

    /** The same with the licence of its weights. */
    public Model under(String spdx) {
      return new Model(name, version, weightsSha256, spdx);
    }

    /** All of a soundtrack's effects by this model. */
    public Contribution contribution(Prompt prompt, long seed) {
      return new Contribution(
          Stem.EFFECTS,
          new Contribution.Model(name, version, weightsSha256, licence),
          prompt,
          seed);
    }

    /**
     * A model and the hash of its weights.
     *
     * @param weights files, hashed one after the other in this order
     * @throws RumoristaException {@code INVALID_INPUT} if one cannot be read
     */
    public static Model of(String name, String version, List<Path> weights) {
      return new Model(name, version, Sha256.of(weights));
    }
  }

  /** An id of 24 bits as it is written everywhere: six hexadecimal digits. */
  public static String hex(int watermarkId) {
    return "%06x".formatted(watermarkId);
  }
}
