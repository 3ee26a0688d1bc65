package rumorista.vision.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The boxes that single shot detectors correct: where in the picture each row of output is. */
final class Anchors {
  private static final int[] GRIDS = {19, 10, 5, 3, 2, 1};
  private static final double SMALLEST = 0.2;
  private static final double LARGEST = 0.95;

  /** Of the additional boxes in the finest grid. */
  private static final double TINY = 0.1;

  private static final double[] SHAPES = {1, 2, 0.5, 3, 1 / 3.0};

  private Anchors() {}

  /**
   * A box.
   *
   * @param x its centre, as a share of the picture's width
   * @param y its centre, as a share of the picture's height
   */
  record Anchor(double x, double y, double width, double height) {}

  /**
   * 1917 boxes in six grids (Liu et al. 2016), as the Object Detection API of TensorFlow makes them
   * for MobileNet.
   */
  static List<Anchor> singleShot() {
    List<Anchor> anchors = new ArrayList<>();
    for (int layer = 0; layer < GRIDS.length; layer++) {
      double scale = scale(layer);
      List<double[]> sizes = new ArrayList<>();
      if (layer == 0) {
        sizes.add(size(TINY, 1));
        sizes.add(size(scale, 2));
        sizes.add(size(scale, 0.5));
      } else {
        for (double shape : SHAPES) {
          sizes.add(size(scale, shape));
        }
        double next = layer + 1 < GRIDS.length ? scale(layer + 1) : 1;
        sizes.add(size(Math.sqrt(scale * next), 1));
      }
      add(anchors, GRIDS[layer], sizes);
    }
    return anchors;
  }

  /** 896 squares in two grids, which BlazeFace (Bazarevsky et al. 2019) corrects. */
  static List<Anchor> faces() {
    List<Anchor> anchors = new ArrayList<>();
    add(anchors, 16, Collections.nCopies(2, size(1, 1)));
    add(anchors, 8, Collections.nCopies(6, size(1, 1)));
    return anchors;
  }

  private static double scale(int layer) {
    return SMALLEST + (LARGEST - SMALLEST) * layer / (GRIDS.length - 1);
  }

  private static double[] size(double scale, double shape) {
    return new double[] {scale * Math.sqrt(shape), scale / Math.sqrt(shape)};
  }

  private static void add(List<Anchor> anchors, int grid, List<double[]> sizes) {
    for (int y = 0; y < grid; y++) {
      for (int x = 0; x < grid; x++) {
        for (double[] size : sizes) {
          anchors.add(new Anchor((x + 0.5) / grid, (y + 0.5) / grid, size[0], size[1]));
        }
      }
    }
  }
}
