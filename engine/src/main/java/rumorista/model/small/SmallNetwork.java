package rumorista.model.small;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import rumorista.model.FlowNetwork;
import rumorista.model.ModelSpec;
import rumorista.nn.Parameter;
import rumorista.nn.RotaryEmbedding;
import rumorista.nn.TimeEmbedding;
import rumorista.nn.TransformerBlock;

/**
 * Predicts clean log-mel patches from noisy ones: a transformer over tokens of a few frames each,
 * with the text as a prefix, the timeline and the draft added to every token, and time and text in
 * the adaptive layer norms. It predicts the sound itself rather than the noise (JiT, Li & He 2025);
 * learned gates let the noisy input and the draft through to the output, since fine random texture
 * need not pass the narrow inside.
 */
public final class SmallNetwork extends Module implements FlowNetwork<SmallConditions> {
  private static final int SENTENCE_WIDTH = 384;
  private static final int TIMELINE_WIDTH = 2;

  /** The way from a mixture to the sound counts as no shorter, so that its division is tame. */
  public static final double SHORTEST_WAY = 0.05;

  private final ModelSpec.Small spec;
  private final LinearImpl noisyIn;
  private final LinearImpl draftIn;
  private final LinearImpl timelineIn;
  private final LinearImpl textIn;
  private final Tensor noText;
  private final LinearImpl timeHidden;
  private final LinearImpl timeOut;
  private final LinearImpl textOut;
  private final LinearImpl modulation;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final LinearImpl lastModulation;
  private final LinearImpl patchOut;
  private final LinearImpl gates;

  public SmallNetwork(ModelSpec.Small spec) {
    super("SmallNetwork");
    this.spec = spec;
    int width = spec.width();
    this.noisyIn = register_module("noisy_in", new LinearImpl(spec.patch(), width));
    this.draftIn = register_module("draft_in", new LinearImpl(spec.patch() + 1, width));
    this.timelineIn = register_module("timeline_in", new LinearImpl(TIMELINE_WIDTH + 1, width));
    this.textIn =
        register_module(
            "text_in", new LinearImpl(SENTENCE_WIDTH, (long) spec.textTokens() * width));
    this.noText =
        Parameter.register(
            this, "no_text", torch.randn(1, SENTENCE_WIDTH).mul(torch.tensor(0.05f)));
    this.timeHidden = register_module("time_hidden", new LinearImpl(256, width));
    this.timeOut = register_module("time_out", new LinearImpl(width, width));
    this.textOut = register_module("text_out", new LinearImpl(SENTENCE_WIDTH, width));
    this.modulation =
        register_module(
            "modulation", new LinearImpl(width, (long) TransformerBlock.MODULATIONS * width));
    ModuleListImpl list = register_module("blocks", new ModuleListImpl());
    for (int i = 0; i < spec.depth(); i++) {
      TransformerBlock block = new TransformerBlock(width, spec.heads());
      list.push_back(block);
      blocks.add(block);
    }
    this.lastModulation = register_module("last_modulation", new LinearImpl(width, 2L * width));
    this.patchOut = register_module("patch_out", new LinearImpl(width, spec.patch()));
    this.gates = register_module("gates", new LinearImpl(width, 2L * spec.patch()));
    startAsIdentity(modulation, lastModulation, patchOut, gates);
  }

  /** Zero weights, so that training starts from blocks that do nothing (Peebles & Xie 2023). */
  private static void startAsIdentity(LinearImpl... layers) {
    try (NoGradGuard noGrad = new NoGradGuard()) {
      for (LinearImpl layer : layers) {
        layer.weight().zero_();
        layer.bias().zero_();
      }
    }
  }

  public ModelSpec.Small spec() {
    return spec;
  }

  /** A tensor where the weights are and of their precision; itself if it is there already. */
  public Tensor bring(Tensor tensor) {
    return tensor.to(noText);
  }

  /** Conditions where the weights are. */
  public SmallConditions bring(SmallConditions conditions) {
    return conditions.to(noText);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Latent and conditions may be on another device than the weights; the velocity is where the
   * latent is. Untested on a GPU.
   */
  @Override
  public Tensor velocity(Tensor latent, double time, SmallConditions conditions) {
    Tensor here = bring(latent);
    Tensor times = bring(torch.full(new long[] {latent.size(0)}, new Scalar(time)));
    Tensor way = clean(here, times, bring(conditions)).sub(here);
    return way.div(new Scalar(Math.max(1 - time, SHORTEST_WAY))).to(latent);
  }

  /**
   * The clean patches that {@code noisy} may stem from. All tensors are where the weights are.
   *
   * @param noisy {@code [batch, token, patch]}
   * @param time {@code [batch]}: 0 is noise, 1 is sound
   * @return {@code [batch, token, patch]}
   */
  public Tensor clean(Tensor noisy, Tensor time, SmallConditions conditions) {
    Tensor text = torch.lerp(noText, conditions.text(), conditions.textMask()); // [batch, 384]
    Tensor condition =
        timeOut
            .forward(torch.silu(timeHidden.forward(TimeEmbedding.of(time, 256))))
            .add(textOut.forward(text)); // [batch, width]
    Tensor active = torch.silu(condition);
    Tensor prefix = textIn.forward(text).view(text.size(0), spec.textTokens(), spec.width());
    Tensor draft = conditions.draft().mul(conditions.draftMask());
    Tensor tokens =
        noisyIn
            .forward(noisy)
            .add(draftIn.forward(torch.cat(new TensorVector(draft, conditions.draftMask()), -1)))
            .add(
                timelineIn.forward(
                    torch.cat(
                        new TensorVector(
                            conditions.timeline().mul(conditions.timelineMask()),
                            conditions.timelineMask()),
                        -1)));
    Tensor hidden =
        torch.cat(new TensorVector(prefix, tokens), 1); // [batch, prefix + token, width]
    RotaryEmbedding rotary =
        RotaryEmbedding.of(
            spec.textTokens(), (int) noisy.size(1), spec.width() / spec.heads(), noisy);
    Tensor shared =
        modulation.forward(active).view(text.size(0), TransformerBlock.MODULATIONS, spec.width());
    for (TransformerBlock block : blocks) {
      hidden = block.forward(hidden, shared, rotary);
    }
    hidden = hidden.narrow(1, spec.textTokens(), noisy.size(1));
    TensorVector last = lastModulation.forward(active).unsqueeze(1).chunk(2, -1);
    Tensor made = patchOut.forward(TransformerBlock.modulate(hidden, last.get(0), last.get(1)));
    TensorVector gate = gates.forward(active).unsqueeze(1).chunk(2, -1); // 2 x [batch, 1, patch]
    return made.add(noisy.mul(gate.get(0))).add(draft.mul(gate.get(1)));
  }
}
