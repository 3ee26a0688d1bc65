package rumorista.model.small;

import org.bytedeco.pytorch.Tensor;

/**
 * What leads the small network through a window of tokens; a mask of zero hides a condition.
 *
 * @param text sentence embeddings {@code [batch, 384]}
 * @param textMask {@code [batch, 1]}
 * @param timeline loudness and onset {@code [batch, token, 2]}
 * @param timelineMask {@code [batch, token, 1]}
 * @param draft collage of library recordings as normalised patches {@code [batch, token, patch]}
 * @param draftMask {@code [batch, token, 1]}
 */
public record SmallConditions(
    Tensor text,
    Tensor textMask,
    Tensor timeline,
    Tensor timelineMask,
    Tensor draft,
    Tensor draftMask) {}
