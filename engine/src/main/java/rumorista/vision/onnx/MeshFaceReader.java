package rumorista.vision.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rumorista.vision.Box;
import rumorista.vision.Face;
import rumorista.vision.FaceReader;
import rumorista.vision.onnx.FaceFinder.Found;

/**
 * Finds faces and lays a mesh of 468 points on each (Kartynnik et al. 2019), from which the gap
 * between the lips is read.
 */
final class MeshFaceReader implements FaceReader {
  /** Faces looked at more closely, the surest. */
  private static final int MOST_MESHES = 4;

  /** What was not looked at more closely must be as sure as this. */
  private static final double SURE = 0.75;

  /** A mesh sees more than the box of a face, and is turned upright. */
  private static final double MARGIN = 1.5;

  /** In a smaller face the lips have no gap that could be seen. */
  private static final double LEAST_PIXELS = 32;

  private static final double LEAST_PRESENCE = 0.5;

  private static final String POINTS = "points";
  private static final String PRESENCE = "presence";
  private static final int COORDINATES = 3;
  private static final int COUNT = 468;

  /** The inner edge of the upper lip, from right to left, and the points of the lower one below. */
  private static final int[] UPPER_LIP = {82, 13, 312};

  private static final int[] LOWER_LIP = {87, 14, 317};
  private static final int RIGHT_CORNER = 78;
  private static final int LEFT_CORNER = 308;

  private final FaceFinder finder;
  private final OnnxNetwork mesh;

  private MeshFaceReader(FaceFinder finder, OnnxNetwork mesh) {
    this.finder = finder;
    this.mesh = mesh;
  }

  static MeshFaceReader load(Path finder, Path mesh) {
    OnnxNetwork network = OnnxNetwork.load(mesh);
    network.expect(POINTS, 1, 1, COUNT * COORDINATES);
    network.expect(PRESENCE, 1, 1, 1);
    return new MeshFaceReader(FaceFinder.load(finder), network);
  }

  @Override
  public List<Face> faces(byte[] rgb, int width, int height) {
    Picture picture = new Picture(rgb, width, height);
    List<Face> faces = new ArrayList<>();
    int meshes = 0;
    for (Found found : finder.find(picture)) {
      boolean tellable = pixels(picture, found.box()) >= LEAST_PIXELS && meshes < MOST_MESHES;
      double openness = Double.NaN;
      if (tellable) {
        meshes++;
        openness = openness(picture, found);
      }
      if (!Double.isNaN(openness) || (!tellable && found.confidence() >= SURE)) {
        faces.add(new Face(found.box(), found.confidence(), openness));
      }
    }
    return faces;
  }

  private static double pixels(Picture picture, Box box) {
    return Math.max(box.width() * picture.width(), box.height() * picture.height());
  }

  /** {@code NaN} if the mesh finds no face there: the muzzle of a dog, a fist, a knot in wood. */
  private double openness(Picture picture, Found face) {
    Box box = face.box();
    double side = pixels(picture, box);
    double x = (box.left() + box.right()) / 2 * picture.width();
    double y = (box.top() + box.bottom()) / 2 * picture.height();
    float[][] values =
        mesh.run(upright(picture, x, y, side * MARGIN, face.angle()), POINTS, PRESENCE);
    double presence = 1 / (1 + Math.exp(-values[1][0]));
    return presence < LEAST_PRESENCE ? Double.NaN : gap(values[0]);
  }

  /** A square around a face, turned so that its eyes are level: {@code [3][side][side]}. */
  private float[] upright(Picture picture, double x, double y, double size, double angle) {
    int side = mesh.side();
    float[] planes = new float[OnnxNetwork.CHANNELS * side * side];
    double across = Math.cos(angle) * size / side;
    double down = Math.sin(angle) * size / side;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double right = column + 0.5 - side / 2.0;
        double below = row + 0.5 - side / 2.0;
        double fromX = x + right * across - below * down;
        double fromY = y + right * down + below * across;
        for (int channel = 0; channel < OnnxNetwork.CHANNELS; channel++) {
          planes[(channel * side + row) * side + column] = picture.at(fromX, fromY, channel) / 255;
        }
      }
    }
    return planes;
  }

  /** The mean gap between the lips by the width of the mouth. */
  private static double gap(float[] points) {
    double sum = 0;
    for (int i = 0; i < UPPER_LIP.length; i++) {
      sum += distance(points, UPPER_LIP[i], LOWER_LIP[i]);
    }
    double width = distance(points, RIGHT_CORNER, LEFT_CORNER);
    return width > 0 ? sum / UPPER_LIP.length / width : Double.NaN;
  }

  private static double distance(float[] points, int one, int other) {
    double across = points[COORDINATES * one] - points[COORDINATES * other];
    double down = points[COORDINATES * one + 1] - points[COORDINATES * other + 1];
    return Math.hypot(across, down);
  }

  @Override
  public void close() {
    finder.close();
    mesh.close();
  }
}
