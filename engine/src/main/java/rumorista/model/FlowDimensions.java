package rumorista.model;

import com.google.errorprone.annotations.Immutable;

/**
 * Dimensions of an MMAudio flow network.
 *
 * @param channels of the latent
 * @param width of a token inside
 * @param heads attention heads
 * @param jointBlocks blocks in which sound, picture and text see each other
 * @param fusedBlocks blocks of sound alone behind them
 * @param second whether it is of the second version
 * @param clipWidth values that CLIP gives a picture
 * @param syncWidth values that Synchformer gives an instant
 * @param textWidth values that CLIP gives a word
 * @param textTokens words
 */
@Immutable
public record FlowDimensions(
    int channels,
    int width,
    int heads,
    int jointBlocks,
    int fusedBlocks,
    boolean second,
    int clipWidth,
    int syncWidth,
    int textWidth,
    int textTokens) {}
