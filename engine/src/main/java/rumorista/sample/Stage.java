package rumorista.sample;

import java.util.SplittableRandom;
import rumorista.Staging;

/**
 * Puts a stereo sound at its place: position by equal-power panning, distance by level, high
 * frequencies and early reflections. Keeps its state from block to block.
 */
final class Stage {
  private static final int SAMPLE_RATE = 48_000;
  private static final double FAR_LEVEL = -10; // dB at distance 1
  private static final double FAR_CUTOFF = 3_500; // Hz at distance 1
  private static final double DRY = 0.15; // nearer than this, nothing is filtered
  private static final int REFLECTIONS = 8;
  private static final int EARLIEST = 240; // samples: 5 ms
  private static final int LATEST = 1_920; // 40 ms

  private final double[][] mixing; // [out][in]
  private final double lowPass; // coefficient; 1 leaves all through
  private final double[] low = new double[2];
  private final int[][] delays = new int[2][REFLECTIONS];
  private final float[][] gains = new float[2][REFLECTIONS];
  private final float[][] memory = new float[2][LATEST];
  private final boolean reflects;
  private int at;

  /**
   * @param width 0 to 1: how much of its own stereo image a sound keeps
   */
  Stage(Staging staging, double width, SplittableRandom random) {
    double distance = staging.distance();
    double gain = Math.pow(10, FAR_LEVEL * distance / 20);
    this.mixing = mixing(staging.position(), width, gain);
    double far = Math.max(0, (distance - DRY) / (1 - DRY));
    double cutoff = 20_000 * Math.pow(FAR_CUTOFF / 20_000, far);
    this.lowPass = far == 0 ? 1 : 1 - Math.exp(-2 * Math.PI * cutoff / SAMPLE_RATE);
    this.reflects = far > 0;
    for (int channel = 0; channel < 2; channel++) {
      for (int i = 0; i < REFLECTIONS; i++) {
        delays[channel][i] = random.nextInt(EARLIEST, LATEST);
        double sign = random.nextBoolean() ? 1 : -1;
        gains[channel][i] = (float) (sign * 0.22 * far * random.nextDouble(0.4, 1));
      }
    }
  }

  /** Equal power over the stereo base; the image of the sound itself gets narrower. */
  private static double[][] mixing(double position, double width, double gain) {
    double angle = (position + 1) * Math.PI / 4;
    double left = Math.cos(angle) * Math.sqrt(2) * gain;
    double right = Math.sin(angle) * Math.sqrt(2) * gain;
    double own = (1 + width) / 2;
    double other = (1 - width) / 2;
    return new double[][] {{left * own, left * other}, {right * other, right * own}};
  }

  /** In place, {@code [2][time]}. */
  void apply(float[][] block) {
    for (int i = 0; i < block[0].length; i++) {
      double left = block[0][i];
      double right = block[1][i];
      for (int channel = 0; channel < 2; channel++) {
        double value = mixing[channel][0] * left + mixing[channel][1] * right;
        low[channel] += lowPass * (value - low[channel]);
        block[channel][i] = (float) low[channel];
      }
      if (reflects) {
        reflect(block, i);
      }
    }
  }

  private void reflect(float[][] block, int i) {
    for (int channel = 0; channel < 2; channel++) {
      float[] past = memory[channel];
      float direct = block[channel][i];
      float sum = direct;
      for (int j = 0; j < REFLECTIONS; j++) {
        sum += gains[channel][j] * past[Math.floorMod(at - delays[channel][j], LATEST)];
      }
      past[at] = direct;
      block[channel][i] = sum;
    }
    at = (at + 1) % LATEST;
  }
}
