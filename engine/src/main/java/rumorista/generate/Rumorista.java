package rumorista.generate;

import static rumorista.RumoristaException.unreadableMedia;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rumorista.Background;
import rumorista.CueSheet;
import rumorista.Progress;
import rumorista.SoundStream;
import rumorista.Stem;
import rumorista.Timeline;
import rumorista.cue.Generator;
import rumorista.look.Eyes;
import rumorista.look.FilmAnalysis;
import rumorista.look.See;
import rumorista.media.MediaInfo;
import rumorista.mix.Limited;
import rumorista.mix.Quantised;
import rumorista.mix.StemMix;

/**
 * Makes soundtracks: request, analysis, cue sheet, stems, mix, release. Each step can be had alone.
 * One thread uses it at a time.
 */
public final class Rumorista {
  private static final double MOST_MISSING_SECONDS = 0.5;
  private static final double MOST_MISSING_PART = 0.1;
  private static final List<Stem> STEMS = List.of(Stem.EFFECTS, Stem.AMBIENCE);

  private final Setup setup;
  private final CompletableFuture<Backend> backend;

  private Rumorista(Setup setup, CompletableFuture<Backend> backend) {
    this.setup = setup;
    this.backend = backend;
  }

  /** Opens what the setup names: libraries and networks load beside other work. */
  public static Rumorista open(Setup setup, Progress progress) {
    return new Rumorista(setup, Background.begin("loading", () -> Backends.open(setup, progress)));
  }

  private Backend backend() {
    try {
      return backend.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** What makes the sound. */
  public String generatorName() {
    return backend().name();
  }

  /** What is to be known before it is used, such as a licence; {@code null} for nothing. */
  public @Nullable String notice() {
    return backend().notice();
  }

  /** What becomes of what is seen: by default it stands in for a prompt that is not there. */
  public See see(Request request) {
    if (request.film() == null || request.cues() != null) {
      return See.OFF;
    }
    See see = request.see();
    return see != null
        ? see
        : !request.prompt().text().isBlank() || backend().sees() ? See.OFF : See.REPLACE;
  }

  /**
   * Watches the film of a request.
   *
   * @return {@code null} if there is none, or a cue sheet or a timeline makes watching needless
   * @throws rumorista.RumoristaException {@code UNREADABLE_MEDIA} if it is no film, or breaks off
   */
  public @Nullable FilmAnalysis analyze(Request request, Progress progress) {
    Path film = request.film();
    boolean looks = see(request) != See.OFF;
    if (film == null || request.cues() != null || (request.timeline() != null && !looks)) {
      return null;
    }
    FilmAnalysis analysis =
        new FilmAnalyzer(setup.eye()).analyze(film, looks ? setup.eyes() : Eyes::none, progress);
    double wanted = MediaInfo.probe(film).seconds();
    double missing = wanted - analysis.activity().seconds();
    if (missing > Math.max(MOST_MISSING_SECONDS, MOST_MISSING_PART * wanted)) {
      throw unreadableMedia(
          "%s: breaks off after %.1f of %.1f s; wanted the whole film: get it again",
          film, analysis.activity().seconds(), wanted);
    }
    return analysis;
  }

  /**
   * Decides what sounds when in one take.
   *
   * @param analysis of the film; {@code null} if nobody watched
   * @param seed of the take
   */
  public Sketch sketch(
      Request request, @Nullable FilmAnalysis analysis, long seed, Progress progress) {
    Backend.Draft draft =
        backend()
            .draft(request, see(request), analysis, seconds(request, analysis), seed, progress);
    return new Sketch(backend(), draft, backend().generator(request));
  }

  /** Makes all takes of a request and releases them. */
  public List<Take> generate(Request request, Release.Policy policy, Progress progress) {
    return generate(request, policy, progress, take -> {});
  }

  /**
   * Makes all takes of a request and releases them.
   *
   * @param policy of what is let out and how it is marked
   * @param finished is told of each take as soon as its file is there
   */
  public List<Take> generate(
      Request request, Release.Policy policy, Progress progress, Consumer<Take> finished) {
    Outputs outputs =
        Outputs.plan(request.film(), request.output(), request.takes(), request.force());
    FilmAnalysis analysis = analyze(request, progress);
    List<Take> takes = new ArrayList<>();
    for (int number = 1; number <= request.takes(); number++) {
      String name =
          request.takes() == 1 ? "" : "take %d of %d: ".formatted(number, request.takes());
      Progress ofTake = (stage, fraction) -> progress.report(name + stage, fraction);
      Take take = generate(request, analysis, outputs, number, policy, ofTake);
      takes.add(take);
      finished.accept(take);
    }
    return takes;
  }

  private Take generate(
      Request request,
      @Nullable FilmAnalysis analysis,
      Outputs outputs,
      int number,
      Release.Policy policy,
      Progress progress) {
    long begun = System.nanoTime();
    long seed = request.seed() + number - 1;
    Sketch sketch = sketch(request, analysis, seed, progress);
    Path file = outputs.takes().get(number - 1);
    Release.Target target =
        new Release.Target(
            file, request.force(), outputs.isFilm() ? request.film() : null, request.sourceAudio());
    Release.Released released;
    try (SoundStream sound = sketch.master()) {
      released = new Release(policy).release(sound, target, () -> sketch.work(request), progress);
    }
    return new Take(
        file,
        number,
        sketch.cues().seconds(),
        seed,
        request.prompt(),
        analysis != null && see(request) != See.OFF ? analysis.sight().words() : null,
        sketch.activity(),
        sketch.cues(),
        sketch.remarks(),
        backend().name(),
        sketch.credits(),
        released.watermarkId(),
        released.warning(),
        (System.nanoTime() - begun) / 1e9);
  }

  private static double seconds(Request request, @Nullable FilmAnalysis analysis) {
    if (request.film() != null) {
      double seconds = MediaInfo.probe(request.film()).seconds();
      if (Double.isFinite(seconds) && seconds > 0) {
        return seconds;
      }
    }
    if (analysis != null) {
      return analysis.seconds();
    }
    Double wanted = request.seconds();
    Timeline timeline = request.timeline();
    CueSheet cues = request.cues();
    return wanted != null
        ? wanted
        : cues != null ? cues.seconds() : timeline != null ? timeline.seconds() : Request.SECONDS;
  }

  /** A take that is planned and can be heard. */
  public static final class Sketch {
    private final Backend backend;
    private final Backend.Draft draft;
    private final Generator generator;

    private Sketch(Backend backend, Backend.Draft draft, Generator generator) {
      this.backend = backend;
      this.draft = draft;
      this.generator = generator;
    }

    /** What sounds when. */
    public CueSheet cues() {
      return draft.cues();
    }

    /** What happens in the film, as it was seen or given; {@code null} if nobody knows. */
    public @Nullable Timeline activity() {
      return draft.session().activity();
    }

    /** What the user should know, such as that nothing in the library sounds like a word. */
    public List<String> remarks() {
      return draft.remarks();
    }

    /** Whom to credit for what has been drawn on, as far as the sound has been pulled. */
    public List<String> credits() {
      return backend.credits(draft.session());
    }

    /** What a release says of it, once its sound has been pulled. */
    public Release.Work work(Request request) {
      return new Release.Work(
          request.prompt(),
          draft.session().seed(),
          backend.contributions(draft.session(), request.prompt()));
    }

    /** One stem: stereo at 48 kHz, as long as the film, rounded to 24 bits. */
    public SoundStream stem(Stem stem) {
      return new Quantised(generator.generate(draft.cues().of(stem), stem, draft.session()));
    }

    /** The sum of the stems. */
    public SoundStream mix() {
      List<Stem> used = STEMS.stream().filter(stem -> !draft.cues().of(stem).isEmpty()).toList();
      return new StemMix(
          (used.isEmpty() ? List.of(Stem.EFFECTS) : used).stream().map(this::stem).toList());
    }

    /** The mix below full scale: what is released. */
    public SoundStream master() {
      return new Limited(mix());
    }
  }
}
