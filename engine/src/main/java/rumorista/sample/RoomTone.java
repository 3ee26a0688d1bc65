package rumorista.sample;

import java.util.Arrays;
import java.util.SplittableRandom;
import rumorista.TextureCue;
import rumorista.cue.Seed;

/**
 * The sound of a place in which nothing happens: soft noise that gets weaker with frequency,
 * different in either channel. Under every scene, so that it is never digitally silent.
 */
final class RoomTone implements Voice {
  private static final int RATE = SamplePlacer.SAMPLE_RATE;
  private static final int FADE = RATE / 20;
  private static final double[] CORNERS = {120, 900, 5_000}; // Hz
  private static final double[] SMOOTHING =
      Arrays.stream(CORNERS).map(corner -> 1 - Math.exp(-2 * Math.PI * corner / RATE)).toArray();
  private static final double[] SHARES = {1, 0.45, 0.16};
  private static final double DEEPEST = 0.004; // smoothing that takes out what lies below 30 Hz
  private static final double MEASURED = measure(); // RMS of the noise at a gain of 1

  private final SplittableRandom random;
  private final long begin;
  private final long end;
  private final double gain;
  private final double[][] low = new double[2][CORNERS.length]; // [channel][corner]
  private final double[] rumble = new double[2];

  RoomTone(TextureCue cue, long seed) {
    this(
        Seed.random(seed, cue.id()),
        Math.round(cue.start() * RATE),
        Math.round(cue.end() * RATE),
        Math.pow(10, cue.staging().level() / 20) / MEASURED);
  }

  private RoomTone(SplittableRandom random, long begin, long end, double gain) {
    this.random = random;
    this.begin = begin;
    this.end = end;
    this.gain = gain;
  }

  @Override
  public long begin() {
    return begin;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public void addTo(float[][] block, long from) {
    long first = Math.max(from, begin);
    long last = Math.min(from + block[0].length, end);
    for (long i = first; i < last; i++) {
      double fade = Math.min(1, (Math.min(i - begin, end - 1 - i) + 0.5) / FADE);
      for (int channel = 0; channel < 2; channel++) {
        block[channel][(int) (i - from)] += (float) (gain * fade * next(channel));
      }
    }
  }

  private double next(int channel) {
    double white = random.nextDouble(-1, 1);
    double sum = 0;
    for (int k = 0; k < CORNERS.length; k++) {
      low[channel][k] += SMOOTHING[k] * (white - low[channel][k]);
      sum += SHARES[k] * low[channel][k];
    }
    rumble[channel] += DEEPEST * (sum - rumble[channel]);
    return sum - rumble[channel];
  }

  private static double measure() {
    RoomTone tone = new RoomTone(new SplittableRandom(1), 0, RATE, 1);
    double power = 0;
    for (int i = 0; i < RATE; i++) {
      double value = tone.next(0);
      power += value * value;
    }
    return Math.sqrt(power / RATE);
  }
}
