package rumorista.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rumorista.GenerationOptions;

/** What {@code model.json} says: the family, its dimensions and where the weights come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "family")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelSpec.Small.class, name = "small"),
  @JsonSubTypes.Type(value = ModelSpec.MmAudio.class, name = "mmaudio")
})
public sealed interface ModelSpec {
  String name();

  String licence();

  int sampleRate();

  /** Where the weights come from: data, options, seed, commit. */
  Map<String, Object> training();

  /** Whether it looks at the film itself, and needs nobody to tell in words what is seen. */
  boolean sees();

  /** Solver steps that suit it. */
  int steps();

  /** Guidance that suits it. */
  double guidance();

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

    @Override
    public boolean sees() {
      return false;
    }

    @Override
    public int steps() {
      return GenerationOptions.STEPS;
    }

    @Override
    public double guidance() {
      return GenerationOptions.GUIDANCE;
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

  /**
   * MMAudio (Cheng et al. 2024), whose published weights a user brings.
   *
   * @param name what the user calls it
   * @param licence of the weights, as an SPDX identifier
   * @param sampleRate in hertz
   * @param windowSeconds that the network was trained to see at once
   * @param steps of the solver that suit it
   * @param guidance that suits it
   * @param flow the network that imagines
   * @param codec between its latents and sound
   * @param sync Synchformer's picture tower, which sees when things happen
   * @param clipPictures CLIP's picture tower, which sees what there is
   * @param clipWords CLIP's text tower
   * @param clipSide of the pictures that CLIP is given, in pixels; what is beyond its last whole
   *     patch it does not look at
   * @param clipWidth values that CLIP's picture tower gives a picture
   * @param training where the weights come from
   */
  record MmAudio(
      String name,
      String licence,
      int sampleRate,
      double windowSeconds,
      int steps,
      double guidance,
      FlowDimensions flow,
      CodecDimensions codec,
      TowerDimensions sync,
      TowerDimensions clipPictures,
      TowerDimensions clipWords,
      int clipSide,
      int clipWidth,
      Map<String, Object> training)
      implements ModelSpec {
    @Override
    public boolean sees() {
      return true;
    }

    /** The same with a record of where the weights come from. */
    public MmAudio trained(Map<String, Object> record) {
      return new MmAudio(
          name,
          licence,
          sampleRate,
          windowSeconds,
          steps,
          guidance,
          flow,
          codec,
          sync,
          clipPictures,
          clipWords,
          clipSide,
          clipWidth,
          record);
    }
  }
}
