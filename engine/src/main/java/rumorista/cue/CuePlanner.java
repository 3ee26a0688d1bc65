package rumorista.cue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.Cue;
import rumorista.CueSheet;
import rumorista.LevelCurve;
import rumorista.Prompt;
import rumorista.Staging;
import rumorista.Stem;
import rumorista.Subject;
import rumorista.TextureCue;
import rumorista.Timeline;
import rumorista.library.Anatomy.Role;
import rumorista.look.FilmAnalysis;
import rumorista.look.See;
import rumorista.look.Shot;
import rumorista.look.Sight;
import rumorista.look.Sounding;
import rumorista.look.Thing;
import rumorista.retrieval.Kind;
import rumorista.retrieval.KindTable;
import rumorista.retrieval.PromptReader;
import rumorista.retrieval.Veto;
import rumorista.retrieval.Wish;

/**
 * Decides what sounds when: what was asked for in words and what was seen becomes things; things
 * become cues on the onsets and in the spans of the film, or in their own rhythm.
 */
public final class CuePlanner {
  /** The kind of the tone that lies under everything. */
  public static final String ROOM_TONE = "room_tone";

  private static final double ROOM_LEVEL = -62; // dB RMS
  private static final double STAND_IN = 8; // dB that what only stands in for a sound is softer
  private static final double UNSAID = 6; // dB that what nobody named is softer
  private static final double FARTHEST = 0.6;
  private static final String HIT = "knock_tap"; // what an unknown thing sounds like

  /** Textures that surround; others belong to a thing, such as an engine. */
  private static final Set<String> SURROUNDINGS =
      Set.of(
          "rain",
          "wind",
          "sea_waves",
          "stream_river",
          "waterfall",
          "crowd",
          "city_traffic",
          "insects",
          "songbird",
          "forest_quiet",
          "leaves_rustle",
          "underwater",
          "film_static",
          "electric_hum",
          "applause",
          "cheering",
          "frog",
          "seagull");

  private final PromptReader reader;
  private final Veto veto;
  private final Casting casting;
  private final long seed;
  private final Set<String> remarks = new LinkedHashSet<>();

  /**
   * @param veto what must not be heard
   * @param casting of the take: the rhythm of recordings decides where nothing is seen
   * @param seed of the take
   */
  public CuePlanner(PromptReader reader, Veto veto, Casting casting, long seed) {
    this.reader = reader;
    this.veto = veto;
    this.casting = casting;
    this.seed = seed;
  }

  /** What the user should know, such as that nothing in the library sounds like a word. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /**
   * Plans a film, or a sound without film.
   *
   * @param see what becomes of what is seen
   * @param analysis of the film; {@code null} if nobody watched
   * @param activity when things happen; {@code null} if nobody knows
   * @param seconds length of the sound
   */
  public CueSheet plan(
      Prompt prompt,
      See see,
      @Nullable FilmAnalysis analysis,
      @Nullable Timeline activity,
      double seconds) {
    List<Part> asked = see == See.REPLACE ? List.of() : asked(prompt);
    List<Stretch> stretches = stretches(asked, see, analysis, seconds);
    Placement placement =
        new Placement(
            seconds,
            activity,
            instant -> analysis == null ? 0 : analysis.sight().motion().positionAt(instant),
            rhythm());
    stretches.forEach(placement::happen);
    textures(stretches, placement);
    List<Cue> cues = new ArrayList<>(placement.cues());
    cues.add(
        new TextureCue(
            ROOM_TONE,
            Stem.AMBIENCE,
            0,
            seconds,
            LevelCurve.FLAT,
            Subject.asked(ROOM_TONE, "room tone", ROOM_TONE),
            Staging.centre(ROOM_LEVEL)));
    return new CueSheet(seconds, cues);
  }

  private Placement.Rhythm rhythm() {
    return new Placement.Rhythm() {
      @Override
      public double phrase(Subject subject, int number) {
        Cast cast = casting.of(subject);
        return cast.isEmpty() ? 0 : cast.part(seed, number).phraseSeconds();
      }

      @Override
      public double chance(Subject subject, int number) {
        return Seed.random(seed, "rhythm/" + subject.thing() + "/" + number).nextDouble();
      }
    };
  }

  /** Things that go on are one cue from stretch to stretch. */
  private static void textures(List<Stretch> stretches, Placement placement) {
    for (int i = 0; i < stretches.size(); i++) {
      for (Part part : stretches.get(i).parts()) {
        boolean begins = i == 0 || !holds(stretches.get(i - 1), part);
        if (part.role() == Role.TEXTURE && begins) {
          int last = i;
          while (last + 1 < stretches.size() && holds(stretches.get(last + 1), part)) {
            last++;
          }
          boolean beside =
              stretches.subList(i, last + 1).stream()
                  .anyMatch(s -> s.parts().stream().anyMatch(p -> p.role() != Role.TEXTURE));
          placement.texture(part, stretches.get(i).start(), stretches.get(last).end(), beside);
        }
      }
    }
  }

  private static boolean holds(Stretch stretch, Part part) {
    return stretch.parts().stream()
        .anyMatch(other -> other.subject().thing().equals(part.subject().thing()));
  }

  private List<Stretch> stretches(
      List<Part> asked, See see, @Nullable FilmAnalysis analysis, double seconds) {
    if (analysis == null || see == See.OFF) {
      return List.of(new Stretch(0, seconds, asked));
    }
    List<Stretch> stretches = new ArrayList<>();
    List<Shot> shots = analysis.sight().shots();
    for (Shot shot : shots) {
      List<Part> parts = new ArrayList<>(asked);
      for (Sounding sounding : shot.sounds()) {
        parts.addAll(seen(sounding));
      }
      if (parts.isEmpty()) {
        parts.add(unknown());
      }
      boolean last = shot.equals(shots.getLast());
      stretches.add(new Stretch(shot.start(), last ? seconds : shot.end(), parts));
    }
    return stretches.isEmpty() ? List.of(new Stretch(0, seconds, asked)) : stretches;
  }

  private List<Part> asked(Prompt prompt) {
    List<Part> parts = new ArrayList<>();
    for (Wish wish : reader.read(prompt.text()).wishes(veto)) {
      Part part = part(wish, parts.size() + 1, null);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private List<Part> seen(Sounding sounding) {
    Thing thing = sounding.seenAs();
    if (sounding.kind().isEmpty()) { // a user's own words
      List<Part> parts = new ArrayList<>();
      for (Wish wish : reader.read(sounding.words()).wishes(veto)) {
        Part part = part(wish, 0, thing);
        if (part != null) {
          parts.add(part);
        }
      }
      return parts;
    }
    if (!veto.allows(sounding.kind())) {
      return List.of();
    }
    Kind kind = KindTable.shared().kind(sounding.kind());
    boolean generic = thing.name().equals(Sight.BLOWS);
    Subject subject =
        new Subject(
            sounding.kind(),
            sounding.words(),
            sounding.kind(),
            thing.name(),
            thing.confidence(),
            null);
    Part part =
        part(
            subject,
            kind == null ? Role.EVENT : kind.role(),
            sounding.ambience(),
            thing,
            generic ? UNSAID : 0);
    return List.of(part);
  }

  private @Nullable Part part(Wish wish, int number, @Nullable Thing seenAs) {
    if (wish.music()) {
      remarks.add("\"%s\": music is not made yet; left out".formatted(wish.words()));
      return null;
    }
    String kind = wish.kind();
    double softer = 0;
    if (kind.isEmpty()) {
      remarks.add(
          wish.nearest().isEmpty()
              ? "\"%s\": nothing in the library sounds like it".formatted(wish.words())
              : "\"%s\": nothing in the library sounds like it; nearest: %s"
                  .formatted(wish.words(), String.join(", ", wish.nearest())));
      if (wish.nearest().isEmpty()) {
        return null;
      }
      kind = wish.nearest().getFirst();
      softer = STAND_IN;
    }
    String thing = number == 0 ? wish.words() : number + " " + wish.words();
    Subject subject =
        seenAs == null
            ? Subject.asked(thing, wish.words(), kind)
            : new Subject(thing, wish.words(), kind, seenAs.name(), seenAs.confidence(), null);
    return part(subject, wish.role(), wish.ambience(), seenAs, softer);
  }

  private Part part(
      Subject subject, Role role, boolean ambience, @Nullable Thing seenAs, double softer) {
    Cast cast = casting.of(subject);
    if (!cast.fits()) {
      remarks.add(
          cast.isEmpty()
              ? cast.missing()
              : "%s; the recordings of %s stand in softly"
                  .formatted(cast.missing(), cast.parts().getFirst().recording().words()));
    }
    Kind kind = KindTable.shared().kind(subject.kind());
    Thing placed = seenAs != null && seenAs.size() < 1 ? seenAs : null;
    return new Part(
        subject,
        role,
        kind != null && kind.struck(),
        ambience || (role == Role.TEXTURE && SURROUNDINGS.contains(subject.kind())),
        cast.pauseSeconds(),
        placed != null ? placed.position() : Double.NaN,
        placed != null ? Math.clamp(0.75 - placed.size(), 0, FARTHEST) : 0,
        Math.max(softer, cast.fits() ? 0 : STAND_IN));
  }

  /** Something moves, and nobody knows what: it knocks and taps softly where it does. */
  private Part unknown() {
    Subject subject = new Subject(HIT, "something being hit", HIT, Sight.BLOWS, 0.3, null);
    return part(subject, Role.EVENT, false, null, UNSAID);
  }
}
