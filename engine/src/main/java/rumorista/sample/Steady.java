package rumorista.sample;

/** Where a texture is steady: without the fades at its ends. */
final class Steady {
  private static final int WINDOW = 2_400; // 50 ms
  private static final double NEAR = 9; // dB under the level of the whole

  private Steady() {}

  /** First sample and the one after the last. */
  static int[] of(float[][] sound, double level) {
    int windows = sound[0].length / WINDOW;
    int first = 0;
    int last = windows - 1;
    while (first < last && level(sound, first) < level - NEAR) {
      first++;
    }
    while (last > first && level(sound, last) < level - NEAR) {
      last--;
    }
    boolean tooShort = last - first < Math.max(4, windows / 4);
    return tooShort
        ? new int[] {0, sound[0].length}
        : new int[] {first * WINDOW, (last + 1) * WINDOW};
  }

  private static double level(float[][] sound, int window) {
    double power = 0;
    for (int i = window * WINDOW; i < (window + 1) * WINDOW; i++) {
      power += Math.max(sound[0][i] * sound[0][i], sound[1][i] * sound[1][i]);
    }
    return 10 * Math.log10(power / WINDOW + 1e-12);
  }
}
