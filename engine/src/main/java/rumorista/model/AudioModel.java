package rumorista.model;

/**
 * A model: it reads, imagines and sounds. An immutable value.
 *
 * @param channels of the latent
 * @param windowTokens tokens that the network sees at once
 */
public record AudioModel<C>(
    ModelSpec spec,
    Conditioner<C> conditioner,
    FlowNetwork<C> network,
    LatentCodec codec,
    int channels,
    int windowTokens) {
  /** Tokens a second. */
  public double tokenRate() {
    return (double) spec.sampleRate() / codec.samplesPerToken();
  }
}
