package rumorista.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import rumorista.library.Recording;
import rumorista.measure.EverydaySound;
import rumorista.model.judge.JudgeInput;
import rumorista.signal.MelSpectrogram;
import rumorista.signal.Mixing;

/**
 * Composes windows for the judge: long recordings are cropped, short ones repeated at random
 * instants; tempo, pitch, tone colour and noise floor vary, stretches are blanked (SpecAugment,
 * Park et al. 2019), other sounds play behind, and two kinds are mixed at times (Zhang et al.
 * 2018). Every kind is as frequent as every other, every source of a kind nearly so. Every example
 * is a function of the seed and its number alone.
 */
final class JudgeExamples {
  private static final double MIXED = 0.25;
  private static final double BACKGROUND = 0.5;
  private static final double STRETCHED = 0.6;
  private static final double BLANKED = 0.5;
  private static final float SMOOTHING = 0.1f; // share of the label spread over all kinds

  private final List<float[][]> pooled; // of every recording heard; empty for the others
  private final List<List<List<Integer>>> kinds = new ArrayList<>(); // kind, source, recordings
  private final List<Integer> backgrounds;

  /**
   * @param heard recordings of everyday sounds
   * @param backgrounds recordings of none of them
   */
  JudgeExamples(
      FeatureCache cache,
      List<Recording> recordings,
      List<Integer> heard,
      List<Integer> backgrounds) {
    this.backgrounds = backgrounds;
    this.pooled = new ArrayList<>();
    List<Map<String, List<Integer>>> bySource = new ArrayList<>();
    EverydaySound.all().forEach(kind -> bySource.add(new TreeMap<>()));
    recordings.forEach(recording -> pooled.add(new float[0][]));
    for (int i : heard) {
      int kind = EverydaySound.indexOf(recordings.get(i).label());
      bySource
          .get(kind)
          .computeIfAbsent(recordings.get(i).source(), source -> new ArrayList<>())
          .add(i);
      pooled.set(i, JudgeInput.pool(cache.levels(i, 0, cache.frames(i))));
    }
    for (int i : backgrounds) {
      pooled.set(i, JudgeInput.pool(cache.levels(i, 0, cache.frames(i))));
    }
    bySource.forEach(sources -> kinds.add(List.copyOf(sources.values())));
  }

  /** Example number {@code index} under {@code seed}. */
  JudgeExample make(long seed, long index) {
    SplittableRandom random =
        new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index * 0xD1B54A32D192ED03L);
    float[] shares = new float[kinds.size()];
    int kind = random.nextInt(kinds.size());
    float[][] window = sound(kind, random);
    shares[kind] = 1;
    if (random.nextDouble() < MIXED) {
      int other = random.nextInt(kinds.size());
      float gain = (float) random.nextDouble(-6, 6);
      Mixing.add(window, sound(other, random), 0, gain);
      float share = (gain + 10) / 20;
      shares[kind] -= share;
      shares[other] += share;
    }
    if (random.nextDouble() < BACKGROUND && !backgrounds.isEmpty()) {
      int behind = backgrounds.get(random.nextInt(backgrounds.size()));
      Mixing.add(
          window, window(pooled.get(behind), random), 0, (float) random.nextDouble(-35, -10));
    }
    noise(window, random);
    blank(window, random);
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (1 - SMOOTHING) * shares[i] + SMOOTHING / shares.length;
    }
    return new JudgeExample(JudgeInput.normalise(window), shares);
  }

  private float[][] sound(int kind, SplittableRandom random) {
    List<List<Integer>> sources = kinds.get(kind);
    double sum = sources.stream().mapToDouble(source -> Math.sqrt(source.size())).sum();
    double mark = random.nextDouble() * sum;
    int s = 0;
    while (s + 1 < sources.size() && (mark -= Math.sqrt(sources.get(s).size())) > 0) {
      s++;
    }
    List<Integer> source = sources.get(s);
    float[][] sound = pooled.get(source.get(random.nextInt(source.size())));
    float[][] coloured = Colour.random(JudgeInput.BANDS, random).apply(sound);
    float[][] window = window(stretch(coloured, random), random);
    Mixing.level(window, -peak(window) - 20);
    return window;
  }

  /** A long sound is cropped; a short one sounds once or several times. */
  private static float[][] window(float[][] sound, SplittableRandom random) {
    if (sound.length >= JudgeInput.INSTANTS * 3 / 4) {
      int slack = Math.max(0, sound.length - JudgeInput.INSTANTS);
      return copy(JudgeInput.window(sound, random.nextInt(slack + 1)));
    }
    float[][] window = Mixing.silence(JudgeInput.INSTANTS, JudgeInput.BANDS);
    boolean once = random.nextDouble() < 0.35;
    double pause = random.nextDouble(0, 40);
    int at = random.nextInt(JudgeInput.INSTANTS / 3);
    while (at < JudgeInput.INSTANTS - 3) {
      Mixing.add(window, sound, at, (float) random.nextDouble(-5, 0));
      at += once ? JudgeInput.INSTANTS : sound.length + (int) (pause * random.nextDouble(0.5, 1.5));
    }
    return window;
  }

  private static float[][] copy(float[][] window) {
    float[][] copy = new float[window.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = window[i].clone();
    }
    return copy;
  }

  /** Slower or faster by up to a quarter. */
  private static float[][] stretch(float[][] sound, SplittableRandom random) {
    if (random.nextDouble() >= STRETCHED) {
      return sound;
    }
    double speed = random.nextDouble(0.8, 1.25);
    float[][] result = new float[Math.max(1, (int) (sound.length / speed))][];
    for (int i = 0; i < result.length; i++) {
      result[i] = sound[Math.min(sound.length - 1, (int) (i * speed))];
    }
    return result;
  }

  private static float peak(float[][] window) {
    float peak = MelSpectrogram.FLOOR;
    for (float[] instant : window) {
      for (float level : instant) {
        peak = Math.max(peak, level);
      }
    }
    return peak;
  }

  /** A noise floor, and a little uncertainty everywhere. */
  private static void noise(float[][] window, SplittableRandom random) {
    float peak = peak(window);
    float floor = peak - (float) random.nextDouble(35, 80);
    float slope = (float) random.nextDouble(-20, 10);
    float unsteady = (float) random.nextDouble(0, 2);
    for (float[] instant : window) {
      for (int b = 0; b < instant.length; b++) {
        float noise = floor + slope * b / instant.length + (float) random.nextGaussian();
        instant[b] = Math.max(instant[b], noise) + unsteady * (float) random.nextGaussian();
      }
    }
  }

  private static void blank(float[][] window, SplittableRandom random) {
    if (random.nextDouble() >= BLANKED) {
      return;
    }
    int bands = random.nextInt(1, 8);
    int lowest = random.nextInt(JudgeInput.BANDS - bands);
    int instants = random.nextInt(1, 30);
    int first = random.nextInt(JudgeInput.INSTANTS - instants);
    for (int i = 0; i < window.length; i++) {
      for (int b = 0; b < JudgeInput.BANDS; b++) {
        boolean blanked =
            (b >= lowest && b < lowest + bands) || (i >= first && i < first + instants);
        window[i][b] = blanked ? MelSpectrogram.FLOOR : window[i][b];
      }
    }
  }
}
