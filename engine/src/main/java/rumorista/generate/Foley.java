package rumorista.generate;

import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import rumorista.Device;
import rumorista.Footage;
import rumorista.GenerationOptions;
import rumorista.Passage;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.SoundStream;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.media.VideoReader;
import rumorista.model.AudioModel;
import rumorista.model.Scene;
import rumorista.model.eye.Eye;
import rumorista.model.eye.EyeSpec;
import rumorista.provenance.Origin;
import rumorista.tensor.Libtorch;
import rumorista.tensor.TensorScope;
import rumorista.text.SentenceEncoder;

/**
 * The artist who watches a film and makes its sound. Nothing else generates sound. One thread uses
 * it at a time.
 */
public final class Foley {
  private static final double LONGEST_SECONDS = 24 * 3600;

  private final AudioModel<?> model;
  private final Path directory;
  private final Set<String> credits = new LinkedHashSet<>();
  private @Nullable Path film;

  private Foley(AudioModel<?> model, Path directory) {
    this.model = model;
    this.directory = directory;
  }

  /** Begins to load what every model needs, beside whatever else is to be done before. */
  public static void prepare() {
    Libtorch.prepare();
    SentenceEncoder.prepare();
  }

  /**
   * Loads a model directory.
   *
   * @param library folder of recordings to draw on instead of the model's own; see {@code
   *     docs/MODELS.md}
   */
  public static Foley load(Path modelDirectory, @Nullable Path library, Device device) {
    return new Foley(Models.load(modelDirectory, library, device), modelDirectory);
  }

  /** What the model is called. */
  public String name() {
    return model.spec().name();
  }

  /** The model as a manifest names it: with the commit that it was trained at and its weights. */
  public Origin.Model origin() {
    Map<String, Object> training = model.spec().training();
    String commit = String.valueOf(training.getOrDefault("commit", "unknown"));
    // Hashing gigabytes takes longer than a sound may: an import has done it.
    Object sha256 = training.get(Models.WEIGHTS_SHA256);
    Origin.Model origin =
        sha256 != null
            ? new Origin.Model(name(), commit, sha256.toString())
            : Origin.Model.of(name(), commit, Models.weights(directory));
    return origin.under(licence());
  }

  /** How many solver steps and how much guidance suit the model. */
  public GenerationOptions usualOptions(long seed) {
    return new GenerationOptions(model.spec().steps(), model.spec().guidance(), seed);
  }

  /** Whether the model looks at the film itself. */
  public boolean sees() {
    return model.spec().sees();
  }

  /** What the weights may be used for, as an SPDX identifier. */
  public String licence() {
    return model.spec().licence();
  }

  /** Shows the film that the next sounds are for to a model that sees; {@code null} if none. */
  public void show(@Nullable Path shown) {
    film = shown;
  }

  /** Of the sound that is made, in hertz. */
  public int sampleRate() {
    return model.spec().sampleRate();
  }

  /**
   * When things happen in a film and how loud, as an eye sees it.
   *
   * @param eye a directory with {@code model.json} and weights, such as {@code models/eye}
   */
  public static Timeline watch(Path film, Path eye, Progress progress) {
    Eye watching = Eye.load(eye);
    EyeSpec spec = watching.spec();
    try (VideoReader frames =
        VideoReader.open(film, spec.frameRate(), spec.columns(), spec.rows())) {
      return watching.watch(frames, progress);
    }
  }

  /** The same where each passage of the film asks for something else. */
  public Timeline compose(List<Passage> passages, Timeline motion) {
    if (passages.size() == 1) {
      return compose(passages.getFirst().prompt(), motion);
    }
    int tokens = (int) Math.ceil(motion.seconds() * model.tokenRate());
    Timeline whole = motion.resample(model.tokenRate(), tokens);
    float[] loudness = whole.loudness().clone();
    float[] onset = whole.onset().clone();
    for (Passage passage : passages) {
      int from = Math.min(tokens, (int) Math.round(passage.start() * model.tokenRate()));
      boolean last = passage.equals(passages.getLast());
      int end = (int) Math.round(passage.end() * model.tokenRate());
      int to = last ? tokens : Math.min(tokens, end);
      if (to > from) {
        Timeline part = compose(passage.prompt(), whole.slice(from, to));
        System.arraycopy(part.loudness(), 0, loudness, from, to - from);
        System.arraycopy(part.onset(), 0, onset, from, to - from);
      }
    }
    return new Timeline(whole.rate(), loudness, onset);
  }

  /** The timeline that suits what is asked for in a film that moves like {@code motion}. */
  public Timeline compose(Prompt prompt, Timeline motion) {
    return model.conditioner().compose(prompt, motion);
  }

  /**
   * Imagines a sound, window by window as it is pulled.
   *
   * @param timeline that it follows; {@code null} leaves it to the prompt
   * @param seconds its length
   */
  public SoundStream imagine(
      Prompt prompt,
      @Nullable Timeline timeline,
      double seconds,
      GenerationOptions options,
      Progress progress) {
    checkLength(seconds);
    credits.clear();
    return imagine(model, prompt, new Footage(film, timeline, 0, seconds), options, progress);
  }

  /**
   * Imagines a sound for a film of several passages: each is imagined by itself when it is pulled,
   * and where two meet, one fades into the other.
   *
   * @param passages one after another, without gaps
   * @param timeline that it follows; {@code null} leaves it to the prompts
   * @param seconds its length
   */
  public SoundStream imagine(
      List<Passage> passages,
      @Nullable Timeline timeline,
      double seconds,
      GenerationOptions options,
      Progress progress) {
    if (passages.size() == 1) {
      return imagine(passages.getFirst().prompt(), timeline, seconds, options, progress);
    }
    checkLength(seconds);
    credits.clear();
    int tokens = Soundtrack.tokens(model, seconds);
    Timeline whole = timeline == null ? null : timeline.resample(model.tokenRate(), tokens);
    Montage.Studio studio =
        (prompt, from, to) -> {
          Timeline part = whole == null ? null : whole.slice(from, to);
          double length = (to - from) / model.tokenRate();
          Progress here =
              (stage, fraction) -> progress.report(stage, (from + fraction * (to - from)) / tokens);
          Footage footage = new Footage(film, part, from / model.tokenRate(), length);
          return imagine(model, prompt, footage, options, here);
        };
    long samples = Math.round(seconds * sampleRate());
    return new Montage(
        studio, passages, model.codec().samplesPerToken(), sampleRate(), tokens, samples);
  }

  private static void checkLength(double seconds) {
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
      throw invalidInput(
          "seconds is %s; wanted more than 0 and at most %.0f", seconds, LONGEST_SECONDS);
    }
  }

  private <C> SoundStream imagine(
      AudioModel<C> audioModel,
      Prompt prompt,
      Footage footage,
      GenerationOptions options,
      Progress progress) {
    double seconds = footage.seconds();
    Scene<C> scene =
        audioModel
            .conditioner()
            .scene(prompt, footage, Soundtrack.tokens(audioModel, seconds), options.seed());
    credits.addAll(scene.credits());
    return new Soundtrack<>(audioModel, scene, seconds, options, progress);
  }

  /**
   * What is left of a mono sound at {@link #sampleRate()} after the way into the latent and back.
   */
  public Waveform roundTrip(Waveform sound) {
    try (TensorScope scope = new TensorScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor latent = model.codec().encode(sound);
      return Waveform.mono(model.codec().decode(latent, new float[0], 1), sampleRate());
    }
  }

  /**
   * Whom to credit for what the last {@code imagine} has drawn on, as far as it has been pulled.
   */
  public List<String> credits() {
    return List.copyOf(credits);
  }
}
