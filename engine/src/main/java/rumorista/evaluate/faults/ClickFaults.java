package rumorista.evaluate.faults;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import rumorista.Waveform;

/** Makes faults of a few samples in the first channel; a method returns null where none fits. */
final class ClickFaults {
  private static final double HIGH = 4000; // hertz: clicks are heard above
  private static final double WINDOW = 0.005; // seconds of sound that mask a click
  private static final double LEAST_PROMINENCE = 3; // dB
  private static final double QUIETEST = 2e-4; // RMS that is audible above HIGH: -74 dB
  private static final float[][] PULSES = {{1}, {1, 0.6f}, {1, -0.7f, 0.3f}, {0.5f, 1, 0.5f}};

  private final Waveform clean;
  private final float[] samples;
  private final int sampleRate;
  private final Random random;
  private final Levels levels;
  private final float[] high;

  ClickFaults(Waveform clean, Random random) {
    this.clean = clean;
    this.samples = clean.samples()[0];
    this.sampleRate = clean.sampleRate();
    this.random = random;
    this.levels = new Levels(samples, sampleRate);
    this.high = Biquad.highPass(HIGH, sampleRate).of(samples);
  }

  @Nullable Insertion spike(boolean smoothed) {
    int at = place(0.02);
    double prominence = between(LEAST_PROMINENCE, 24);
    float[] pulse = PULSES[random.nextInt(PULSES.length)];
    float[] alone = new float[1024];
    System.arraycopy(pulse, 0, alone, 64, pulse.length);
    alone = smoothed ? smooth(alone) : alone;
    double energy = energy(Biquad.highPass(HIGH, sampleRate).of(alone), 0, alone.length);
    double gain = Math.sqrt(masker(at, at) * Math.pow(10, prominence / 10) / energy);
    float[] broken = samples.clone();
    double sign = random.nextBoolean() ? gain : -gain;
    for (int i = 0; i < pulse.length; i++) {
      broken[at + i] += (float) (sign * pulse[i]);
      if (Math.abs(broken[at + i]) > 1) {
        return null;
      }
    }
    return made(smoothed ? smooth(broken) : broken, at, prominence);
  }

  @Nullable Insertion jump(boolean smoothed) {
    int at = place(0.03);
    int from = place(0.03);
    if (Math.abs(at - from) < 0.05 * sampleRate || !loud(at, -50) || !loud(from, -50)) {
      return null;
    }
    float[] broken = Arrays.copyOf(samples, at + samples.length - from);
    System.arraycopy(samples, from, broken, at, samples.length - from);
    double prominence = 10 * Math.log10(transientEnergy(broken, at, from) / masker(at, from));
    return prominence < LEAST_PROMINENCE
        ? null
        : made(smoothed ? smooth(broken) : broken, at, prominence);
  }

  /** Energy above {@link #HIGH} that is there only because two moments meet without transition. */
  private double transientEnergy(float[] broken, int at, int from) {
    float[] filtered = Biquad.highPass(HIGH, sampleRate).of(broken);
    int half = (int) (WINDOW / 2 * sampleRate);
    double sum = 0;
    for (int i = 0; i < half; i++) {
      sum += Math.pow(filtered[at + i] - high[from + i], 2);
    }
    return sum;
  }

  /** Energy of the 2.5 ms before one place and after another, as far as it is audible. */
  private double masker(int at, int from) {
    int half = (int) (WINDOW / 2 * sampleRate);
    double sum = energy(high, at - half, at) + energy(high, from, from + half);
    return Math.max(sum, 2 * half * QUIETEST * QUIETEST);
  }

  @Nullable Insertion dropout() {
    double seconds = 0.001 * Math.pow(50, random.nextDouble());
    int at = place(seconds + 0.02);
    int length = (int) (seconds * sampleRate);
    double start = (double) at / sampleRate;
    double least = Math.max(-45, levels.peak() - 20);
    if (levels.at(start - 0.01, start) < least
        || levels.at(start + seconds, start + seconds + 0.01) < least) {
      return null;
    }
    float[] broken = samples.clone();
    Arrays.fill(broken, at, at + length, 0);
    return made(broken, at, 1000 * seconds);
  }

  @Nullable Insertion clipping() {
    int length = (int) (between(0.2, 1) * sampleRate);
    if (length >= samples.length) {
      return null;
    }
    int at = random.nextInt(samples.length - length);
    double share = between(0.03, 0.2);
    float[] heights = new float[length];
    for (int i = 0; i < length; i++) {
      heights[i] = Math.abs(samples[at + i]);
    }
    Arrays.sort(heights);
    float top = heights[(int) ((1 - share) * length)];
    if (top < 0.05f) {
      return null;
    }
    float[] broken = samples.clone();
    for (int i = at; i < at + length; i++) {
      broken[i] = Math.clamp(broken[i], -top, top);
    }
    return made(broken, at, share);
  }

  /** Cuts what is before or after a place; the rest is zeros or, every second time, gone. */
  @Nullable Insertion abrupt(boolean start) {
    int at = place(0.05);
    int near = (int) (0.01 * sampleRate);
    float peak = 0;
    for (int i = start ? at : at - near; i < (start ? at + near : at); i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    if (Math.abs(samples[start ? at : at - 1]) < 0.3 * peak || !loud(at, -40)) {
      return null;
    }
    boolean gone = random.nextBoolean();
    float[] broken = samples.clone();
    Arrays.fill(broken, start ? 0 : at, start ? at : samples.length, 0);
    if (gone) {
      broken = start ? Arrays.copyOfRange(broken, at, samples.length) : Arrays.copyOf(broken, at);
    }
    return made(broken, gone && start ? 0 : at, 20 * Math.log10(peak));
  }

  private boolean loud(int at, double least) {
    double seconds = (double) at / sampleRate;
    return levels.at(seconds - 0.01, seconds + 0.01) > least;
  }

  private double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  private int place(double marginSeconds) {
    int margin = (int) (marginSeconds * sampleRate) + 64;
    return margin + random.nextInt(Math.max(1, samples.length - 2 * margin));
  }

  private static double energy(float[] values, int start, int end) {
    double sum = 0;
    for (int i = Math.max(0, start); i < Math.min(values.length, end); i++) {
      sum += values[i] * values[i];
    }
    return sum;
  }

  /** Takes off what is above 16 kHz. */
  private static float[] smooth(float[] values) {
    int half = 31;
    double[] taps = new double[2 * half + 1];
    for (int i = -half; i <= half; i++) {
      double x = i * 2.0 / 3;
      double sinc = i == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      taps[i + half] = 2.0 / 3 * sinc * 0.5 * (1 + Math.cos(Math.PI * i / (half + 1)));
    }
    float[] smooth = new float[values.length];
    for (int n = 0; n < values.length; n++) {
      double sum = 0;
      for (int i = Math.max(-half, n - values.length + 1); i <= Math.min(half, n); i++) {
        sum += taps[i + half] * values[n - i];
      }
      smooth[n] = (float) sum;
    }
    return smooth;
  }

  private Insertion made(float[] broken, int at, double strength) {
    float[][] channels = new float[clean.channels()][];
    for (int c = 0; c < channels.length; c++) {
      channels[c] = c == 0 ? broken : Arrays.copyOf(clean.samples()[c], broken.length);
    }
    Waveform sound = new Waveform(channels, sampleRate);
    return new Insertion(sound, (double) at / sampleRate, strength);
  }
}
