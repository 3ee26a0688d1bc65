package rumorista.generate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.Cue;
import rumorista.CueSheet;
import rumorista.GenerationOptions;
import rumorista.LevelCurve;
import rumorista.Passage;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.Staging;
import rumorista.Stem;
import rumorista.Subject;
import rumorista.TextureCue;
import rumorista.Timeline;
import rumorista.cue.Casting;
import rumorista.cue.Generator;
import rumorista.cue.Session;
import rumorista.look.FilmAnalysis;
import rumorista.look.See;
import rumorista.provenance.Contribution;
import rumorista.provenance.Origin;

/** A network imagines the sound of whole passages of a film from their words. */
final class ModelBackend implements Backend {
  private final Setup setup;
  private final Foley foley;
  private Origin.@Nullable Model origin;

  ModelBackend(Setup setup, Foley foley) {
    this.setup = setup;
    this.foley = foley;
  }

  @Override
  public String name() {
    return foley.name();
  }

  @Override
  public boolean sees() {
    return foley.sees();
  }

  @Override
  public @Nullable String notice() {
    return foley.licence().contains("-NC-")
        ? "the weights are under " + foley.licence() + ": not for commercial use"
        : null;
  }

  @Override
  public Draft draft(
      Request request,
      See see,
      @Nullable FilmAnalysis analysis,
      double seconds,
      long seed,
      Progress progress) {
    Timeline timeline = request.timeline();
    Timeline activity = timeline != null || analysis == null ? timeline : analysis.activity();
    Session session =
        new Session(seed, seconds, request.film(), activity, Casting.NOBODY, progress);
    CueSheet given = request.cues();
    if (given != null) {
      return new Draft(given, session, List.of());
    }
    List<Passage> passages =
        analysis == null
            ? List.of(new Passage(0, seconds, request.prompt()))
            : analysis.sight().passages(request.prompt(), see);
    List<Cue> cues = new ArrayList<>();
    for (Passage passage : passages) {
      Subject subject = Subject.asked("passage", passage.prompt().text(), "");
      boolean last = passage.equals(passages.getLast());
      cues.add(
          new TextureCue(
              "passage@" + (cues.size() + 1),
              Stem.EFFECTS,
              passage.start(),
              last ? seconds : passage.end(),
              LevelCurve.FLAT,
              subject,
              Staging.centre(0)));
    }
    return new Draft(new CueSheet(seconds, cues), session, List.of());
  }

  @Override
  public Generator generator(Request request) {
    GenerationOptions usual = foley.usualOptions(request.seed());
    Integer steps = setup.steps();
    Double guidance = setup.guidance();
    GenerationOptions options =
        new GenerationOptions(
            steps != null ? steps : usual.steps(),
            guidance != null ? guidance : usual.guidance(),
            request.seed());
    return new ModelGenerator(foley, options, request.prompt().negative());
  }

  @Override
  public List<String> credits(Session session) {
    return foley.credits();
  }

  @Override
  public List<Contribution> contributions(Session session, Prompt prompt) {
    Origin.Model known = origin != null ? origin : foley.origin();
    origin = known;
    return List.of(known.contribution(prompt, session.seed()));
  }
}
