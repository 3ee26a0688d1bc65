package rumorista.look;

import java.util.List;

/**
 * How a second of film moves and shines, in a few numbers: how much moves and where, how the change
 * grows with the time between pictures, which way it flows, and the light and colour of what moves.
 */
public final class SceneFeatures {
  /** Numbers that describe a second. */
  public static final int COUNT = 28;

  private static final int W = Glance.WIDTH;
  private static final int H = Glance.HEIGHT;
  private static final int CELL = 6;
  private static final float MOVING = 4; // brightness steps
  private static final int[] LAGS = {1, 2, 4, 8};

  private final List<Glance> glances;
  private final float[] features = new float[COUNT];
  private int next;

  private SceneFeatures(List<Glance> glances) {
    this.glances = glances;
  }

  /**
   * Describes RGB pictures {@code [height][width][3]} of any size, 25 a second.
   *
   * @return {@value #COUNT} values
   */
  public static float[] of(List<byte[]> pictures, int width, int height) {
    return of(pictures.stream().map(rgb -> Glance.of(rgb, width, height)).toList());
  }

  /** The same of nine or more glances, 25 a second. */
  static float[] of(List<Glance> glances) {
    SceneFeatures features = new SceneFeatures(glances);
    features.activity();
    features.growth();
    features.flow();
    features.shape();
    features.colour();
    features.light();
    features.picture();
    return features.features;
  }

  /** The share of places that change from picture to picture. */
  static double activity(float[] features) {
    return features[1];
  }

  private void put(double value) {
    features[next++] = (float) (Double.isFinite(value) ? Math.clamp(value, -50, 50) : 0);
  }

  private float change(int t, int i) {
    return glances.get(t).grey()[i] - glances.get(t - 1).grey()[i];
  }

  private void activity() {
    double sum = 0;
    double active = 0;
    double still = 0;
    double centre = 0;
    double square = 0;
    double[] ever = new double[W * H];
    double[] cells = new double[W * H / CELL / CELL];
    for (int t = 1; t < glances.size(); t++) {
      for (int i = 0; i < W * H; i++) {
        float size = Math.abs(change(t, i));
        sum += size;
        active += size > MOVING ? 1 : 0;
        still += size < 0.3f ? 1 : 0;
        ever[i] = Math.max(ever[i], size);
        cells[i / W / CELL * (W / CELL) + i % W / CELL] += size;
        double y = (double) i / W / H;
        centre += size * y;
        square += size * y * y;
      }
    }
    double count = (glances.size() - 1.0) * W * H;
    put(Math.log(0.02 + sum / count));
    put(active / count);
    put(java.util.Arrays.stream(ever).filter(e -> e > MOVING).count() / (double) (W * H));
    double perCell = (glances.size() - 1.0) * CELL * CELL;
    put(
        java.util.Arrays.stream(cells).filter(c -> c / perCell > 1.5).count()
            / (double) cells.length);
    put(centre / (sum + 1e-6));
    put(Math.sqrt(Math.max(0, square / (sum + 1e-6) - Math.pow(centre / (sum + 1e-6), 2))));
    put(still / count);
  }

  /** How much more the picture changes in two, four and eight pictures than in one. */
  private void growth() {
    double[] structure = new double[LAGS.length];
    for (int k = 0; k < LAGS.length; k++) {
      int pairs = 0;
      for (int t = LAGS[k]; t < glances.size(); t++) {
        float[] now = glances.get(t).grey();
        float[] then = glances.get(t - LAGS[k]).grey();
        for (int i = 0; i < W * H; i++) {
          structure[k] += (now[i] - then[i]) * (double) (now[i] - then[i]);
        }
        pairs++;
      }
      structure[k] = structure[k] / (pairs * (double) (W * H)) + 0.05;
    }
    for (int k = 1; k < LAGS.length; k++) {
      put(Math.log(structure[k] / structure[0]));
    }
  }

  /** Optical flow of each cell (Lucas & Kanade 1981), and what it leaves unexplained. */
  private void flow() {
    double across = 0;
    double down = 0;
    double speed = 0;
    double weight = 0;
    double rest = 0;
    double all = 1e-3;
    for (int t = 1; t < glances.size(); t += 2) {
      for (int top = 0; top < H; top += CELL) {
        for (int left = 0; left < W; left += CELL) {
          double[] cell = cell(t, left, top);
          double energy = cell[3];
          rest += cell[2];
          all += energy;
          across += energy * cell[0];
          down += energy * cell[1];
          speed += energy * Math.hypot(cell[0], cell[1]);
          weight += energy;
        }
      }
    }
    put(1 - rest / all);
    put(down / (weight + 1e-3));
    put(Math.abs(across) / (weight + 1e-3));
    put(speed / (weight + 1e-3));
    put(1 - Math.hypot(across, down) / (speed + 1e-3));
  }

  /** Flow across and down in places a picture, the change that it leaves, and all change. */
  private double[] cell(int t, int left, int top) {
    float[] now = glances.get(t).grey();
    float[] before = glances.get(t - 1).grey();
    double xx = 1;
    double yy = 1;
    double xy = 0;
    double xt = 0;
    double yt = 0;
    double tt = 0;
    for (int y = Math.max(1, top); y < Math.min(H - 1, top + CELL); y++) {
      for (int x = Math.max(1, left); x < Math.min(W - 1, left + CELL); x++) {
        int i = y * W + x;
        double dx = (now[i + 1] - now[i - 1] + before[i + 1] - before[i - 1]) / 4;
        double dy = (now[i + W] - now[i - W] + before[i + W] - before[i - W]) / 4;
        double dt = now[i] - before[i];
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
        xt += dx * dt;
        yt += dy * dt;
        tt += dt * dt;
      }
    }
    double determinant = xx * yy - xy * xy;
    double u = Math.clamp((-yy * xt + xy * yt) / determinant, -4, 4);
    double v = Math.clamp((xy * xt - xx * yt) / determinant, -4, 4);
    double left2 = tt + u * u * xx + v * v * yy + 2 * (u * v * xy + u * xt + v * yt);
    return new double[] {u, v, Math.clamp(left2, 0, tt), tt};
  }

  /** Whether changes are streaks, and whether they are sudden brightenings. */
  private void shape() {
    double alongY = 1e-3;
    double alongX = 1e-3;
    double square = 1e-3;
    double cube = 0;
    double repeated = 0;
    for (int t = 1; t < glances.size(); t++) {
      for (int i = 0; i < W * H - W - 1; i++) {
        float change = change(t, i);
        alongX += Math.abs(change(t, i + 1) - change);
        alongY += Math.abs(change(t, i + W) - change);
        square += change * (double) change;
        cube += change * (double) change * change;
        repeated += t > 1 ? change * (double) change(t - 1, i) : 0;
      }
    }
    double count = (glances.size() - 1.0) * W * H;
    put(Math.log(alongY / alongX));
    put(cube / count / Math.pow(square / count, 1.5));
    put(repeated / square);
  }

  /** The colour of what moves. */
  private void colour() {
    double weight = 1e-3;
    double bright = 0;
    double warm = 0;
    double green = 0;
    double saturation = 0;
    double all = 0;
    for (int t = 1; t < glances.size(); t++) {
      Glance glance = glances.get(t);
      for (int i = 0; i < W * H; i++) {
        float size = Math.abs(change(t, i));
        float r = glance.red()[i];
        float g = glance.green()[i];
        float b = glance.blue()[i];
        weight += size;
        bright += size * glance.grey()[i];
        warm += size * (r - b);
        green += size * (g - (r + b) / 2);
        saturation += size * (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)));
        all += glance.grey()[i];
      }
    }
    double mean = all / ((glances.size() - 1.0) * W * H);
    put((bright / weight - mean) / 64);
    put(warm / weight / 64);
    put(green / weight / 64);
    put(saturation / weight / 64);
  }

  /** How the light of the whole picture goes up and down. */
  private void light() {
    double[] means = glances.stream().mapToDouble(SceneFeatures::mean).toArray();
    double mean = java.util.Arrays.stream(means).average().orElse(0);
    double square = 0;
    double highest = 0;
    double rise = 0;
    for (int t = 0; t < means.length; t++) {
      square += (means[t] - mean) * (means[t] - mean) / means.length;
      highest = Math.max(highest, means[t] - mean);
      rise = Math.max(rise, t == 0 ? 0 : means[t] - means[t - 1]);
    }
    put(Math.log(0.1 + Math.sqrt(square)));
    put(rise / 32);
    put(highest / (Math.sqrt(square) + 0.5));
    put((means[means.length - 1] - means[0]) / 32);
  }

  private static double mean(Glance glance) {
    double sum = 0;
    for (float value : glance.grey()) {
      sum += value;
    }
    return sum / glance.grey().length;
  }

  private void picture() {
    Glance glance = glances.get(glances.size() / 2);
    double mean = mean(glance);
    double square = 0;
    double edges = 0;
    for (int i = 0; i < W * H - W; i++) {
      square += Math.pow(glance.grey()[i] - mean, 2) / (W * H);
      edges += Math.abs(glance.grey()[i + W] - glance.grey()[i]) / (W * H);
    }
    put(mean / 128);
    put(Math.log((edges + 0.5) / (Math.sqrt(square) + 1)));
  }
}
