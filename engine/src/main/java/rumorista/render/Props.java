package rumorista.render;

import java.util.SplittableRandom;

/**
 * What a film is furnished from: chance, and surfaces that stand out from the background.
 *
 * @param random the film's own
 * @param background behind everything
 * @param side half the width of the picture, in heights
 */
record Props(SplittableRandom random, Paint background, double side) {
  Paint paint() {
    return Paint.unlike(background, random);
  }

  double between(double low, double high) {
    return random.nextDouble(low, high);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  Canvas.Form form() {
    return chance(0.5) ? Canvas.Form.ROUND : Canvas.Form.BOX;
  }

  /** A place somewhere in the middle part of the picture. */
  double x() {
    return between(-0.65, 0.65) * side;
  }

  double y() {
    return between(-0.28, 0.32);
  }

  /** How large a thing is: more often small than large. */
  double size() {
    return 0.05 * Math.exp(between(0, 1.9));
  }
}
