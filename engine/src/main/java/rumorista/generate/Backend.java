package rumorista.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.CueSheet;
import rumorista.Progress;
import rumorista.Prompt;
import rumorista.cue.Generator;
import rumorista.cue.Session;
import rumorista.look.FilmAnalysis;
import rumorista.look.See;
import rumorista.provenance.Contribution;

/** A way to turn requests into cues and cues into sound. */
interface Backend {
  /** What it is called in results. */
  String name();

  /**
   * Whether it looks at the film itself, so that words for what is seen would only be in its way.
   */
  boolean sees();

  /** What is to be known before it is used, such as a licence; {@code null} for nothing. */
  @Nullable String notice();

  /**
   * Begins a take: decides what sounds when.
   *
   * @param analysis of the film; {@code null} if nobody watched
   * @param seconds length of the sound
   * @param seed of the take
   */
  Draft draft(
      Request request,
      See see,
      @Nullable FilmAnalysis analysis,
      double seconds,
      long seed,
      Progress progress);

  /** What turns the cues of effects and ambience into sound. */
  Generator generator(Request request);

  /** Whom to credit for what a take has drawn on, as far as its sound has been pulled. */
  List<String> credits(Session session);

  /** What the parts of a take were made by, once its sound has been pulled. */
  List<Contribution> contributions(Session session, Prompt prompt);

  /**
   * A take that has been planned.
   *
   * @param cues what sounds when
   * @param session which recordings were chosen
   * @param remarks for the user
   */
  record Draft(CueSheet cues, Session session, List<String> remarks) {}
}
