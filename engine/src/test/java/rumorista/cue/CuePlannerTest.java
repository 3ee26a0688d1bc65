package rumorista.cue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rumorista.Cue;
import rumorista.CueSheet;
import rumorista.EventCue;
import rumorista.Prompt;
import rumorista.Stem;
import rumorista.Subject;
import rumorista.SustainedCue;
import rumorista.TextureCue;
import rumorista.Timeline;
import rumorista.library.Anatomy;
import rumorista.library.Recording;
import rumorista.look.FilmAnalysis;
import rumorista.look.MotionTrack;
import rumorista.look.See;
import rumorista.look.Shot;
import rumorista.look.Sight;
import rumorista.look.Sounding;
import rumorista.look.Thing;
import rumorista.retrieval.PromptReader;
import rumorista.retrieval.Veto;

class CuePlannerTest {
  private static final PromptReader READER = new PromptReader();

  /** Everything is there, each thing as one recording of a single short event. */
  private static final Casting EVERYTHING =
      subject -> new Cast(subject.thing(), List.of(part(subject)), 1, true, 0.8, false, "");

  private static Cast.Part part(Subject subject) {
    String kind = subject.kind();
    Recording recording =
        new Recording(Path.of(kind), 0.4, kind, kind, kind, "made", "CC0", "CC0/PD", "us");
    Anatomy anatomy =
        new Anatomy(
            Anatomy.Role.EVENT,
            0.4,
            -20,
            List.of(new Anatomy.SoundEvent(0, 100, 19_000, -12)),
            false);
    return new Cast.Part(recording, anatomy);
  }

  /** Ten seconds at 50 instants a second with sharp onsets. */
  private static Timeline activity(double... onsets) {
    float[] loudness = new float[500];
    float[] onset = new float[500];
    Arrays.fill(loudness, -70);
    for (double seconds : onsets) {
      int at = (int) Math.round(seconds * 50);
      onset[at] = 1;
      for (int i = at; i < Math.min(500, at + 25); i++) {
        loudness[i] = Math.max(loudness[i], -18 - (i - at));
      }
    }
    return new Timeline(50, loudness, onset);
  }

  private static CueSheet plan(String prompt, @Nullable Timeline activity) {
    return new CuePlanner(READER, Veto.none(), EVERYTHING, 1)
        .plan(new Prompt(prompt, ""), See.OFF, null, activity, 10);
  }

  private static List<EventCue> events(CueSheet sheet, String kind) {
    return sheet.cues().stream()
        .filter(cue -> cue.subject().kind().equals(kind))
        .filter(cue -> cue instanceof EventCue)
        .map(cue -> (EventCue) cue)
        .toList();
  }

  @Test
  void whatStrikesGoesToTheOnsetsAndWhatGoesOnLiesUnderIt() {
    double[] onsets = {1, 2.5, 4, 7.3};
    CueSheet sheet = plan("footsteps on gravel in the rain", activity(onsets));
    double[] placed = events(sheet, "footsteps_gravel").stream().mapToDouble(Cue::start).toArray();
    assertEquals(onsets.length, placed.length);
    for (int i = 0; i < onsets.length; i++) {
      assertEquals(onsets[i], placed[i], 0.021);
    }
    TextureCue rain =
        (TextureCue)
            sheet.cues().stream()
                .filter(cue -> cue.subject().kind().equals("rain"))
                .findFirst()
                .orElseThrow();
    assertEquals(Stem.AMBIENCE, rain.stem());
    assertEquals(0, rain.start());
    assertEquals(10, rain.end());
  }

  @Test
  void allThatIsNamedIsHeard() {
    CueSheet sheet =
        plan(
            "glass breaking, a door closing and a hammer hitting an anvil",
            activity(1, 3, 5, 6, 8, 9));
    for (String kind : List.of("glass_break", "door_close", "hammer_anvil")) {
      assertFalse(events(sheet, kind).isEmpty(), kind);
    }
    assertEquals(
        6,
        events(sheet, "glass_break").size()
            + events(sheet, "door_close").size()
            + events(sheet, "hammer_anvil").size());
  }

  @Test
  void whatBelongsToAPlaceDoesNotFollowWhatIsSeen() {
    CueSheet sheet = plan("coffee shop ambience", activity(2, 4, 6));
    List<EventCue> dishes = events(sheet, "dishes");
    assertFalse(dishes.isEmpty());
    for (EventCue dish : dishes) {
      assertEquals(Stem.AMBIENCE, dish.stem());
    }
    assertTrue(dishes.getFirst().start() < 1.9, "in its own rhythm");
  }

  @Test
  void withoutOnsetsAnEventComesInItsOwnRhythm() {
    for (Timeline still : Arrays.asList(null, activity())) {
      List<EventCue> barks = events(plan("a dog barking", still), "dog");
      assertTrue(barks.size() >= 3, "barks: " + barks.size());
      assertTrue(barks.getFirst().start() < 0.5);
    }
  }

  @Test
  void whatIsSustainedLastsAsLongAsSomethingMoves() {
    Timeline activity = activity();
    Arrays.fill(activity.loudness(), 100, 225, -20);
    CueSheet sheet = plan("paper tearing slowly and a door creaking", activity);
    List<SustainedCue> sustained =
        sheet.cues().stream()
            .filter(cue -> cue instanceof SustainedCue)
            .map(cue -> (SustainedCue) cue)
            .toList();
    assertFalse(sustained.isEmpty());
    for (SustainedCue cue : sustained) {
      assertEquals(2, cue.start(), 0.05);
      assertEquals(4.5, cue.end(), 0.05);
    }
  }

  @Test
  void aSceneIsNeverSilentAndTheSameWordsGiveTheSameCues() {
    CueSheet nothing = plan("", activity());
    assertEquals(CuePlanner.ROOM_TONE, nothing.cues().getFirst().id());
    List<String> once = plan("a dog barking", activity(1, 2)).cues().stream().map(Cue::id).toList();
    assertEquals(once, plan("a dog barking", activity(1, 2)).cues().stream().map(Cue::id).toList());
  }

  @Test
  void whatIsSeenStaysTypedAndKeepsItsPlace() {
    Thing dog = new Thing("dog", 0.8, 0, 5, -0.7, 0.3);
    Thing rain = new Thing("rain", 0.9, 0, 10);
    Sounding barks = new Sounding("a dog barking", "dog", false, dog);
    Sounding falls = new Sounding("rain falling", "rain", true, rain);
    Sight sight =
        new Sight(
            10,
            List.of(
                new Shot(0, 5, List.of(dog, rain), 0.2, List.of(barks, falls)),
                new Shot(5, 10, List.of(rain), 0.2, List.of(falls))),
            List.of(),
            new MotionTrack(25, new float[250], new float[250]));
    CueSheet sheet =
        new CuePlanner(READER, Veto.none(), EVERYTHING, 1)
            .plan(
                new Prompt("", ""),
                See.REPLACE,
                new FilmAnalysis(sight, activity(1, 3, 7)),
                activity(1, 3, 7),
                10);
    List<EventCue> heard = events(sheet, "dog");
    assertEquals(2, heard.size(), "none in the shot without the dog");
    for (EventCue bark : heard) {
      assertTrue(bark.staging().position() < -0.3, "left, where it is seen");
      assertEquals("dog", bark.subject().seenAs());
    }
    assertEquals(
        1,
        sheet.cues().stream().filter(cue -> cue.subject().kind().equals("rain")).count(),
        "one rain goes on over the cut");
  }

  @Test
  void whatNoRecordingHoldsIsSaidAndLeftOutOrSoft() {
    Casting nothing = subject -> Cast.none(subject.thing(), "nothing sounds like it");
    CuePlanner planner = new CuePlanner(READER, Veto.none(), nothing, 1);
    planner.plan(new Prompt("a dog barking", ""), See.OFF, null, null, 5);
    assertEquals(List.of("nothing sounds like it"), planner.remarks());
  }
}
