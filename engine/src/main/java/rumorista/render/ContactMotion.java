package rumorista.render;

import java.util.random.RandomGenerator;

/**
 * The way of something that strikes at the attacks of a score: raised, swung faster and faster,
 * stopped dead or thrown back at the contact. How high, how fast and where it waits differs from
 * film to film, and a little from stroke to stroke. A hand often slows down before the contact: it
 * is fastest earlier.
 */
final class ContactMotion {
  private final Score score;
  private final double[] height; // of the stroke before attack i, 0 to 1
  private final double[] swing; // seconds of it
  private final double power;
  private final double soft; // 0 is stopped by the contact, 1 comes to rest there
  private final double rise; // seconds that raising takes
  private final double dwell; // seconds at the contact
  private final boolean waitsBelow;
  private final boolean parabolic;
  private final double rebound;
  private final double reboundRate;
  private final Sway idle;

  ContactMotion(Score score, RandomGenerator random) {
    this(score, random.nextDouble() < 0.15, random);
  }

  ContactMotion(Score score, boolean parabolic, RandomGenerator random) {
    this.score = score;
    this.parabolic = parabolic;
    this.soft = random.nextDouble() < 0.45 ? 0 : random.nextDouble(0.3, 1);
    double usual = random.nextDouble(0.06, 0.3) * (1 + 0.6 * soft);
    this.height = new double[score.onsets().length];
    this.swing = new double[height.length];
    for (int i = 0; i < height.length; i++) {
      height[i] = Math.min(1.2, (0.4 + 0.6 * score.strengths()[i]) * random.nextDouble(0.7, 1.2));
      swing[i] = usual * random.nextDouble(0.8, 1.25);
    }
    this.power = random.nextDouble(1.2, 3);
    this.rise = random.nextDouble(0.12, 0.7);
    this.dwell = random.nextDouble() < 0.5 ? 0 : random.nextDouble(0.02, 0.3);
    this.waitsBelow = random.nextDouble() < 0.35;
    this.rebound = random.nextDouble() < 0.4 ? random.nextDouble(0.05, 0.3) : 0;
    this.reboundRate = random.nextDouble(4, 9);
    this.idle = new Sway(random.nextDouble(0.06), random.nextDouble(0.2, 1), random);
  }

  /** How far it is from the contact: 0 to about 1. */
  double height(double time) {
    int last = score.last(time);
    int next = last + 1;
    double after = last < 0 ? 1e9 : time - score.onsets()[last];
    double bounce =
        last < 0
            ? 0
            : rebound
                * score.strengths()[last]
                * Math.exp(-6 * after)
                * Math.abs(Math.sin(Math.PI * reboundRate * after));
    if (next >= height.length) {
      double rest = waitsBelow ? 0 : height.length == 0 ? 0.8 : height[height.length - 1];
      return Math.max(bounce, rest * ease((after - dwell) / rise)) + still(after);
    }
    double gap = last < 0 ? 1e9 : score.onsets()[next] - score.onsets()[last];
    double left = score.onsets()[next] - time;
    if (parabolic && gap < 1.2) {
      double x = after / gap;
      return 4 * Math.min(1, 2 * gap * gap + 0.1) * x * (1 - x);
    }
    double down = Math.min(swing[next], 0.55 * gap);
    if (left <= down) {
      double done = 1 - left / down;
      return height[next] * (1 - soft * ease(done) - (1 - soft) * Math.pow(done, power));
    }
    double up = Math.min(rise, Math.max(0.02, gap - down - Math.min(dwell, 0.2 * gap)));
    double raised =
        waitsBelow ? ease(1 - (left - down) / up) : ease((after - Math.min(dwell, 0.2 * gap)) / up);
    return Math.max(bounce, height[next] * raised) + still(Math.min(after, left - down));
  }

  private double still(double since) {
    return idle.at(since) * Math.min(1, Math.max(0, since));
  }

  /** How much an attack still shakes what was struck: its strength at first, dying away. */
  double shock(double time, double decayPerSecond) {
    int last = score.last(time);
    return last < 0
        ? 0
        : score.strengths()[last] * Math.exp(-decayPerSecond * (time - score.onsets()[last]));
  }

  /** Seconds since the last attack; large before the first. */
  double since(double time) {
    int last = score.last(time);
    return last < 0 ? 1e3 : time - score.onsets()[last];
  }

  static double ease(double x) {
    double inside = Math.clamp(x, 0, 1);
    return inside * inside * (3 - 2 * inside);
  }
}
