package rumorista.vision.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.vision.Box;
import rumorista.vision.Detection;
import rumorista.vision.Detector;
import rumorista.vision.onnx.Anchors.Anchor;

/**
 * A detector that looks once (Liu et al. 2016) with a small network (MobileNetV2, Sandler et al.
 * 2018): every row of its output corrects a box and says what may be in it.
 */
final class SingleShotDetector implements Detector {
  /** What is less sure is not told. */
  private static final double LEAST_CONFIDENCE = 0.1;

  private static final String BOXES = "boxes";
  private static final String SCORES = "scores";

  /** The network gives places ten times as large, and logarithms of sizes five times. */
  private static final double PLACE = 10;

  private static final double SIZE = 5;

  private final OnnxNetwork network;
  private final List<String> labels;
  private final List<Anchor> anchors = Anchors.singleShot();

  private SingleShotDetector(OnnxNetwork network, List<String> labels) {
    this.network = network;
    this.labels = labels;
  }

  /**
   * Loads a network.
   *
   * @param labels what its scores stand for, from the second on: the first is the background
   */
  static SingleShotDetector load(Path file, List<String> labels) {
    OnnxNetwork network = OnnxNetwork.load(file);
    SingleShotDetector detector = new SingleShotDetector(network, labels);
    network.expect(BOXES, 1, detector.anchors.size(), 4);
    network.expect(SCORES, 1, detector.anchors.size(), labels.size() + 1);
    return detector;
  }

  @Override
  public List<Detection> detect(byte[] rgb, int width, int height) {
    float[] planes =
        new Picture(rgb, width, height).planes(Box.WHOLE, network.side(), network.side(), -1, 1);
    float[][] rows = network.run(planes, BOXES, SCORES);
    List<Detection> found = new ArrayList<>();
    for (int row = 0; row < anchors.size(); row++) {
      Detection best = best(rows[0], rows[1], row);
      if (best != null) {
        found.add(best);
      }
    }
    return Suppression.surest(found, Detection::confidence, Detection::box);
  }

  /** What a row says most surely; {@code null} if that is not sure enough. */
  private @Nullable Detection best(float[] boxes, float[] scores, int row) {
    int first = row * (labels.size() + 1) + 1;
    int best = 0;
    for (int label = 0; label < labels.size(); label++) {
      best = scores[first + label] > scores[first + best] ? label : best;
    }
    double confidence = 1 / (1 + Math.exp(-scores[first + best]));
    return confidence < LEAST_CONFIDENCE
        ? null
        : new Detection(labels.get(best), confidence, box(boxes, row));
  }

  private Box box(float[] boxes, int row) {
    Anchor anchor = anchors.get(row);
    double y = anchor.y() + boxes[4 * row] / PLACE * anchor.height();
    double x = anchor.x() + boxes[4 * row + 1] / PLACE * anchor.width();
    double height = anchor.height() * Math.exp(boxes[4 * row + 2] / SIZE);
    double width = anchor.width() * Math.exp(boxes[4 * row + 3] / SIZE);
    return new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }

  @Override
  public Set<String> labels() {
    return new LinkedHashSet<>(labels);
  }

  @Override
  public void close() {
    network.close();
  }
}
