package rumorista.train.scenes;

import java.util.SplittableRandom;

/** Fire, water, leaves and explosions, each in two ways that share no code. */
final class Elements {
  private Elements() {}

  private static float[] heat(float t) {
    return new float[] {
      Math.min(1, 2.4f * t), Math.clamp(2.2f * t - 0.6f, 0, 1), Math.clamp(2.5f * t - 1.5f, 0, 1)
    };
  }

  /** Flames: noise that rises and is thinned out with the height. */
  static Painter flames(SplittableRandom random) {
    Texture noise = new Texture(32, 0.65, random);
    double rise = random.nextDouble(50, 170);
    double middle = random.nextDouble(20, 172);
    double breadth = random.nextDouble(20, 130);
    double base = random.nextDouble(70, 118);
    double height = random.nextDouble(35, 110);
    double scale = random.nextDouble(0.6, 2);
    return (canvas, seconds) -> {
      double sway = 5 * noise.at(seconds * 20, 7);
      for (int y = 0; y < Canvas.HEIGHT; y++) {
        double up = (base - y) / height;
        if (up < 0 || up > 1.2) {
          continue;
        }
        for (int x = 0; x < Canvas.WIDTH; x++) {
          double aside = Math.abs(x - middle - sway * up) / (breadth * (1 - 0.6 * up) / 2 + 1);
          double n = noise.at(x * scale, (y + rise * seconds) * scale * 0.6);
          double m = noise.at(x * scale * 2 + 90, (y + 1.5 * rise * seconds) * scale);
          float t = (float) Math.clamp(1.5 * n + 0.5 * m - 0.9 * up - 0.5 * aside * aside, 0, 1);
          float[] colour = heat(t);
          canvas.blend(x, y, colour[0], colour[1], colour[2], Texture.smooth(3 * t - 0.3f));
        }
      }
    };
  }

  /** A fire of many short-lived glowing blobs that rise from a line. */
  static Painter blaze(SplittableRandom random) {
    int count = random.nextInt(60, 160);
    double middle = random.nextDouble(40, 150);
    double breadth = random.nextDouble(15, 70);
    double base = random.nextDouble(75, 110);
    double[][] flames = new double[count][5]; // x, y, speed, born, life
    for (double[] flame : flames) {
      flame[3] = -random.nextDouble(0.6);
      flame[4] = 0.01;
    }
    return (canvas, seconds) -> {
      for (double[] flame : flames) {
        if (seconds - flame[3] > flame[4]) {
          flame[0] = middle + breadth * 0.5 * random.nextGaussian();
          flame[2] = random.nextDouble(50, 120);
          flame[3] = seconds;
          flame[4] = random.nextDouble(0.25, 0.7);
        }
        double age = (seconds - flame[3]) / flame[4];
        float[] colour = heat((float) (1 - 0.75 * age));
        double radius = 7 * (1 - age) + 1;
        canvas.ellipse(
            flame[0],
            base - flame[2] * age * flame[4],
            radius * 0.6,
            radius * 1.3,
            0,
            colour,
            0.5f);
      }
    };
  }

  /** The sea: crests that come nearer in perspective, with foam. */
  static Painter sea(SplittableRandom random) {
    Texture noise = new Texture(64, 0.6, random);
    double horizon = random.nextDouble(5, 55);
    double speed = random.nextDouble(0.5, 2);
    double crests = random.nextDouble(8, 26);
    float[] deep = {
      (float) random.nextDouble(0.02, 0.3),
      (float) random.nextDouble(0.15, 0.4),
      (float) random.nextDouble(0.25, 0.55)
    };
    float foam = (float) random.nextDouble(0.3, 1);
    double swell = random.nextDouble(0.1, 0.4);
    return (canvas, seconds) -> {
      for (int y = (int) horizon; y < Canvas.HEIGHT; y++) {
        double depth = 40 / (y - horizon + 4);
        for (int x = 0; x < Canvas.WIDTH; x++) {
          double u = (x - 96) * depth;
          double bend = 2.5 * noise.at(u * 0.6, depth * 30 + seconds * 4);
          double wave = Math.sin(crests * depth * 0.9 + bend * 2 + speed * seconds * 2.5);
          double small = noise.at(u * 2 + seconds * 6, depth * 90 + seconds * 14) - 0.5;
          float light = (float) (0.55 + swell * wave + 0.5 * small);
          float white = foam * Texture.smooth((float) (3 * (wave + 1.6 * small) - 2.3));
          canvas.blend(
              x,
              y,
              deep[0] + 0.4f * (light - 0.5f),
              deep[1] + 0.5f * (light - 0.5f),
              deep[2] + 0.5f * (light - 0.5f),
              1);
          canvas.blend(x, y, 0.95f, 0.97f, 1, white);
        }
      }
    };
  }

  /** Water seen from above or near: a sum of plane waves, glittering. */
  static Painter ripples(SplittableRandom random) {
    double[][] waves = new double[7][3];
    for (double[] wave : waves) {
      double length = random.nextDouble(7, 40);
      double angle = random.nextDouble(0.9, 2.2);
      wave[0] = 6.28 * Math.cos(angle) / length;
      wave[1] = 6.28 * Math.sin(angle) / length;
      wave[2] = -Math.sqrt(9.8 * 6.28 / length) * random.nextDouble(1.5, 2.5);
    }
    double top = random.nextDouble(0, 50);
    float glitter = (float) random.nextDouble(0.2, 1);
    float[] water = {
      (float) random.nextDouble(0.05, 0.35),
      (float) random.nextDouble(0.2, 0.45),
      (float) random.nextDouble(0.3, 0.6)
    };
    return (canvas, seconds) -> {
      for (int y = (int) top; y < Canvas.HEIGHT; y++) {
        for (int x = 0; x < Canvas.WIDTH; x++) {
          double sum = 0;
          for (double[] wave : waves) {
            sum += Math.sin(wave[0] * x + wave[1] * y + wave[2] * seconds);
          }
          float light = (float) sum / 12;
          canvas.blend(x, y, water[0] + light, water[1] + light, water[2] + light, 1);
          canvas.blend(x, y, 1, 1, 1, glitter * Texture.smooth((float) sum - 2.2f));
        }
      }
    };
  }

  /** A crown of leaves, each of which swings about its place in gusts. */
  static Painter crown(SplittableRandom random) {
    int count = random.nextInt(250, 800);
    double[][] leaves = leaves(count, 0, random);
    Texture gusts = new Texture(64, 0.5, random);
    double wind = random.nextDouble(2, 9);
    double pace = random.nextDouble(20, 70);
    return (canvas, seconds) -> {
      for (double[] leaf : leaves) {
        double gust = gusts.at(leaf[0] * 0.4 - pace * seconds, leaf[1] * 0.3);
        double swing = wind * gust * Math.sin(leaf[5] * seconds * 6.28 + leaf[6]);
        float[] colour = {(float) leaf[7], (float) leaf[8], (float) leaf[9]};
        canvas.ellipse(
            leaf[0] + swing,
            leaf[1] + 0.5 * swing,
            leaf[2],
            leaf[3],
            leaf[4] + 0.2 * swing,
            colour,
            1);
      }
    };
  }

  private static double[][] leaves(int count, double top, SplittableRandom random) {
    double[][] leaves = new double[count][];
    double hue = random.nextDouble(-0.1, 0.25);
    for (int i = 0; i < count; i++) {
      double light = random.nextDouble(0.15, 0.8);
      leaves[i] =
          new double[] {
            random.nextDouble(Canvas.WIDTH),
            random.nextDouble(top, Canvas.HEIGHT),
            random.nextDouble(1.5, 6),
            random.nextDouble(1, 3),
            random.nextDouble(3),
            random.nextDouble(0.6, 2.6),
            random.nextDouble(6),
            light * (0.6 + hue),
            light * 0.95,
            light * 0.35
          };
    }
    return leaves;
  }

  /** Grass or corn: blades that bend together as gusts pass. */
  static Painter grass(SplittableRandom random) {
    int count = random.nextInt(300, 700);
    double top = random.nextDouble(20, 70);
    double length = random.nextDouble(10, 30);
    double[][] blades = leaves(count, top, random);
    double pace = random.nextDouble(1.5, 4);
    double wind = random.nextDouble(0.25, 0.7);
    return (canvas, seconds) -> {
      for (double[] blade : blades) {
        double bend =
            wind
                * (Math.sin(blade[0] * 0.05 - pace * seconds * 2)
                    + 0.5 * Math.sin(blade[5] * seconds * 7 + blade[6]));
        for (int k = 0; k < length; k++) {
          double up = k / length;
          canvas.blend(
              (int) (blade[0] + bend * length * up * up),
              (int) (blade[1] - k),
              (float) blade[7],
              (float) blade[8],
              (float) blade[9],
              0.9f);
        }
      }
    };
  }

  /** A burst of light and a ball of fire that grows at once and darkens to smoke. */
  static Painter burst(SplittableRandom random) {
    Texture noise = new Texture(32, 0.6, random);
    double begin = random.nextDouble(0.1, 0.6);
    double x0 = random.nextDouble(30, 160);
    double y0 = random.nextDouble(25, 90);
    double size = random.nextDouble(20, 75);
    double cools = random.nextDouble(0.15, 0.5);
    return (canvas, seconds) -> {
      double age = seconds - begin;
      if (age < 0) {
        return;
      }
      double radius = size * (1 - Math.exp(-age / 0.08)) + 12 * age;
      canvas.light(1, (float) (0.5 * Math.exp(-age / 0.06)));
      float hot = (float) Math.exp(-age / cools);
      for (int y = 0; y < Canvas.HEIGHT; y++) {
        for (int x = 0; x < Canvas.WIDTH; x++) {
          double far = Math.hypot(x - x0, y - y0 + 15 * age) / radius;
          float n = noise.at(x * 1.3, y * 1.3 + 30 * age);
          float inside = Texture.smooth((float) (3 * (1.15 - far - 0.6 * (n - 0.5))));
          float[] fire =
              heat((float) Math.clamp(1.6 * hot * (1.2 - 0.5 * far) * (0.6 + 0.8 * n), 0, 1));
          float smoke = 0.25f * n * (1 - hot);
          canvas.blend(x, y, fire[0] + smoke, fire[1] + smoke, fire[2] + smoke, inside);
        }
      }
    };
  }

  /** Debris that flies out of a flash. */
  static Painter debris(SplittableRandom random) {
    double begin = random.nextDouble(0.1, 0.6);
    double x0 = random.nextDouble(40, 150);
    double y0 = random.nextDouble(40, 95);
    int count = random.nextInt(60, 200);
    double[][] pieces = new double[count][3];
    for (double[] piece : pieces) {
      double angle = random.nextDouble(6.28);
      double speed = random.nextDouble(20, 220);
      piece[0] = speed * Math.cos(angle);
      piece[1] = speed * Math.sin(angle) - 40;
      piece[2] = random.nextDouble(1, 5);
    }
    return (canvas, seconds) -> {
      double age = seconds - begin;
      if (age < 0) {
        return;
      }
      canvas.light(1, (float) (0.7 * Math.exp(-age / 0.05)));
      for (double[] piece : pieces) {
        float[] colour = heat((float) Math.max(0.05, 1 - 1.6 * age));
        canvas.ellipse(
            x0 + piece[0] * age,
            y0 + piece[1] * age + 120 * age * age,
            piece[2],
            piece[2],
            0,
            colour,
            1);
      }
    };
  }
}
