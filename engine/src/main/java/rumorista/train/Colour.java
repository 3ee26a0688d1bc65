package rumorista.train;

import java.util.SplittableRandom;
import rumorista.signal.MelSpectrogram;

/**
 * A change of tone colour and pitch: a smooth equaliser curve, and a shift by a few bands.
 *
 * @param gain dB a band
 * @param shift bands upwards
 */
record Colour(float[] gain, int shift) {
  private static final double COLOURED = 0.6;
  private static final double SHIFTED = 0.3;
  private static final int LARGEST_SHIFT = 4;

  static Colour random(int bands, SplittableRandom random) {
    float[] gain = new float[bands];
    if (random.nextDouble() < COLOURED) {
      double tilt = random.nextDouble(-4, 4);
      double swing = random.nextDouble(0, 4);
      double waves = random.nextDouble(0.5, 2.5);
      double phase = random.nextDouble(0, 2 * Math.PI);
      for (int b = 0; b < bands; b++) {
        double x = (double) b / bands;
        gain[b] = (float) (tilt * (2 * x - 1) + swing * Math.sin(2 * Math.PI * waves * x + phase));
      }
    }
    boolean shifted = random.nextDouble() < SHIFTED;
    return new Colour(gain, shifted ? random.nextInt(-LARGEST_SHIFT, LARGEST_SHIFT + 1) : 0);
  }

  /** A changed copy of {@code [frames][bands]}. */
  float[][] apply(float[][] levels) {
    float[][] result = new float[levels.length][gain.length];
    for (int t = 0; t < levels.length; t++) {
      for (int b = 0; b < gain.length; b++) {
        float level = levels[t][Math.clamp(b - shift, 0, gain.length - 1)];
        boolean silent = level <= MelSpectrogram.FLOOR;
        result[t][b] = silent ? level : Math.max(MelSpectrogram.FLOOR, level + gain[b]);
      }
    }
    return result;
  }
}
