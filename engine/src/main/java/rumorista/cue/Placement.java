package rumorista.cue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import rumorista.Cue;
import rumorista.EventCue;
import rumorista.LevelCurve;
import rumorista.Staging;
import rumorista.Stem;
import rumorista.Subject;
import rumorista.SustainedCue;
import rumorista.TextureCue;
import rumorista.Timeline;
import rumorista.library.Anatomy.Role;

/** Puts things in time: on the onsets and in the spans that are seen, or in their own rhythm. */
final class Placement {
  private static final double EVENT_LEVEL = -11; // dB: RMS of the loudest 10 ms
  private static final double SUSTAINED_LEVEL = -18; // dB RMS
  private static final double TEXTURE_LEVEL = -21; // dB RMS
  private static final double UNDER = 7; // dB that a texture lies lower under events
  private static final double WEAKEST = -14; // dB: an onset below the strongest, at most
  private static final double HEEDED = 0.7; // of the level that is seen at an onset
  private static final double TEXTURE_RANGE = 9; // dB by which the level of a texture follows
  private static final double AMBIENCE_RANGE = 3; // dB
  private static final double PAN = 0.6; // of a place in the frame
  private static final double OVERLAP = 0.25; // seconds by which textures of two shots overlap
  private static final double APART = 0.11; // seconds between events of a thing that is struck
  private static final double APART_OTHERWISE = 0.3; // seconds between cries of an animal
  private static final double FIRST = 0.15; // seconds until a sound without film begins

  private final double seconds;
  private final @Nullable Timeline activity;
  private final DoubleUnaryOperator motion; // position in the frame by instant
  private final Rhythm rhythm;
  private final List<Cue> cues = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /** How the recordings of a thing go on by themselves. */
  interface Rhythm {
    /** Length of phrase {@code number} in seconds; 0 if its recordings hold single events. */
    double phrase(Subject subject, int number);

    /** A number of 0 to 1 that belongs to this phrase. */
    double chance(Subject subject, int number);
  }

  Placement(
      double seconds, @Nullable Timeline activity, DoubleUnaryOperator motion, Rhythm rhythm) {
    this.seconds = seconds;
    this.activity = activity;
    this.motion = motion;
    this.rhythm = rhythm;
  }

  List<Cue> cues() {
    return cues;
  }

  /** What happens in a stretch: events and sustained sounds. */
  void happen(Stretch stretch) {
    List<Part> events = stretch.parts().stream().filter(p -> p.role() == Role.EVENT).toList();
    List<Onset> onsets =
        activity == null
            ? List.of()
            : Onset.between(activity, motion, stretch.start(), stretch.end());
    List<Part> led = onsets.isEmpty() ? List.of() : led(events);
    List<List<Onset>> shares = Onset.share(onsets, led.size());
    for (int i = 0; i < led.size(); i++) {
      onOnsets(led.get(i), shares.get(i));
    }
    int place = 0;
    for (Part part : events) {
      if (!led.contains(part)) {
        inOwnRhythm(part, stretch, place++);
      }
    }
    for (Part part : stretch.parts()) {
      if (part.role() == Role.SUSTAINED) {
        sustained(part, stretch, place++);
      }
    }
  }

  /**
   * Who follows the onsets: what is struck; if nothing is, whoever is named first. What belongs to
   * the surroundings, such as the dishes of a restaurant, does not.
   */
  private static List<Part> led(List<Part> events) {
    List<Part> happening = events.stream().filter(part -> !part.ambience()).toList();
    List<Part> struck = happening.stream().filter(Part::struck).toList();
    return struck.isEmpty() ? happening.subList(0, Math.min(1, happening.size())) : struck;
  }

  private void onOnsets(Part part, List<Onset> onsets) {
    double apart = part.struck() ? APART : APART_OTHERWISE;
    double last = Double.NEGATIVE_INFINITY;
    for (Onset onset : onsets) {
      if (onset.seconds() - last < apart) {
        continue;
      }
      last = onset.seconds();
      double level = Math.max(WEAKEST, HEEDED * onset.level());
      double position = Double.isNaN(part.position()) ? onset.position() : part.position();
      event(part, onset.seconds(), false, level, position);
    }
  }

  /** Whole recordings one after the other, or single events with pauses. */
  private void inOwnRhythm(Part part, Stretch stretch, int place) {
    double at = stretch.start() + Math.min(FIRST + 0.8 * place, stretch.seconds() / 3);
    do {
      int number = numbers.getOrDefault(thing(part), 0);
      double phrase = rhythm.phrase(part.subject(), number);
      double chance = rhythm.chance(part.subject(), number);
      double position = Double.isNaN(part.position()) ? 0 : part.position();
      event(part, at, phrase > 0, 0, position);
      at += phrase + part.pauseSeconds() * (0.7 + 0.6 * chance);
    } while (at < stretch.end() - 0.2);
  }

  private void event(Part part, double at, boolean phrase, double level, double position) {
    int number = numbers.merge(thing(part), 1, Integer::sum) - 1;
    String id = thing(part) + "#" + (number + 1);
    Staging staging =
        new Staging(
            EVENT_LEVEL + level - (part.ambience() ? UNDER : 0) - part.softer(),
            Math.clamp(PAN * position, -1, 1),
            part.distance(),
            false);
    cues.add(new EventCue(id, stem(part), at, number, phrase, part.subject(), staging));
  }

  private void sustained(Part part, Stretch stretch, int place) {
    List<double[]> spans = new ArrayList<>();
    if (activity != null) {
      spans.addAll(Spans.of(activity, stretch.start(), stretch.end()));
    }
    if (spans.isEmpty()) {
      inOwnRhythm(part, stretch, place);
      return;
    }
    for (double[] span : spans) {
      int number = numbers.merge(thing(part), 1, Integer::sum) - 1;
      double middle = (span[0] + span[1]) / 2;
      double position =
          Double.isNaN(part.position()) ? motion.applyAsDouble(middle) : part.position();
      Staging staging =
          new Staging(
              SUSTAINED_LEVEL - part.softer(),
              Math.clamp(PAN * position, -1, 1),
              part.distance(),
              false);
      LevelCurve curve = curve(span[0], span[1], 2 * TEXTURE_RANGE, 20);
      String id = thing(part) + "#" + (number + 1);
      cues.add(new SustainedCue(id, stem(part), span[0], span[1], curve, part.subject(), staging));
    }
  }

  /**
   * A texture that goes on from {@code start} to {@code end}.
   *
   * @param beside whether other things happen meanwhile
   */
  void texture(Part part, double start, double end, boolean beside) {
    int number = numbers.merge(thing(part), 1, Integer::sum) - 1;
    double from = Math.max(0, start - OVERLAP);
    double to = Math.min(seconds, end + OVERLAP);
    double level = TEXTURE_LEVEL - (beside && part.ambience() ? UNDER : 0) - part.softer();
    double position = Double.isNaN(part.position()) ? 0 : part.position();
    Staging staging = new Staging(level, PAN * position, part.distance(), false);
    LevelCurve curve = curve(from, to, part.ambience() ? AMBIENCE_RANGE : TEXTURE_RANGE, 10);
    String id = thing(part) + "@" + (number + 1);
    cues.add(new TextureCue(id, stem(part), from, to, curve, part.subject(), staging));
  }

  /** The level that is seen, relative to the loudest of the span, not below {@code -range}. */
  private LevelCurve curve(double start, double end, double range, double rate) {
    if (activity == null) {
      return LevelCurve.FLAT;
    }
    float[] decibels = new float[(int) Math.max(1, Math.ceil((end - start) * rate))];
    float loudest = Timeline.SILENCE;
    for (int i = 0; i < decibels.length; i++) {
      int from = (int) ((start + i / rate) * activity.rate());
      int to = (int) ((start + (i + 1) / rate) * activity.rate()) + 1;
      float level = Timeline.SILENCE;
      for (int j = Math.max(0, from); j < Math.min(to, activity.length()); j++) {
        level = Math.max(level, activity.loudness()[j]);
      }
      decibels[i] = level;
      loudest = Math.max(loudest, level);
    }
    for (int i = 0; i < decibels.length; i++) {
      decibels[i] = (float) Math.max(-range, decibels[i] - loudest);
    }
    return new LevelCurve(rate, decibels);
  }

  private static Stem stem(Part part) {
    return part.ambience() ? Stem.AMBIENCE : Stem.EFFECTS;
  }

  private static String thing(Part part) {
    return part.subject().thing();
  }
}
