package rumorista.train.scenes;

import java.util.SplittableRandom;

/** What moves and shines in films and is no scene of its own. */
final class Distractions {
  private Distractions() {}

  /** A few things that go somewhere, turn back, or swing about a place, textured or plain. */
  static Painter things(SplittableRandom random) {
    int count = random.nextInt(1, 5);
    double[][] things = new double[count][];
    for (int i = 0; i < count; i++) {
      float[] colour = Backdrop.colour(0.05, 1, random);
      boolean swings = random.nextBoolean();
      things[i] =
          new double[] {
            random.nextDouble(Canvas.WIDTH),
            random.nextDouble(Canvas.HEIGHT),
            swings ? 0 : random.nextDouble(-90, 90),
            swings ? 0 : random.nextDouble(-25, 25),
            swings ? random.nextDouble(3, 30) : 0,
            random.nextDouble(1, 20),
            random.nextDouble(4, 34),
            random.nextDouble(4, 34),
            colour[0],
            colour[1],
            colour[2],
            random.nextDouble(6)
          };
    }
    Texture pattern = new Texture(16, 0.6, random);
    return (canvas, seconds) -> {
      for (double[] t : things) {
        double x = t[0] + t[2] * seconds + t[4] * Math.sin(t[5] * seconds + t[11]);
        double y = t[1] + t[3] * seconds + 0.5 * t[4] * Math.cos(t[5] * seconds);
        float light = 0.7f + 0.6f * pattern.at(t[0], t[1]);
        float[] colour = {(float) t[8] * light, (float) t[9] * light, (float) t[10] * light};
        canvas.ellipse(x, y, t[6], t[7], t[11] + 0.2 * t[2] * seconds / 9, colour, 1);
        float[] darker = {colour[0] * 0.4f, colour[1] * 0.4f, colour[2] * 0.4f};
        canvas.ellipse(x + t[6] / 3, y - t[7] / 3, t[6] / 3, t[7] / 3, 0, darker, 1);
      }
    };
  }

  /** Lines of letters that stand, scroll, or are replaced by others at once. */
  static Painter text(SplittableRandom random) {
    float[] paper = Backdrop.colour(0, 1, random);
    float ink = paper[1] > 0.5 ? 0.05f : 0.95f;
    double scroll = random.nextInt(3) == 0 ? random.nextDouble(-60, 60) : 0;
    double changes = random.nextInt(3) == 0 ? random.nextDouble(0.3, 0.7) : 9;
    long letters = random.nextLong();
    boolean pointer = random.nextBoolean();
    return (canvas, seconds) -> {
      SplittableRandom form = new SplittableRandom(letters + (seconds > changes ? 1 : 0));
      for (int i = 0; i < canvas.rgb.length; i++) {
        canvas.rgb[i] = paper[i % 3];
      }
      for (int line = 0; line < 9; line++) {
        int top = (int) (8 + line * 11 + scroll * seconds);
        for (int x = form.nextInt(5, 25); x < Canvas.WIDTH - form.nextInt(60) - 1; x++) {
          boolean gap = form.nextInt(5) == 0;
          int height = form.nextInt(3, 7);
          for (int y = 0; y < height && !gap; y++) {
            canvas.blend(x, top + y, ink, ink, ink, form.nextInt(2));
          }
        }
      }
      if (pointer) {
        canvas.ellipse(
            96 + 60 * Math.sin(3 * seconds),
            50 + 20 * seconds,
            2,
            3,
            0,
            new float[] {1 - ink, 0.4f, 0.4f},
            1);
      }
    };
  }

  /** Light that flickers, steps, fades or blinks, as lamps, shutters and old projectors do. */
  static Painter unsteadyLight(SplittableRandom random) {
    double flicker = random.nextBoolean() ? random.nextDouble(0.02, 0.2) : 0;
    double fade = random.nextInt(3) == 0 ? random.nextDouble(-0.8, 0.8) : 0;
    double step = random.nextInt(4) == 0 ? random.nextDouble(-0.35, 0.35) : 0;
    double at = random.nextDouble(0.2, 0.8);
    return (canvas, seconds) -> {
      double gain = 1 + flicker * random.nextGaussian() + fade * (seconds - 0.5);
      canvas.light((float) Math.max(0, gain + (seconds > at ? step : 0)), 0);
    };
  }

  /** Dust, hairs and upright scratches of old film. */
  static Painter wear(SplittableRandom random) {
    int dust = random.nextInt(0, 25);
    int scratches = random.nextInt(0, 4);
    double wander = random.nextDouble(0, 3);
    double[] x = new double[scratches];
    for (int i = 0; i < scratches; i++) {
      x[i] = random.nextDouble(Canvas.WIDTH);
    }
    return (canvas, seconds) -> {
      for (int i = 0; i < dust; i++) {
        float light = random.nextBoolean() ? 0.95f : 0.05f;
        canvas.ellipse(
            random.nextDouble(Canvas.WIDTH),
            random.nextDouble(Canvas.HEIGHT),
            random.nextDouble(0.5, 3),
            random.nextDouble(0.5, 2),
            random.nextDouble(3),
            new float[] {light, light, light},
            0.8f);
      }
      for (int i = 0; i < scratches; i++) {
        x[i] += wander * random.nextGaussian();
        for (int y = 0; y < Canvas.HEIGHT; y++) {
          canvas.blend((int) x[i], y, 0.9f, 0.9f, 0.9f, 0.5f);
        }
      }
    };
  }

  /** Many small things that each go their own way: a crowd, a flock, traffic from above. */
  static Painter crowd(SplittableRandom random) {
    int count = random.nextInt(15, 90);
    double speed = random.nextDouble(3, 40);
    double size = random.nextDouble(1.5, 8);
    double[][] people = new double[count][];
    for (int i = 0; i < count; i++) {
      float[] colour = Backdrop.colour(0, 1, random);
      people[i] =
          new double[] {
            random.nextDouble(Canvas.WIDTH),
            random.nextDouble(Canvas.HEIGHT),
            speed * random.nextGaussian(),
            0.3 * speed * random.nextGaussian(),
            colour[0],
            colour[1],
            colour[2],
            random.nextDouble(6)
          };
    }
    return (canvas, seconds) -> {
      for (double[] p : people) {
        double bob = 1.5 * Math.sin(9 * seconds + p[7]);
        float[] colour = {(float) p[4], (float) p[5], (float) p[6]};
        canvas.ellipse(
            p[0] + p[2] * seconds, p[1] + p[3] * seconds + bob, size * 0.6, size, 0, colour, 1);
      }
    };
  }

  /** Smoke or fog that drifts slowly. */
  static Painter smoke(SplittableRandom random) {
    Texture noise = new Texture(64, 0.5, random);
    double rise = random.nextDouble(-5, 25);
    double drift = random.nextDouble(-25, 25);
    float light = (float) random.nextDouble(0.3, 0.9);
    return (canvas, seconds) -> {
      for (int y = 0; y < Canvas.HEIGHT; y++) {
        for (int x = 0; x < Canvas.WIDTH; x++) {
          float n = noise.at((x - drift * seconds) * 0.7, (y + rise * seconds) * 0.7);
          canvas.blend(x, y, light, light, light, 0.9f * Texture.smooth(3 * n - 1.2f));
        }
      }
    };
  }
}
