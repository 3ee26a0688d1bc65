package rumorista.model;

/**
 * Dimensions of the small model's vocoder.
 *
 * @param width channels inside
 * @param depth blocks; each sees one frame and one patch further to every side
 * @param patch frequencies that one place of the inner grid stands for
 * @param turns of Griffin-Lim after the network
 * @param momentum of these turns
 */
public record VocoderSpec(int width, int depth, int patch, int turns, float momentum) {
  public VocoderSpec {
    if (width < 1 || depth < 0 || patch < 2 || patch % 2 != 0 || turns < 0) {
      throw new IllegalArgumentException(
          "width %d, depth %d, patch %d (even), turns %d".formatted(width, depth, patch, turns));
    }
  }

  /** The shipped vocoder. */
  public static VocoderSpec standard() {
    return new VocoderSpec(48, 5, 8, 12, 0.99f);
  }
}
