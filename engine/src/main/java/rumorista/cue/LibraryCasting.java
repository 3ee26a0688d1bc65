package rumorista.cue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import rumorista.Subject;
import rumorista.library.Anatomy;
import rumorista.library.Anatomy.Role;
import rumorista.library.Recording;
import rumorista.retrieval.Answer;
import rumorista.retrieval.Kind;
import rumorista.retrieval.KindTable;
import rumorista.retrieval.Veto;
import rumorista.retrieval.Wish;

/**
 * Chooses recordings of sound libraries: one that answers best leads, its siblings of the same
 * source join it, so that a thing keeps its character. Chosen once for each thing of a take.
 */
public final class LibraryCasting implements Casting {
  private static final double AS_GOOD = 0.12; // scores so close to the best may lead
  private static final double SHARPNESS = 18; // how much better scores are preferred
  private static final double ENOUGH_EVENTS = 12;
  private static final int MOST_PARTS = 8;
  private static final int MOST_TEXTURES = 3;

  /** Textures of single cries and clicks, with pauses between them. */
  private static final Set<String> INTERMITTENT =
      Set.of(
          "songbird",
          "frog",
          "insects",
          "bee",
          "bubbles",
          "snoring",
          "wind_chime",
          "popcorn",
          "leaves_rustle",
          "ice_groan");

  private final Shelves shelves;
  private final Veto veto;
  private final long seed;
  private final Map<String, Cast> casts = new HashMap<>();

  /**
   * @param veto what must not be heard
   * @param seed of the take
   */
  public LibraryCasting(Shelves shelves, Veto veto, long seed) {
    this.shelves = shelves;
    this.veto = veto;
    this.seed = seed;
  }

  @Override
  public Cast of(Subject subject) {
    String key = subject.thing() + "\n" + subject.recording();
    return casts.computeIfAbsent(key, k -> choose(subject));
  }

  private Cast choose(Subject subject) {
    Wish wish = shelves.wish(subject);
    Kind kind = KindTable.shared().kind(wish.kind());
    String pinned = subject.recording();
    if (pinned != null) {
      return cast(subject, List.of(shelves.recording(pinned)), kind, "");
    }
    Cast standIn = null;
    for (Shelves.Shelf shelf : shelves.all()) {
      Answer answer = shelf.retrieval().answer(wish, veto);
      List<Cast.Part> parts = lead(subject, wish, shelf, answer);
      boolean fits = answer.fits() && !parts.isEmpty();
      Cast cast = cast(subject, parts, kind, fits ? "" : missing(wish, answer));
      if (fits) {
        return cast;
      }
      standIn = standIn == null || standIn.isEmpty() ? cast : standIn;
    }
    return standIn == null ? Cast.none(subject.thing(), "") : standIn;
  }

  private String missing(Wish wish, Answer answer) {
    String message =
        answer.fits()
            ? "the recordings of \"%s\" cannot be used".formatted(wish.words())
            : answer.message(wish);
    int open = shelves.installable(wish.kind());
    return open == 0
        ? message
        : message
            + "; %d open recordings of %s can be installed"
                .formatted(open, wish.kind().replace('_', ' '));
  }

  private static Cast cast(
      Subject subject, List<Cast.Part> parts, @Nullable Kind kind, String missing) {
    double semitones = kind == null ? 0.5 : kind.pitchSemitones();
    boolean struck = kind != null && kind.struck();
    double pause = kind == null ? 1 : kind.gapSeconds();
    boolean intermittent = kind != null && INTERMITTENT.contains(kind.name());
    return new Cast(subject.thing(), parts, semitones, struck, pause, intermittent, missing);
  }

  /** A recording that answers about as well as the best, and its siblings. */
  private List<Cast.Part> lead(Subject subject, Wish wish, Shelves.Shelf shelf, Answer answer) {
    SplittableRandom random = Seed.random(seed, "cast/" + subject.thing());
    double best = answer.matches().isEmpty() ? 0 : answer.matches().getFirst().score();
    List<Cast.Part> good = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (Answer.Match match : answer.matches()) {
      Anatomy anatomy = shelf.anatomy(match.recording());
      if (match.score() >= best - AS_GOOD && anatomy != null) {
        good.add(new Cast.Part(match.recording(), anatomy));
        double fit = fit(wish.role(), anatomy);
        weights.add(fit * Math.exp(SHARPNESS * (match.score() - best)));
      }
    }
    if (good.isEmpty()) {
      return List.of();
    }
    Cast.Part lead = good.get(pick(weights, random));
    return withSiblings(lead, good, wish.role() == Role.TEXTURE);
  }

  private static int pick(List<Double> weights, SplittableRandom random) {
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    double mark = random.nextDouble() * sum;
    int i = 0;
    while (i + 1 < weights.size() && (mark -= weights.get(i)) > 0) {
      i++;
    }
    return i;
  }

  private static List<Cast.Part> withSiblings(
      Cast.Part lead, List<Cast.Part> good, boolean texture) {
    List<Cast.Part> parts = new ArrayList<>(List.of(lead));
    int events = lead.anatomy().events().size();
    for (Cast.Part part : good) {
      boolean full = texture ? parts.size() >= MOST_TEXTURES : events >= ENOUGH_EVENTS;
      boolean sameBuild = part.anatomy().role() == lead.anatomy().role();
      if (!part.equals(lead)
          && sameBuild
          && !full
          && parts.size() < MOST_PARTS
          && isSibling(part.recording(), lead.recording())) {
        parts.add(part);
        events += part.anatomy().events().size();
      }
    }
    return List.copyOf(parts);
  }

  private static boolean isSibling(Recording a, Recording b) {
    return a.source().equals(b.source())
        && a.label().equals(b.label())
        && a.caption().equals(b.caption());
  }

  /** How well a recording that is built so serves as what is wanted, 0 to 1. */
  private static double fit(Role wanted, Anatomy anatomy) {
    boolean tooShort = anatomy.seconds() < 1.5;
    return switch (wanted) {
      case EVENT ->
          switch (anatomy.role()) {
            case EVENT -> 1;
            case SUSTAINED -> 0.7;
            case TEXTURE -> 0.2;
          };
      case SUSTAINED ->
          switch (anatomy.role()) {
            case SUSTAINED -> 1;
            case TEXTURE -> 0.6;
            case EVENT -> 0.4;
          };
      case TEXTURE ->
          switch (anatomy.role()) {
            case TEXTURE -> 1;
            case SUSTAINED -> tooShort ? 0.2 : 0.5;
            case EVENT -> tooShort ? 0.1 : 0.3;
          };
    };
  }
}
