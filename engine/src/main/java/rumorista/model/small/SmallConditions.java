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
    Tensor draftMask) {
  /**
   * The same on the device and in the precision of {@code like}; what is there already is not
   * copied. Untested on a GPU.
   */
  SmallConditions to(Tensor like) {
    return new SmallConditions(
        text.to(like),
        textMask.to(like),
        timeline.to(like),
        timelineMask.to(like),
        draft.to(like),
        draftMask.to(like));
  }
}
