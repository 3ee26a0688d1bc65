package rumorista.evaluate.faults;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import rumorista.Waveform;

/** Makes faults that last, in all channels; a method returns null where none fits. */
final class SeamFaults {
  private static final double STEADY = 0.85; // seconds before and after a step

  private final Waveform clean;
  private final int sampleRate;
  private final Random random;
  private final Levels levels;

  SeamFaults(Waveform clean, Random random) {
    this.clean = clean;
    this.sampleRate = clean.sampleRate();
    this.random = random;
    this.levels = new Levels(clean.samples()[0], sampleRate);
  }

  @Nullable Insertion levelStep() {
    double at = place(STEADY, STEADY);
    double decibels = (random.nextBoolean() ? 1 : -1) * between(6, 12);
    if (!levels.isSteady(at)) {
      return null;
    }
    float gain = (float) Math.pow(10, decibels / 20);
    float all = Math.min(1, 1 / gain); // so that nothing clips
    return step(
        at,
        Math.abs(decibels),
        c -> scaled(clean.samples()[c], all),
        c -> scaled(clean.samples()[c], all * gain));
  }

  @Nullable Insertion spectrumStep() {
    double at = place(STEADY, STEADY);
    boolean low = random.nextBoolean();
    double hertz = low ? 1500 * Math.pow(3.33, random.nextDouble()) : between(300, 1000);
    if (!levels.isSteady(at)) {
      return null;
    }
    Biquad kept = low ? Biquad.lowPass(hertz, sampleRate) : Biquad.highPass(hertz, sampleRate);
    Biquad lost = low ? Biquad.highPass(hertz, sampleRate) : Biquad.lowPass(hertz, sampleRate);
    double whole = levels.at(at - 0.8, at + 0.8);
    Levels without = new Levels(kept.of(clean.samples()[0]), sampleRate);
    Levels gone = new Levels(lost.of(clean.samples()[0]), sampleRate);
    if (gone.at(at - 0.8, at + 0.8) < whole - 15) {
      return null; // nothing much was there
    }
    double makeUp = whole - without.at(at - 0.8, at + 0.8);
    if (makeUp > 12) {
      return null; // nothing much would be left
    }
    float all = (float) Math.pow(10, -makeUp / 20);
    return step(at, hertz, c -> scaled(clean.samples()[c], all), c -> kept.of(clean.samples()[c]));
  }

  @Nullable Insertion floorStep() {
    double at = place(STEADY, STEADY);
    double[] around = levels.every(0.02, at - 0.8, at + 0.8);
    Arrays.sort(around);
    double floor = around[around.length / 5];
    double decibels = between(10, 20);
    if (at < STEADY || levels.at(at - 0.05, at + 0.05) > floor + 6 || floor + decibels > -15) {
      return null;
    }
    double level = Math.max(floor + decibels, -55);
    float[] noise = new float[clean.length()];
    for (int n = 0; n < noise.length; n++) {
      noise[n] = (float) random.nextGaussian();
    }
    noise = Biquad.lowPass(between(1500, 8000), sampleRate).of(noise);
    double gain = level - new Levels(noise, sampleRate).at(0, clean.seconds());
    float[] added = scaled(noise, (float) Math.pow(10, gain / 20));
    return step(
        at,
        level - floor,
        c -> clean.samples()[c],
        c -> {
          float[] sum = clean.samples()[c].clone();
          for (int n = 0; n < sum.length; n++) {
            sum[n] += added[n];
          }
          return sum;
        });
  }

  @Nullable Insertion imageStep() {
    double at = place(STEADY, STEADY);
    double decibels = (random.nextBoolean() ? 1 : -1) * between(6, 12);
    boolean collapses = random.nextBoolean();
    float[][] wide = clean.channels() == 2 ? clean.samples() : widened(clean.samples()[0]);
    if (!levels.isSteady(at) || !new Levels(wide[1], sampleRate).isSteady(at)) {
      return null;
    }
    float[] middle = new float[clean.length()];
    double side = 0;
    double all = 0;
    for (int n = 0; n < middle.length; n++) {
      middle[n] = (wide[0][n] + wide[1][n]) / 2;
      side += Math.pow(wide[0][n] - middle[n], 2);
      all += wide[0][n] * wide[0][n];
    }
    if (collapses && side < 0.1 * all) {
      return null; // it is mono already
    }
    float half = (float) Math.pow(10, -Math.abs(decibels) / 40);
    float[] gains = decibels > 0 ? new float[] {1, half * half} : new float[] {half * half, 1};
    Waveform stereo = new Waveform(wide, sampleRate);
    return step(
        stereo,
        at,
        Math.abs(decibels),
        c -> scaled(wide[c], half),
        c -> collapses ? scaled(middle, half) : scaled(wide[c], gains[c]));
  }

  /** A wide image from one channel: the right side is another moment of the left, half mixed. */
  static float[][] widened(float[] mono) {
    float[][] wide = new float[2][mono.length];
    int shift = Math.min(17_760, mono.length / 3);
    for (int n = 0; n < mono.length; n++) {
      float other = mono[(n + shift) % mono.length];
      wide[0][n] = 0.8f * mono[n] + 0.3f * other;
      wide[1][n] = 0.3f * mono[n] + 0.8f * other;
    }
    return wide;
  }

  @Nullable Insertion loop() {
    double period = between(0.3, Math.min(2, clean.seconds() / 2));
    double at = place(0.02, period + 0.02);
    if (levels.at(at, at + period) < -45) {
      return null;
    }
    int start = (int) (at * sampleRate);
    int length = (int) (period * sampleRate);
    int fade = (int) (0.005 * sampleRate);
    float[][] broken = new float[clean.channels()][];
    for (int c = 0; c < broken.length; c++) {
      float[] from = clean.samples()[c];
      float[] to = Arrays.copyOf(from, from.length + 2 * length);
      for (int n = start + length; n < to.length; n++) {
        int turn = Math.min(2, (n - start) / length);
        int source = n - turn * length;
        int since = n - start - turn * length;
        float share = since < fade ? (float) since / fade : 1;
        int goingOn = Math.min(from.length - 1, source + length); // the end of the turn before
        to[n] = since < fade ? share * from[source] + (1 - share) * from[goingOn] : from[source];
      }
      broken[c] = to;
    }
    return new Insertion(new Waveform(broken, sampleRate), at + period, period);
  }

  @Nullable Insertion cutDecay() {
    double at = place(0.2, 0.05);
    double level = levels.at(at - 0.02, at);
    double below = levels.peak() - level;
    double before = levels.at(at - 0.1, at - 0.05);
    double start = levels.at(at - 0.15, at - 0.1);
    double last = levels.at(at - 0.05, at);
    boolean falls = start > before && before > last && start - last >= 4;
    double[] later = levels.every(0.02, at, at + 0.3);
    boolean risesAgain = Arrays.stream(later).anyMatch(x -> x > level + 3);
    if (below < 10 || below > 45 || level < -60 || !falls || risesAgain) {
      return null;
    }
    double fade = between(0.002, 0.008);
    boolean gone = random.nextBoolean();
    int end = (int) ((at + fade) * sampleRate);
    float[][] broken = new float[clean.channels()][];
    for (int c = 0; c < broken.length; c++) {
      broken[c] = clean.samples()[c].clone();
      fadeOut(broken[c], (int) (at * sampleRate), end);
      Arrays.fill(broken[c], Math.min(end, clean.length()), clean.length(), 0);
      broken[c] = gone ? Arrays.copyOf(broken[c], end) : broken[c];
    }
    return new Insertion(new Waveform(broken, sampleRate), at, -below);
  }

  @Nullable Insertion silence() {
    double seconds = between(0.15, 0.6);
    double at = place(STEADY, STEADY + seconds);
    if (!levels.isSteady(at)) {
      return null;
    }
    int fade = (int) (0.005 * sampleRate);
    int start = (int) (at * sampleRate);
    int end = start + (int) (seconds * sampleRate);
    float[][] broken = new float[clean.channels()][];
    for (int c = 0; c < broken.length; c++) {
      broken[c] = clean.samples()[c].clone();
      fadeOut(broken[c], start - fade, start);
      Arrays.fill(broken[c], start, end, 0);
      for (int i = 0; i < fade; i++) {
        broken[c][end + i] *= (float) i / fade;
      }
    }
    return new Insertion(new Waveform(broken, sampleRate), at, seconds);
  }

  private static void fadeOut(float[] samples, int start, int end) {
    for (int n = start; n < Math.min(end, samples.length); n++) {
      samples[n] *= (float) (end - n) / (end - start);
    }
  }

  private @Nullable Insertion step(
      double at, double strength, IntFunction<float[]> before, IntFunction<float[]> after) {
    return step(clean, at, strength, before, after);
  }

  /** Goes from one version of a sound to another within 10 ms. */
  private Insertion step(
      Waveform shape,
      double at,
      double strength,
      IntFunction<float[]> before,
      IntFunction<float[]> after) {
    int fade = (int) (0.01 * sampleRate);
    int start = (int) (at * sampleRate) - fade / 2;
    float[][] broken = new float[shape.channels()][];
    for (int c = 0; c < broken.length; c++) {
      float[] from = before.apply(c);
      float[] to = after.apply(c).clone();
      System.arraycopy(from, 0, to, 0, start);
      for (int i = 0; i < fade; i++) {
        float share = (float) i / fade;
        to[start + i] = share * to[start + i] + (1 - share) * from[start + i];
      }
      broken[c] = to;
    }
    return new Insertion(new Waveform(broken, sampleRate), at, strength);
  }

  private static float[] scaled(float[] samples, float gain) {
    float[] scaled = new float[samples.length];
    for (int n = 0; n < samples.length; n++) {
      scaled[n] = gain * samples[n];
    }
    return scaled;
  }

  private double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  private double place(double before, double after) {
    double room = clean.seconds() - before - after;
    return room <= 0 ? 0 : before + room * random.nextDouble();
  }
}
