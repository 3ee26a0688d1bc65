package rumorista.vision.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import rumorista.Background;
import rumorista.RumoristaException;
import rumorista.vision.Detection;
import rumorista.vision.Detector;

/**
 * Two detectors that look at the same picture and know each other's weaknesses. What one says is
 * taken as evidence, in log odds; so confidence means about the same whoever spoke. Where both see
 * the same thing in the same place, it is told once and more surely; a thing that the other one
 * should have seen and did not, or takes for something else, is told less surely. The constants
 * were fitted to labelled frames: docs/LOG.md.
 */
final class JointDetector implements Detector {
  /** What is less sure is not told. */
  private static final double LEAST_CONFIDENCE = 0.2;

  /** How far boxes of the same label must overlap to be about the same thing. */
  private static final double SAME = 0.3;

  /** Labels so wide that they contradict no other. */
  private static final Set<String> WIDE = Set.of("vehicle", "table", "desk", "footwear", "box");

  private static final double AGREED = 1;
  private static final double AGREED_SLOPE = 0.5;
  private static final double CONTRADICTED = 0.5;

  private final Witness first;
  private final Witness second;

  /**
   * A detector and what its word is worth.
   *
   * @param slope by which its log odds are multiplied: below 1 if it boasts
   * @param shift which is added to them: above 0 if it is shy
   * @param missing what is taken off if the other one knows the label and does not see it
   */
  record Witness(Detector detector, double slope, double shift, double missing) {
    /** COCO's: sure of itself, also where it meets what it has never learned. */
    static Witness boastful(Detector detector) {
      return new Witness(detector, 0.7, -0.6, 1.5);
    }

    /** Open Images': hardly ever above one half, and nearly always right there. */
    static Witness shy(Detector detector) {
      return new Witness(detector, 1.5, 1.2, 0.75);
    }

    List<Evidence> weigh(List<Detection> found) {
      return found.stream()
          .map(one -> new Evidence(one, slope * logOdds(one.confidence()) + shift))
          .toList();
    }
  }

  /** What was said, and how much speaks for it, in log odds. */
  record Evidence(Detection said, double odds) {}

  JointDetector(Witness first, Witness second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public List<Detection> detect(byte[] rgb, int width, int height) {
    // Each network keeps one core busy: two of them, two.
    CompletableFuture<List<Detection>> theirs =
        Background.begin("second detector", () -> second.detector().detect(rgb, width, height));
    try {
      return joined(first.detector().detect(rgb, width, height), theirs.join());
    } catch (RuntimeException e) {
      // Whoever is told may close the other network at once: not while it runs.
      theirs.handle((found, failure) -> List.of()).join();
      throw e.getCause() instanceof RumoristaException known ? known : e;
    }
  }

  List<Detection> joined(List<Detection> ours, List<Detection> theirs) {
    List<Evidence> rest = new ArrayList<>(second.weigh(theirs));
    List<Evidence> against = List.copyOf(rest);
    List<Detection> told = new ArrayList<>();
    for (Evidence one : first.weigh(ours)) {
      Evidence same = rest.stream().filter(other -> isSame(one, other)).findFirst().orElse(null);
      if (same == null) {
        tell(told, one.said(), one.odds() - doubt(one, against));
      } else {
        rest.remove(same);
        double weaker = Math.min(one.odds(), same.odds());
        double more = Math.max(0, AGREED + AGREED_SLOPE * weaker);
        Evidence surer = one.odds() >= same.odds() ? one : same;
        tell(told, surer.said(), surer.odds() + more);
      }
    }
    for (Evidence one : rest) {
      boolean known = first.detector().labels().contains(one.said().label());
      tell(told, one.said(), one.odds() - (known ? second.missing() : 0));
    }
    told.sort(Comparator.comparingDouble(Detection::confidence).reversed());
    return told;
  }

  /** What is taken off something that the second detector does not see there. */
  private double doubt(Evidence one, List<Evidence> others) {
    boolean known = second.detector().labels().contains(one.said().label());
    double instead =
        others.stream()
            .filter(other -> contradicts(other.said(), one.said()))
            .mapToDouble(Evidence::odds)
            .filter(odds -> odds > 0)
            .map(odds -> odds + CONTRADICTED)
            .max()
            .orElse(0);
    return (known ? first.missing() : 0) + instead;
  }

  private static boolean contradicts(Detection one, Detection other) {
    return !one.label().equals(other.label())
        && !WIDE.contains(one.label())
        && one.box().overlap(other.box()) > Suppression.OVERLAP;
  }

  private static boolean isSame(Evidence one, Evidence other) {
    return one.said().label().equals(other.said().label())
        && one.said().box().overlap(other.said().box()) > SAME;
  }

  private static void tell(List<Detection> told, Detection said, double odds) {
    double confidence = 1 / (1 + Math.exp(-odds));
    if (confidence >= LEAST_CONFIDENCE) {
      told.add(new Detection(said.label(), confidence, said.box()));
    }
  }

  private static double logOdds(double confidence) {
    double inside = Math.clamp(confidence, 1e-3, 1 - 1e-3);
    return Math.log(inside / (1 - inside));
  }

  @Override
  public Set<String> labels() {
    Set<String> labels = new LinkedHashSet<>(first.detector().labels());
    labels.addAll(second.detector().labels());
    return labels;
  }

  @Override
  public void close() {
    first.detector().close();
    second.detector().close();
  }
}
