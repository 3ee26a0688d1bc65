package rumorista.model.mmaudio;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/** Sound, pictures and words see each other (MM-DiT, Esser et al. 2024). */
final class JointBlock {
  private final boolean last;
  private final StreamBlock latent;
  private final StreamBlock clip;
  private final StreamBlock text;

  /** What the block makes of its three streams, each {@code [batch, token, width]}. */
  record Streams(Tensor latent, Tensor clip, Tensor text) {}

  JointBlock(Weights weights, String name, int width, int heads, boolean last) {
    this.last = last;
    this.latent = new StreamBlock(weights, name + ".latent_block", width, heads, 3, false);
    this.clip = new StreamBlock(weights, name + ".clip_block", width, heads, 3, last);
    this.text = new StreamBlock(weights, name + ".text_block", width, heads, 1, last);
  }

  /**
   * @param each conditions the tokens of the sound
   * @param all conditions the rest
   */
  Streams forward(
      Streams in, Moments each, Moments all, PairRotation latentTurn, PairRotation clipTurn) {
    try (TensorScope scope = new TensorScope()) {
      StreamBlock.Heads a = latent.before(in.latent, each, latentTurn);
      StreamBlock.Heads b = clip.before(in.clip, all, clipTurn);
      StreamBlock.Heads c = text.before(in.text, all, null);
      Tensor seen =
          StreamBlock.attend(
              torch.cat(
                  new TensorVector(a.queriesAndKeys(), b.queriesAndKeys(), c.queriesAndKeys()), 1),
              torch.cat(new TensorVector(a.values(), b.values(), c.values()), 1));
      long sounds = in.latent.size(1);
      long pictures = in.clip.size(1);
      long words = in.text.size(1);
      Tensor sound = scope.keep(latent.after(in.latent, seen.narrow(1, 0, sounds), a.modulation()));
      if (last) {
        return new Streams(sound, in.clip, in.text);
      }
      Tensor ofClip = seen.narrow(1, sounds, pictures);
      Tensor ofText = seen.narrow(1, sounds + pictures, words);
      return new Streams(
          sound,
          scope.keep(clip.after(in.clip, ofClip, b.modulation())),
          scope.keep(text.after(in.text, ofText, c.modulation())));
    }
  }
}
