package rumorista.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code model.json} says: the family, its dimensions and where the weights come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "family")
@JsonSubTypes(@JsonSubTypes.Type(value = ModelSpec.Small.class, name = "small"))
public sealed interface ModelSpec {
  String name();

  String licence();

  int sampleRate();

  /** Where the weights come from: data, options, seed, commit. */
  Map<String, Object> training();

  /**
   * Our own family: a flow on log-mel patches.
   *
   * @param name what the user calls it
   * @param licence of the weights, as an SPDX identifier
   * @param sampleRate in hertz
   * @param fftSize samples in an analysis window
   * @param hop samples from frame to frame
   * @param bands mel bands
   * @param framesPerToken mel frames that one token holds
   * @param width of a token inside the network
   * @param depth transformer blocks
   * @param heads attention heads
   * @param textTokens tokens that the sentence embedding becomes
   * @param windowTokens tokens that the network was trained to see at once
   * @param vocoder that finds the phases; null leaves them to Griffin-Lim
   * @param training where the weights come from: data, options, seed, commit
   */
  record Small(
      String name,
      String licence,
      int sampleRate,
      int fftSize,
      int hop,
      int bands,
      int framesPerToken,
      int width,
      int depth,
      int heads,
      int textTokens,
      int windowTokens,
      @Nullable VocoderSpec vocoder,
      Map<String, Object> training)
      implements ModelSpec {
    /** One without a vocoder. */
    public Small(
        String name,
        String licence,
        int sampleRate,
        int fftSize,
        int hop,
        int bands,
        int framesPerToken,
        int width,
        int depth,
        int heads,
        int textTokens,
        int windowTokens,
        Map<String, Object> training) {
      this(
          name,
          licence,
          sampleRate,
          fftSize,
          hop,
          bands,
          framesPerToken,
          width,
          depth,
          heads,
          textTokens,
          windowTokens,
          null,
          training);
    }

    /** The same with a record of how the weights were made. */
    public Small trained(Map<String, Object> record) {
      return new Small(
          name,
          licence,
          sampleRate,
          fftSize,
          hop,
          bands,
          framesPerToken,
          width,
          depth,
          heads,
          textTokens,
          windowTokens,
          vocoder,
          record);
    }

    /** Values in a token. */
    public int patch() {
      return framesPerToken * bands;
    }

    /** Tokens a second. */
    public double tokenRate() {
      return (double) sampleRate / hop / framesPerToken;
    }
  }
}
