package rumorista.look;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rumorista.vision.Face;

/** When the mouth of the largest face is open: it opens at one width and shuts at a smaller one. */
final class Mouths {
  private static final double OPENS =
      0.08; // gap by width of the mouth; speech has 0.05 to 0.2, a shut mouth 0.03
  private static final double SHUTS = 0.05;
  private static final double SURE = 0.5; // confidence of a face
  private static final double LOST = 0.5; // seconds without a face that end an open mouth

  private final List<Span> open = new ArrayList<>();
  private double since = Double.NaN;
  private double last = Double.NEGATIVE_INFINITY;

  /**
   * Takes the faces of the picture at {@code time}.
   *
   * @return whether there was one whose mouth can be seen
   */
  boolean add(double time, List<Face> faces) {
    double openness =
        faces.stream()
            .filter(face -> face.confidence() >= SURE && !Double.isNaN(face.mouthOpenness()))
            .max(Comparator.comparingDouble(face -> face.box().area()))
            .map(Face::mouthOpenness)
            .orElse(Double.NaN);
    boolean lost = Double.isNaN(openness) && time - last > LOST;
    if (Double.isNaN(since) && openness >= OPENS) {
      since = time;
    } else if (!Double.isNaN(since) && (openness <= SHUTS || lost)) {
      finish(lost ? last : time);
    }
    last = Double.isNaN(openness) ? last : time;
    return !Double.isNaN(openness);
  }

  /** A cut, or the end: what is open is seen no longer. */
  void finish(double time) {
    if (!Double.isNaN(since) && time > since) {
      open.add(new Span(since, time));
    }
    since = Double.NaN;
  }

  List<Span> open() {
    return List.copyOf(open);
  }
}
