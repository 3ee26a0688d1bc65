package rumorista.model.mmaudio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.model.FlowDimensions;
import rumorista.model.FlowNetwork;
import rumorista.nn.Dense;
import rumorista.nn.GatedPerceptron;
import rumorista.nn.Layer;
import rumorista.nn.TokenConvolution;
import rumorista.nn.TransformerBlock;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;
import rumorista.tensor.Weights;

/**
 * The network that imagines: blocks in which sound, pictures and words attend to each other, then
 * blocks of sound alone. What Synchformer sees conditions every token of the sound by itself.
 */
final class MmAudioNetwork implements FlowNetwork<FlowConditions>, AutoCloseable {
  private static final int SYNC_GROUP = 8; // instants that Synchformer finds in a segment

  private final Weights weights;
  private final FlowDimensions dimensions;
  private final Layer audioIn;
  private final Layer clipIn;
  private final Layer syncIn;
  private final Layer textIn;
  private final Tensor syncPosition;
  private final Dense clipCondition;
  private final Dense textCondition;
  private final Layer wholeCondition;
  private final TimeFrequencies time;
  private final List<JointBlock> jointBlocks = new ArrayList<>();
  private final List<StreamBlock> fusedBlocks = new ArrayList<>();
  private final Dense lastModulation;
  private final Layer out;
  private final Tensor emptyClip;
  private final Tensor emptySync;
  private final Tensor emptyText;
  private final Tensor latentMean;
  private final Tensor latentStd;

  MmAudioNetwork(Weights weights, FlowDimensions dimensions) {
    this.weights = weights;
    this.dimensions = dimensions;
    int width = dimensions.width();
    int heads = dimensions.heads();
    boolean second = dimensions.second();
    this.audioIn = input(weights, "audio_input_proj", dimensions.channels(), 7, 7);
    this.clipIn = input(weights, "clip_input_proj", dimensions.clipWidth(), 1, 3);
    this.syncIn = input(weights, "sync_input_proj", dimensions.syncWidth(), 7, 3);
    this.textIn = input(weights, "text_input_proj", dimensions.textWidth(), 1, 1);
    this.syncPosition =
        weights.takeFloats("sync_pos_emb", 1, 1, SYNC_GROUP, dimensions.syncWidth());
    this.clipCondition = Dense.of(weights, "clip_cond_proj", width, width, true);
    this.textCondition = Dense.of(weights, "text_cond_proj", width, width, true);
    this.wholeCondition = GatedPerceptron.of(weights, "global_cond_mlp", width, 1);
    this.time = new TimeFrequencies(weights, width, second);
    for (int i = 0; i < dimensions.jointBlocks(); i++) {
      boolean last = i == dimensions.jointBlocks() - 1;
      jointBlocks.add(new JointBlock(weights, "joint_blocks." + i, width, heads, last));
    }
    for (int i = 0; i < dimensions.fusedBlocks(); i++) {
      fusedBlocks.add(new StreamBlock(weights, "fused_blocks." + i, width, heads, 3, false));
    }
    this.lastModulation =
        Dense.of(weights, "final_layer.adaLN_modulation.1", 2L * width, width, true);
    this.out =
        TokenConvolution.of(weights, "final_layer.conv", dimensions.channels(), width, 7, true);
    this.emptyClip = weights.takeFloats("empty_clip_feat", 1, dimensions.clipWidth());
    this.emptySync = weights.takeFloats("empty_sync_feat", 1, dimensions.syncWidth());
    this.emptyText =
        weights.takeFloats("empty_string_feat", dimensions.textTokens(), dimensions.textWidth());
    this.latentMean = weights.takeFloats("latent_mean", 1, 1, dimensions.channels());
    this.latentStd = weights.takeFloats("latent_std", 1, 1, dimensions.channels());
    weights.finish();
  }

  /** Maps the weights. */
  static MmAudioNetwork open(Path file, FlowDimensions dimensions) {
    Weights weights = Weights.open(file);
    try {
      return new MmAudioNetwork(weights, dimensions);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  /** A first layer, a bend and a perceptron; the first version bends only what is convolved. */
  private Layer input(Weights from, String name, int in, int firstKernel, int kernel) {
    int width = dimensions.width();
    Layer first = TokenConvolution.of(from, name + ".0", width, in, firstKernel, true);
    boolean bends = dimensions.second() || firstKernel > 1;
    Layer rest = GatedPerceptron.of(from, name + (bends ? ".2" : ".1"), width, kernel);
    return tokens -> {
      Tensor hidden = first.forward(tokens);
      Tensor bent = !bends ? hidden : dimensions.second() ? torch.silu(hidden) : torch.selu(hidden);
      return rest.forward(bent);
    };
  }

  /** Values of a latent token. */
  int channels() {
    return dimensions.channels();
  }

  /**
   * Brings conditions to the network's width.
   *
   * @param clip of pictures {@code [batch, picture, clipWidth]}; null if there are none
   * @param sync of Synchformer {@code [batch, 8 * segment, syncWidth]}; null if there is none
   * @param text of words {@code [batch, word, textWidth]}; null is what the weights say of no words
   * @param pictures that no pictures stand for
   * @param instants that no instants stand for
   * @param tokens of the sound
   * @return made in the caller's scope
   */
  FlowConditions conditions(
      @Nullable Tensor clip,
      @Nullable Tensor sync,
      @Nullable Tensor text,
      long pictures,
      long instants,
      int tokens) {
    try (TensorScope scope = new TensorScope()) {
      Tensor seen =
          clipIn.forward(
              clip != null ? clip : emptyClip.unsqueeze(0).expand(1, pictures, emptyClip.size(1)));
      Tensor moments =
          sync != null ? sync : emptySync.unsqueeze(0).expand(1, instants, emptySync.size(1));
      long[] shape = moments.shape();
      Tensor placed =
          moments
              .reshape(shape[0], shape[1] / SYNC_GROUP, SYNC_GROUP, shape[2])
              .add(syncPosition)
              .flatten(1, 2);
      Tensor stretched = syncIn.forward(placed).index_select(1, nearest((int) shape[1], tokens));
      Tensor read = textIn.forward(text != null ? text : emptyText.unsqueeze(0));
      return new FlowConditions(
          scope.keep(seen),
          Moments.of(stretched).keep(scope),
          scope.keep(read),
          scope.keep(clipCondition.forward(seen.mean(1))),
          scope.keep(textCondition.forward(read.mean(1))));
    }
  }

  private static Tensor nearest(int from, int to) {
    return torch.tensor(nearestIndices(from, to));
  }

  /** Which of {@code from} places is nearest to each of {@code to}, as "nearest-exact" has it. */
  static int[] nearestIndices(int from, int to) {
    float scale = (float) from / to;
    int[] indices = new int[to];
    for (int i = 0; i < to; i++) {
      indices[i] = Math.min((int) ((i + 0.5f) * scale), from - 1);
    }
    return indices;
  }

  @Override
  public Tensor prepare(Tensor latent) {
    return audioIn.forward(latent);
  }

  @Override
  public Tensor velocity(Tensor prepared, double moment, FlowConditions conditions) {
    try (TensorScope scope = new TensorScope()) {
      float[] times = new float[(int) prepared.size(0)];
      Arrays.fill(times, (float) moment);
      return scope.keep(velocity(prepared, TensorData.of(times, times.length), conditions));
    }
  }

  /**
   * @param prepared latent, {@code [batch, token, width]}
   * @param times {@code [batch]}
   */
  Tensor velocity(Tensor prepared, Tensor times, FlowConditions conditions) {
    int headWidth = dimensions.width() / dimensions.heads();
    int tokens = (int) prepared.size(1);
    int pictures = (int) conditions.clip().size(1);
    PairRotation latentTurn = PairRotation.of(tokens, headWidth, 1);
    PairRotation clipTurn = PairRotation.of(pictures, headWidth, (double) tokens / pictures);
    Tensor asked = wholeCondition.forward(conditions.clipMean().add(conditions.textMean()));
    Tensor whole = time.forward(times).add_(asked).unsqueeze(1); // [batch, 1, width]
    Moments each = conditions.sync().with(whole).bent();
    Moments all = Moments.always(whole).bent();
    JointBlock.Streams streams =
        new JointBlock.Streams(prepared, conditions.clip(), conditions.text());
    for (JointBlock block : jointBlocks) {
      streams = block.forward(streams, each, all, latentTurn, clipTurn);
    }
    Tensor sound = streams.latent();
    for (StreamBlock block : fusedBlocks) {
      try (TensorScope scope = new TensorScope()) {
        StreamBlock.Heads heads = block.before(sound, each, latentTurn);
        Tensor seen = StreamBlock.attend(heads.queriesAndKeys(), heads.values());
        sound = scope.keep(block.after(sound, seen, heads.modulation()));
      }
    }
    // Only the whole conditions the last layer, which the published weights are trained with.
    TensorVector m = all.each(lastModulation).chunk(2, -1);
    return out.forward(TransformerBlock.modulate(sound, m.get(0), m.get(1)));
  }

  /** The latent as the codec knows it, of one with mean 0 and deviation 1. */
  Tensor unnormalise(Tensor latent) {
    return latent.mul(latentStd).add_(latentMean);
  }

  /** The other way. */
  Tensor normalise(Tensor latent) {
    return latent.sub(latentMean).div_(latentStd);
  }

  @Override
  public void close() {
    weights.close();
  }
}
