package rumorista.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.CueSheet;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.Stem;
import rumorista.Timeline;
import rumorista.cue.CuePlanner;
import rumorista.cue.Generator;
import rumorista.cue.LibraryCasting;
import rumorista.cue.Session;
import rumorista.cue.Shelves;
import rumorista.library.Recording;
import rumorista.look.FilmAnalysis;
import rumorista.look.See;
import rumorista.provenance.Contribution;
import rumorista.retrieval.Veto;
import rumorista.sample.SamplePlacer;

/** Places recordings of sound libraries: the default. */
final class SampleBackend implements Backend {
  private final Shelves shelves;

  SampleBackend(Shelves shelves) {
    this.shelves = shelves;
  }

  @Override
  public String name() {
    return "samples";
  }

  @Override
  public boolean sees() {
    return false;
  }

  @Override
  public @Nullable String notice() {
    return null;
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
    Veto veto =
        Veto.of(request.prompt().negative(), shelves.reader().read(request.prompt().text()));
    LibraryCasting casting = new LibraryCasting(shelves, veto, seed);
    Session session = new Session(seed, seconds, request.film(), activity, casting, progress);
    CueSheet given = request.cues();
    if (given != null) {
      return new Draft(given, session, List.of());
    }
    CuePlanner planner = new CuePlanner(shelves.reader(), veto, casting, seed);
    CueSheet sheet = planner.plan(request.prompt(), see, analysis, activity, seconds);
    return new Draft(sheet, session, planner.remarks());
  }

  @Override
  public Generator generator(Request request) {
    return new SamplePlacer();
  }

  @Override
  public List<String> credits(Session session) {
    Set<String> credits = new LinkedHashSet<>();
    for (Stem stem : Stem.values()) {
      session.drawnOn(stem).forEach(recording -> credits.add(recording.credit()));
    }
    return new ArrayList<>(credits);
  }

  /** For each stem and library, the recordings that are heard. */
  @Override
  public List<Contribution> contributions(Session session, Prompt prompt) {
    List<Contribution> contributions = new ArrayList<>();
    for (Stem stem : Stem.values()) {
      List<Recording> drawn = session.drawnOn(stem);
      for (Shelves.Shelf shelf : shelves.all()) {
        List<Recording> own = drawn.stream().filter(shelf::holds).toList();
        if (!own.isEmpty()) {
          contributions.add(new Contribution(stem, library(shelf, own), prompt, session.seed()));
        }
      }
    }
    if (contributions.isEmpty()) { // nothing but the tone of the room
      Contribution.Library library = library(shelves.all().getFirst(), List.of());
      contributions.add(new Contribution(Stem.AMBIENCE, library, prompt, session.seed()));
    }
    return contributions;
  }

  private static Contribution.Library library(Shelves.Shelf shelf, List<Recording> recordings) {
    String sha256 = shelf.sha256();
    List<Contribution.Credit> credits =
        recordings.stream()
            .map(r -> new Contribution.Credit(r.name(), r.attribution(), r.licence(), r.source()))
            .toList();
    return new Contribution.Library(shelf.name(), sha256.substring(0, 12), sha256, null, credits);
  }
}
