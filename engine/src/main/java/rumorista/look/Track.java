package rumorista.look;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import rumorista.vision.Box;
import rumorista.vision.Detection;

/** One thing followed through a shot, under whatever names it was seen. */
final class Track {
  private static final double SAME_PLACE = 0.2; // overlap of boxes of one thing
  private static final double NEAR = 0.25; // of the picture between centres of the same name
  private static final int GONE = 4; // looks: what is seen again later is another sighting
  private static final double TALL = 1.3; // height by width of whoever stands or walks
  private static final double WALKS = 0.04; // of the picture a second

  private final double first; // seconds
  private final int firstLook;
  private final Box firstBox;
  private double last;
  private int lastLook;
  private Box lastBox;
  private final Map<String, Double> confidences = new HashMap<>(); // summed up
  private final Map<String, Integer> hits = new HashMap<>();
  private double places; // horizontal middles, summed up over looks
  private double heights; // of its boxes, summed up over looks
  private int seen; // looks
  private int moving; // of them

  Track(double time, int look, Box box) {
    this.first = time;
    this.firstLook = look;
    this.firstBox = box;
    this.last = time;
    this.lastLook = look - 1;
    this.lastBox = box;
  }

  /** How well a detection goes on with this track: 0 not at all, up to about 2. */
  double fit(int look, Detection detection) {
    if (look - lastLook > GONE) {
      return 0;
    }
    double overlap = lastBox.overlap(detection.box());
    boolean sameName = detection.label().equals(name());
    double apart = Math.hypot(x(lastBox) - x(detection.box()), y(lastBox) - y(detection.box()));
    if (overlap < SAME_PLACE && !(sameName && apart < NEAR)) {
      return 0;
    }
    return overlap + (sameName ? 1 : 0);
  }

  void add(double time, int look, Detection detection, boolean moves) {
    if (look > lastLook) {
      last = time;
      lastLook = look;
      lastBox = detection.box();
      seen++;
      places += x(lastBox);
      heights += lastBox.height();
      moving += moves ? 1 : 0;
    }
    confidences.merge(detection.label(), detection.confidence(), Double::sum);
    hits.merge(detection.label(), 1, Integer::sum);
  }

  double last() {
    return last;
  }

  double first() {
    return first;
  }

  /** What it is most probably. */
  String name() {
    return confidences.entrySet().stream()
        .max(Comparator.comparingDouble(Map.Entry<String, Double>::getValue))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** How often it was seen under its name. */
  int hits() {
    return hits.getOrDefault(name(), 0);
  }

  /** The confidence in its name, averaged over all looks between the first and the last. */
  double confidence() {
    return confidences.getOrDefault(name(), 0.0) / Math.max(lastLook - firstLook + 1, hits());
  }

  /** How much of all confidence is in its name: 1 if it never looked like anything else. */
  double agreement() {
    double all = confidences.values().stream().mapToDouble(Double::doubleValue).sum();
    return confidences.getOrDefault(name(), 0.0) / all;
  }

  /** The middle of its boxes on average, -1 (left) to 1 (right). */
  double position() {
    return 2 * places / seen - 1;
  }

  /** The height of its boxes on average, by that of the picture. */
  double size() {
    return heights / seen;
  }

  boolean moves() {
    return moving * 2 > seen;
  }

  /**
   * Whether it goes somewhere on its own feet, if it is someone: upright, and from place to place.
   *
   * @param aspect width by height of the picture
   */
  boolean walks(double aspect) {
    double seconds = last - first;
    double way = Math.abs(x(lastBox) - x(firstBox));
    double growth = Math.abs(lastBox.height() - firstBox.height());
    return moves()
        && lastBox.height() > TALL * lastBox.width() * aspect
        && seconds > 0
        && Math.max(way, growth) / seconds > WALKS;
  }

  private static double x(Box box) {
    return (box.left() + box.right()) / 2;
  }

  private static double y(Box box) {
    return (box.top() + box.bottom()) / 2;
  }
}
