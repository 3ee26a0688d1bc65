package rumorista.signal;

import rumorista.Timeline;

/**
 * Reads loudness and onsets off a mel spectrogram: the timeline that the network learns to follow
 * and that results are judged by. Onsets are ticks: the strength stands at the instant of the
 * attack, all else is zero.
 */
public final class Events {
  /** Ticks weaker than this are texture rather than events. */
  public static final float AUDIBLE = 0.3f;

  private static final float QUIETEST =
      -75f; // dB in a band: below, nothing that begins there is heard
  private static final int LAG = 2; // frames over which a rise is measured
  private static final float TEXTURE = 3.5f; // dB: mean rise by chance in steady noise
  private static final float SHARP = 12f; // dB: mean rise of a sharp attack beyond that
  private static final int NEIGHBOURS = 2; // instants to either side that a tick must exceed

  private Events() {}

  /**
   * @param levels {@code [frames][bands]} in dB
   * @param framesPerInstant how many frames make one value of the timeline
   */
  public static Timeline timeline(
      MelBands bands, float[][] levels, int framesPerInstant, double framesPerSecond) {
    int length = (levels.length + framesPerInstant - 1) / framesPerInstant;
    float[] loudness = new float[length];
    float[] rise = new float[length];
    for (int i = 0; i < length; i++) {
      int from = i * framesPerInstant;
      int to = Math.min(levels.length, from + framesPerInstant);
      double power = 0;
      for (int t = from; t < to; t++) {
        power += power(bands, levels[t]);
        rise[i] = Math.max(rise[i], rise(levels, t));
      }
      // A full-scale sine has a power of 1.5 in the bands of a Hann window and an RMS of -3 dB.
      loudness[i] =
          (float) Math.max(Timeline.SILENCE, 10 * Math.log10(power / (to - from) / 3 + 1e-12));
    }
    return new Timeline(framesPerSecond / framesPerInstant, loudness, ticks(rise));
  }

  private static double power(MelBands bands, float[] levels) {
    double power = 0;
    for (int b = 0; b < levels.length; b++) {
      power += MelSpectrogram.power(levels[b]) * bands.width(b);
    }
    return power;
  }

  /** The mean rise in dB of an attack of this strength. */
  static float rise(float strength) {
    return TEXTURE + strength * SHARP;
  }

  /**
   * Half-wave rectified spectral flux against the loudest of three neighbouring bands (Böck &
   * Widmer 2013), in dB.
   */
  static float rise(float[][] levels, int t) {
    float sum = 0;
    for (int b = 0; b < levels[t].length; b++) {
      sum += rise(levels, t, b);
    }
    return sum / levels[t].length;
  }

  /** What band {@code b} adds to that. */
  static float rise(float[][] levels, int t, int b) {
    if (t == 0) {
      return 0;
    }
    float[] before = levels[Math.max(0, t - LAG)];
    float loudest = before[b];
    loudest = b > 0 ? Math.max(loudest, before[b - 1]) : loudest;
    loudest = b + 1 < before.length ? Math.max(loudest, before[b + 1]) : loudest;
    return Math.max(0, Math.max(levels[t][b], QUIETEST) - Math.max(loudest, QUIETEST));
  }

  private static float[] ticks(float[] rise) {
    float[] ticks = new float[rise.length];
    for (int i = 0; i < rise.length; i++) {
      boolean peak = true;
      for (int j = Math.max(0, i - NEIGHBOURS);
          j <= Math.min(rise.length - 1, i + NEIGHBOURS);
          j++) {
        peak &= j == i || rise[j] < rise[i] || (rise[j] == rise[i] && j > i);
      }
      ticks[i] = peak ? Math.clamp((rise[i] - TEXTURE) / SHARP, 0, 2) : 0;
    }
    return ticks;
  }
}
