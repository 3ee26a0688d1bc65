package rumorista.train;

import java.util.SplittableRandom;
import rumorista.signal.MelSpectrogram;

/**
 * Reverberation as mel levels show it: behind every sound a diffuse tail whose power falls
 * exponentially, faster towards high bands (Polack's model of late reverberation, 1988).
 *
 * @param seconds in which the tail falls by 60 dB; 0 for none
 * @param wet power of the tail at its beginning, relative to the sound
 */
record Room(double seconds, double wet) {
  private static final double REVERBERANT = 0.25;
  private static final double DAMPING = 0.6; // by so much shorter is the tail of the highest band

  static Room random(SplittableRandom random) {
    boolean dry = random.nextDouble() >= REVERBERANT;
    double seconds = random.nextDouble(0.2, 1.5);
    return new Room(dry ? 0 : seconds, Math.pow(10, random.nextDouble(-2.5, -1)));
  }

  /**
   * {@code [frames][bands]} in this room.
   *
   * @param rate frames a second
   */
  float[][] apply(float[][] levels, double rate) {
    if (seconds == 0 || levels.length == 0) {
      return levels;
    }
    int bands = levels[0].length;
    float[][] result = new float[levels.length][bands];
    for (int b = 0; b < bands; b++) {
      double decay = Math.pow(10, -6 / (rate * seconds * (1 - DAMPING * b / bands)));
      double tail = 0;
      for (int t = 0; t < levels.length; t++) {
        boolean silent = levels[t][b] <= MelSpectrogram.FLOOR;
        double direct = silent ? 0 : MelSpectrogram.power(levels[t][b]);
        tail *= decay;
        double power = direct + wet * tail;
        tail += direct;
        result[t][b] = MelSpectrogram.decibels((float) power);
      }
    }
    return result;
  }
}
