package rumorista.model.small;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.Timeline;
import rumorista.library.Recording;
import rumorista.model.Guide;
import rumorista.model.ModelSpec;
import rumorista.model.Scene;
import rumorista.signal.Attacks;
import rumorista.signal.Mixing;
import rumorista.tensor.TensorData;
import rumorista.text.SentenceEncoder;

/**
 * One soundtrack of the small model: hands out the conditions of its windows, the collages among
 * them.
 */
final class SmallScene implements Scene<SmallConditions> {
  /** How far below the loudest instant the further parts of a prompt lie, in dB. */
  static final float BACKGROUND = -14;

  /** How much of the draft's grain survives; less blurs harmonics, more lets its cuts be heard. */
  private static final double SKETCH_TIME = 0.55;

  private final ModelSpec.Small spec;
  private final float[] text;
  private final float[] negative;
  private final @Nullable Timeline timeline;
  private final List<Casting.Role> roles;
  private final SplittableRandom random;
  private final float peak;
  private final int[][]
      paths; // the moment that each role plays at each token; -1 if not yet chosen

  SmallScene(
      ModelSpec.Small spec,
      float[] text,
      float[] negative,
      @Nullable Timeline timeline,
      List<Casting.Role> roles,
      SplittableRandom random) {
    this.spec = spec;
    this.text = text;
    this.negative = negative;
    this.timeline = timeline;
    this.roles = roles;
    this.random = random;
    this.peak = timeline == null ? 0 : timeline.peak();
    this.paths = new int[roles.size()][timeline == null ? 0 : timeline.length()];
    for (int[] path : paths) {
      Arrays.fill(path, -1);
    }
  }

  @Override
  public Guide<SmallConditions> window(int from, int to) {
    int tokens = to - from;
    float[] beats = new float[tokens * 2];
    float[] draft = new float[tokens * spec.patch()];
    boolean led = timeline != null;
    boolean drafted = led && !roles.isEmpty();
    if (timeline != null) {
      Patches.normalise(timeline.slice(from, to), beats, 0);
    }
    if (drafted) {
      Patches.normalise(draft(from, to), draft, 0);
    }
    Tensor timelineMask = torch.full(new long[] {1, tokens, 1}, new Scalar(led ? 1.0 : 0.0));
    Tensor beat = TensorData.of(beats, 1, tokens, 2);
    SmallConditions wanted =
        new SmallConditions(
            TensorData.of(text, 1, SentenceEncoder.WIDTH),
            shown(text),
            beat,
            timelineMask,
            TensorData.of(draft, 1, tokens, spec.patch()),
            torch.full(new long[] {1, tokens, 1}, new Scalar(drafted ? 1.0 : 0.0)));
    SmallConditions unwanted =
        new SmallConditions(
            TensorData.of(negative, 1, SentenceEncoder.WIDTH),
            shown(negative),
            beat,
            timelineMask,
            wanted.draft(),
            torch.zeros(1, tokens, 1));
    return new Guide<>(wanted, unwanted, drafted ? wanted.draft() : null, SKETCH_TIME);
  }

  private static Tensor shown(float[] meaning) {
    boolean blank = true;
    for (float value : meaning) {
      blank &= value == 0;
    }
    return torch.full(new long[] {1, 1}, new Scalar(blank ? 0.0 : 1.0));
  }

  /** All roles together, as loud as the timeline wants. */
  private float[][] draft(int from, int to) {
    Timeline lead = Objects.requireNonNull(timeline).slice(from, to);
    Timeline behind = behind(lead);
    float[][] sum = Mixing.silence((to - from) * spec.framesPerToken(), spec.bands());
    for (int role = 0; role < roles.size(); role++) {
      Exemplar exemplar = roles.get(role).exemplar();
      Timeline wanted = role == 0 ? lead : behind;
      int known = from;
      while (known < to && paths[role][known] >= 0) {
        known++;
      }
      int previous = known == 0 ? -1 : paths[role][known - 1];
      int[] chosen =
          Collage.align(wanted.slice(known - from, to - from), peak, exemplar, previous, random);
      System.arraycopy(chosen, 0, paths[role], known, chosen.length);
      int[] path = Arrays.copyOfRange(paths[role], from, to);
      Mixing.add(sum, Collage.draft(wanted, exemplar, path), 0, 0);
    }
    return sum;
  }

  /** What the parts after the first follow: they lie behind it, and nothing strikes in them. */
  private Timeline behind(Timeline lead) {
    float[] loudness = lead.loudness().clone();
    for (int i = 0; i < loudness.length; i++) {
      loudness[i] = Math.min(loudness[i], peak + BACKGROUND);
    }
    return new Timeline(lead.rate(), loudness, new float[loudness.length]);
  }

  /** Attacks that are wanted are sharpened, others softened. */
  @Override
  public Tensor correct(Tensor latent, int from, int to) {
    if (timeline == null) {
      return latent;
    }
    float[][] levels = Patches.levels(TensorData.floats(latent), spec.bands());
    Attacks.shape(levels, timeline.slice(from, to), spec.framesPerToken());
    float[] corrected = new float[(to - from) * spec.patch()];
    Patches.normalise(levels, corrected, 0);
    return TensorData.of(corrected, 1, to - from, spec.patch());
  }

  @Override
  public List<String> credits() {
    return roles.stream()
        .flatMap(role -> role.recordings().stream())
        .map(Recording::credit)
        .distinct()
        .toList();
  }
}
