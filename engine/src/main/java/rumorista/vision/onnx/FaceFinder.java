package rumorista.vision.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rumorista.vision.Box;
import rumorista.vision.onnx.Anchors.Anchor;

/**
 * Where faces are: BlazeFace (Bazarevsky et al. 2019). It sees faces that are at least a fifth as
 * high as what it looks at, so a wide picture is looked at in two squares as well.
 */
final class FaceFinder implements AutoCloseable {
  private static final double LEAST_CONFIDENCE = 0.5;

  /** Wider or higher pictures are looked at in squares too. */
  private static final double LONG = 1.25;

  private static final String BOXES = "boxes";
  private static final String SCORES = "scores";

  /** Box, then six points, each across and down. */
  private static final int COLUMNS = 16;

  private static final int RIGHT_EYE = 4;
  private static final int LEFT_EYE = 6;

  private final OnnxNetwork network;
  private final List<Anchor> anchors = Anchors.faces();

  /**
   * A face as it was found.
   *
   * @param angle by which the line through its eyes is turned, in radians, in pixels that are
   *     square
   */
  record Found(Box box, double confidence, double angle) {}

  private FaceFinder(OnnxNetwork network) {
    this.network = network;
  }

  static FaceFinder load(Path file) {
    FaceFinder finder = new FaceFinder(OnnxNetwork.load(file));
    finder.network.expect(BOXES, 1, finder.anchors.size(), COLUMNS);
    finder.network.expect(SCORES, 1, finder.anchors.size(), 1);
    return finder;
  }

  List<Found> find(Picture picture) {
    List<Found> found = new ArrayList<>();
    for (Square part : Square.of(picture, LONG)) {
      float[] planes = part.planes(picture, network.side(), -1, 1);
      float[][] rows = network.run(planes, BOXES, SCORES);
      for (int row = 0; row < anchors.size(); row++) {
        double confidence = 1 / (1 + Math.exp(-rows[1][row]));
        if (confidence >= LEAST_CONFIDENCE) {
          found.add(found(part, picture, rows[0], row, confidence));
        }
      }
    }
    return Suppression.surest(found, Found::confidence, Found::box);
  }

  private Found found(Square part, Picture picture, float[] rows, int row, double confidence) {
    Anchor anchor = anchors.get(row);
    int first = row * COLUMNS;
    double side = network.side();
    double x = anchor.x() + rows[first] / side;
    double y = anchor.y() + rows[first + 1] / side;
    double width = rows[first + 2] / side;
    double height = rows[first + 3] / side;
    double across = rows[first + LEFT_EYE] - rows[first + RIGHT_EYE];
    double down = rows[first + LEFT_EYE + 1] - rows[first + RIGHT_EYE + 1];
    Box box = part.box(picture, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    return new Found(box, confidence, Math.atan2(down, across));
  }

  @Override
  public void close() {
    network.close();
  }
}
