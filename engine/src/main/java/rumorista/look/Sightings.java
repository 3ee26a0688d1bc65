package rumorista.look;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rumorista.vision.Detection;

/**
 * The things of one shot, by agreement over time: what is seen only once, or under changing names,
 * is not believed however sure the detector was.
 */
final class Sightings {
  /** Put before the name of what moves. */
  static final String MOVING = "moving ";

  /** What a person does who goes somewhere. */
  static final String WALKING = "walking person";

  private static final String PERSON = "person";
  private static final double WORTH_A_LOOK = 0.3; // confidence: below, a detection says nothing
  private static final double BELIEVED = 0.35; // mean confidence of a thing
  private static final double AGREED = 0.6; // of a track's confidence is in one name
  private static final int SEEN_TWICE = 2;
  private static final double FORGOTTEN = 5; // seconds after which what was seen once is dropped

  private final double aspect;
  private final List<Track> tracks = new ArrayList<>();
  private int looks;

  /**
   * @param aspect width by height of the picture
   */
  Sightings(double aspect) {
    this.aspect = aspect;
  }

  /** Takes what was detected in the picture at {@code time}; {@code motion} since the last one. */
  void add(double time, List<Detection> detections, MotionMap motion) {
    looks++;
    tracks.removeIf(track -> track.hits() < SEEN_TWICE && track.last() < time - FORGOTTEN);
    for (Detection detection : detections) {
      if (detection.confidence() < WORTH_A_LOOK) {
        continue;
      }
      Track best = null;
      for (Track track : tracks) {
        boolean better =
            track.fit(looks, detection) > 0
                && (best == null || track.fit(looks, detection) > best.fit(looks, detection));
        best = better ? track : best;
      }
      if (best == null) {
        best = new Track(time, looks, detection.box());
        tracks.add(best);
      }
      best.add(time, looks, detection, motion.moves(detection.box()));
    }
  }

  /**
   * What was there, the surest first, each name once.
   *
   * @param start of the shot in seconds
   * @param end of the shot in seconds
   * @param between seconds from look to look
   */
  List<Thing> things(double start, double end, double between) {
    Map<String, Thing> things = new HashMap<>();
    for (Track track : tracks) {
      double confidence = track.confidence();
      if (track.hits() < SEEN_TWICE || track.agreement() < AGREED || confidence < BELIEVED) {
        continue;
      }
      double from = Math.max(start, track.first() - between / 2);
      double to = Math.min(end, track.last() + between / 2);
      merge(things, thing(track, track.name(), from, to));
      if (track.moves()) {
        merge(things, thing(track, MOVING + track.name(), from, to));
      }
      if (track.name().equals(PERSON) && track.walks(aspect)) {
        merge(things, thing(track, WALKING, from, to));
      }
    }
    return things.values().stream()
        .sorted(Comparator.comparingDouble(Thing::confidence).reversed().thenComparing(Thing::name))
        .toList();
  }

  private static Thing thing(Track track, String name, double from, double to) {
    return new Thing(name, track.confidence(), from, to, track.position(), track.size());
  }

  private static void merge(Map<String, Thing> things, Thing thing) {
    things.merge(
        thing.name(),
        thing,
        (a, b) -> {
          Thing surer = a.confidence() >= b.confidence() ? a : b;
          return new Thing(
              surer.name(),
              surer.confidence(),
              Math.min(a.start(), b.start()),
              Math.max(a.end(), b.end()),
              surer.position(),
              surer.size());
        });
  }
}
