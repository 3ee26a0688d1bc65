package rumorista.generate;

import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import rumorista.GenerationOptions;
import rumorista.Progress;
import rumorista.SoundStream;
import rumorista.Waveform;
import rumorista.model.AudioModel;
import rumorista.model.Scene;
import rumorista.tensor.NativeHeap;
import rumorista.tensor.TensorData;
import rumorista.tensor.TensorScope;

/**
 * A sound of any length, imagined window by window as it is pulled. A window begins with the last
 * tokens of the one before it, and its waveform with the last samples: neither has a seam.
 */
final class Soundtrack<C> implements SoundStream {
  private static final int OVERLAP_TOKENS = 16; // that a window shares with the one before it
  private static final int CONTEXT_TOKENS =
      12; // of finished sound that the next piece of waveform is fitted to
  private static final int UNSETTLED_TOKENS = 4; // at a piece's end, made again with the next piece
  private static final double LONGEST_WINDOW = 1.1; // of what the network was trained on

  private final AudioModel<C> model;
  private final Scene<C> scene;
  private final Solver<C> solver;
  private final GenerationOptions options;
  private final Progress progress;
  private final int tokens;
  private final int windowTokens;
  private final long samples;

  private int imagined; // tokens
  private float[] tail = {}; // the last imagined tokens, flat
  private int tailTokens;
  private long sounded; // samples given out
  private float[] known = {}; // the last of these

  Soundtrack(
      AudioModel<C> model,
      Scene<C> scene,
      double seconds,
      GenerationOptions options,
      Progress progress) {
    this.model = model;
    this.scene = scene;
    this.solver = new Solver<>(model.network(), options);
    this.options = options;
    this.progress = progress;
    this.samples = Math.round(seconds * model.spec().sampleRate());
    this.tokens = tokens(model, seconds);
    int longest = (int) (LONGEST_WINDOW * model.windowTokens());
    int windows = Math.max(1, Math.ceilDiv(tokens - OVERLAP_TOKENS, longest - OVERLAP_TOKENS));
    this.windowTokens = Math.ceilDiv(tokens - OVERLAP_TOKENS, windows) + OVERLAP_TOKENS;
  }

  /** Tokens that cover {@code seconds}. */
  static int tokens(AudioModel<?> model, double seconds) {
    return Math.max(1, (int) Math.ceil(seconds * model.tokenRate()));
  }

  @Override
  public int sampleRate() {
    return model.spec().sampleRate();
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public @Nullable Waveform read() {
    if (sounded >= samples) {
      return null;
    }
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      return sound(imagine());
    } finally {
      NativeHeap.trim();
    }
  }

  /**
   * Imagines the next window; returns the tokens that are to be made into sound, context and
   * unsettled ones first.
   */
  private Tensor imagine() {
    int overlap = Math.min(OVERLAP_TOKENS, tailTokens);
    int from = imagined - overlap;
    int to = Math.min(tokens, from + windowTokens);
    Tensor before = TensorData.of(tail, 1, tailTokens, model.channels());
    Tensor start = overlap == 0 ? null : before.narrow(1, tailTokens - overlap, overlap);
    Progress here =
        (stage, fraction) ->
            progress.report(stage, (imagined + fraction * (to - imagined)) / tokens);
    Tensor latent =
        solver.solve(
            scene.window(from, to, here),
            to - from,
            model.channels(),
            start,
            options.seed() + from,
            here);
    NativeHeap.trim();
    Tensor fresh = scene.correct(latent, from, to).narrow(1, overlap, to - imagined);
    imagined = to;
    return torch.cat(new TensorVector(before, fresh), 1);
  }

  private Waveform sound(Tensor latent) {
    int hop = model.codec().samplesPerToken();
    float[] made = model.codec().decode(latent, known, options.seed());
    boolean last = imagined >= tokens;
    int end = made.length - (last ? 0 : UNSETTLED_TOKENS * hop);
    int from = known.length;
    float[] fresh = Arrays.copyOfRange(made, from, Math.max(from, end));
    // What is remembered: the context whose sound is out, and the unsettled tokens behind it.
    int keepTokens =
        Math.min((int) latent.size(1), Math.max(OVERLAP_TOKENS, CONTEXT_TOKENS + UNSETTLED_TOKENS));
    tail = TensorData.floats(latent.narrow(1, latent.size(1) - keepTokens, keepTokens));
    tailTokens = keepTokens;
    known = Arrays.copyOfRange(made, made.length - keepTokens * hop, end);
    float[] given = Arrays.copyOf(fresh, (int) Math.min(fresh.length, samples - sounded));
    sounded += given.length;
    if (last && sounded < samples) {
      given = Arrays.copyOf(given, given.length + (int) (samples - sounded));
      sounded = samples;
    }
    return Waveform.mono(Limiter.limit(given), sampleRate());
  }
}
