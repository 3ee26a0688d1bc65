package rumorista.train.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What lies behind: textures of two colours and shapes, seen by a camera that may move. */
final class Backdrop implements Painter {
  private final Texture texture;
  private final float[] dark;
  private final float[] bright;
  private final double scale;
  private final double panX;
  private final double panY;
  private final double zoom;
  private final double shake;
  private final double contrast;
  private final SplittableRandom random;
  private final List<double[]> shapes = new ArrayList<>(); // x, y, radii, angle, colour

  /**
   * @param moves whether the camera may pan, zoom and shake widely
   */
  Backdrop(boolean moves, SplittableRandom random) {
    this.random = random;
    this.texture = new Texture(64, random.nextDouble(0.4, 0.8), random);
    this.dark = colour(0.02, 0.4, random);
    this.bright = colour(0.2, 0.95, random);
    this.scale = random.nextDouble(0.3, 2);
    boolean panning = moves && random.nextDouble() < 0.5;
    this.panX = panning ? random.nextDouble(-60, 60) : 0;
    this.panY = panning && random.nextBoolean() ? random.nextDouble(-30, 30) : 0;
    this.zoom = moves && random.nextDouble() < 0.3 ? random.nextDouble(-0.25, 0.25) : 0;
    double wildest = moves ? 2.5 : 0.5;
    this.shake = random.nextDouble() < 0.5 ? random.nextDouble(0, wildest) : 0;
    this.contrast = random.nextDouble(0.5, 2);
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      float[] colour = colour(0, 1, random);
      shapes.add(
          new double[] {
            random.nextDouble(Canvas.WIDTH),
            random.nextDouble(Canvas.HEIGHT),
            random.nextDouble(4, 40),
            random.nextDouble(4, 40),
            random.nextDouble(3),
            colour[0],
            colour[1],
            colour[2]
          });
    }
  }

  static float[] colour(double least, double most, SplittableRandom random) {
    float brightness = (float) random.nextDouble(least, most);
    float colourful = (float) random.nextDouble(0, 0.4);
    float[] colour = new float[3];
    for (int c = 0; c < 3; c++) {
      colour[c] = Math.clamp(brightness + colourful * (float) random.nextDouble(-0.5, 0.5), 0, 1);
    }
    return colour;
  }

  @Override
  public void paint(Canvas canvas, double seconds) {
    double size = 1 + zoom * seconds;
    double dx = panX * seconds + shake * random.nextGaussian();
    double dy = panY * seconds + shake * random.nextGaussian();
    for (int y = 0; y < Canvas.HEIGHT; y++) {
      for (int x = 0; x < Canvas.WIDTH; x++) {
        double u = ((x - 96) / size + dx) * scale;
        double v = ((y - 54) / size + dy) * scale;
        float t = (float) Math.clamp((texture.at(u, v) - 0.5) * contrast * 2 + 0.5, 0, 1);
        int i = 3 * (y * Canvas.WIDTH + x);
        for (int c = 0; c < 3; c++) {
          canvas.rgb[i + c] = Texture.mix(dark[c], bright[c], t);
        }
      }
    }
    for (double[] s : shapes) {
      float[] colour = {(float) s[5], (float) s[6], (float) s[7]};
      double x = (s[0] - 96 - dx) * size + 96;
      double y = (s[1] - 54 - dy) * size + 54;
      canvas.ellipse(x, y, s[2] * size, s[3] * size, s[4], colour, 1);
    }
  }
}
