package rumorista.train;

/**
 * One window to learn from, in the network's numbers; the masks are 1 for a condition shown, 0 for
 * one hidden.
 *
 * @param target {@code [token][patch]}, flat
 * @param timeline {@code [token][2]}, flat
 * @param draft {@code [token][patch]}, flat
 * @param text sentence embedding
 */
record Example(
    float[] target,
    float[] timeline,
    float[] draft,
    float[] text,
    float timelineShown,
    float draftShown,
    float textShown) {
  /** The same with no condition hidden. */
  Example allShown() {
    return new Example(target, timeline, draft, text, 1, 1, 1);
  }
}
