package rumorista.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import rumorista.library.Recording;
import rumorista.model.tagger.TaggerInput;
import rumorista.signal.Mixing;

/**
 * Composes windows for the tagger: long recordings are cropped, short ones repeated at random
 * onsets, other sounds play behind, two kinds are mixed at times (mixup, Zhang et al. 2018), and
 * all of it is {@linkplain TaggerAugmentation augmented}. Frequent kinds and sources are drawn by
 * the square root of their number. Every example is a function of the seed and its number alone.
 */
final class TaggerExamples {
  private static final double MIXED = 0.25;
  private static final double BACKGROUND = 0.4;
  private static final double RUINED = 0.06; // smeared until the kind is in doubt
  private static final float SMOOTHING = 0.05f; // share of the label spread over all kinds
  private static final int LONGEST = 1000; // frames of a recording that are used at once

  private final FeatureCache cache;
  private final List<Integer> learned;
  private final List<List<List<Integer>>> sources = new ArrayList<>(); // kind, source, recordings
  private final double[] kindWeights;

  /**
   * @param kinds labels in the order of the network's outputs
   * @param learned indices of the recordings to learn from
   */
  TaggerExamples(
      FeatureCache cache, List<Recording> recordings, List<String> kinds, List<Integer> learned) {
    this.cache = cache;
    this.learned = learned;
    List<Map<String, List<Integer>>> bySource = new ArrayList<>();
    kinds.forEach(kind -> bySource.add(new TreeMap<>()));
    for (int i : learned) {
      Recording recording = recordings.get(i);
      bySource
          .get(kinds.indexOf(recording.label()))
          .computeIfAbsent(recording.source(), source -> new ArrayList<>())
          .add(i);
    }
    bySource.forEach(kind -> sources.add(List.copyOf(kind.values())));
    this.kindWeights =
        sources.stream()
            .mapToDouble(kind -> Math.sqrt(kind.stream().mapToInt(List::size).sum()))
            .toArray();
  }

  /** Kinds that are told apart. */
  int kinds() {
    return sources.size();
  }

  /** Example number {@code index} under {@code seed}. */
  TaggerExample make(long seed, long index) {
    SplittableRandom random =
        new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index * 0xD1B54A32D192ED03L);
    float[] shares = new float[kinds()];
    int kind = draw(kindWeights, random);
    float[][] window = sound(kind, random);
    shares[kind] = 1;
    if (random.nextDouble() < MIXED) {
      int other = draw(kindWeights, random);
      float gain = (float) random.nextDouble(-8, 8);
      Mixing.add(window, sound(other, random), 0, gain);
      float share = (gain + 12) / 24;
      shares[kind] -= share;
      shares[other] += share;
    }
    if (random.nextDouble() < BACKGROUND) {
      int behind = learned.get(random.nextInt(learned.size()));
      float[][] background = TaggerInput.window(levels(behind, random), 0);
      float below = TaggerInput.peak(window) - TaggerInput.peak(background);
      Mixing.add(window, background, 0, below + (float) random.nextDouble(-40, -12));
    }
    boolean ruined = random.nextDouble() < RUINED;
    if (ruined) {
      TaggerAugmentation.smear(window, random);
    }
    TaggerAugmentation.channel(window, random);
    spread(shares, ruined ? 0.6f : SMOOTHING);
    return new TaggerExample(TaggerInput.normalise(window), shares);
  }

  private static void spread(float[] shares, float part) {
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (1 - part) * shares[i] + part / shares.length;
    }
  }

  /** A random index, drawn by weight. */
  private static int draw(double[] weights, SplittableRandom random) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double mark = random.nextDouble() * sum;
    int index = 0;
    while (index + 1 < weights.length && (mark -= weights[index]) > 0) {
      index++;
    }
    return index;
  }

  private float[][] sound(int kind, SplittableRandom random) {
    List<List<Integer>> choice = sources.get(kind);
    double[] weights = choice.stream().mapToDouble(list -> Math.sqrt(list.size())).toArray();
    List<Integer> source = choice.get(draw(weights, random));
    float[][] levels = levels(source.get(random.nextInt(source.size())), random);
    TaggerAugmentation.colour(levels, random);
    float[][] window = window(TaggerAugmentation.stretch(levels, random), random);
    Mixing.level(window, -TaggerInput.peak(window) - 20);
    return window;
  }

  /** Levels of a recording, or of a part of it that is long enough for every tempo. */
  private float[][] levels(int recording, SplittableRandom random) {
    int frames = cache.frames(recording);
    int count = Math.min(frames, Math.min(LONGEST, 2 * TaggerInput.FRAMES));
    return cache.levels(recording, random.nextInt(frames - count + 1), count);
  }

  /** A long sound is cropped; a short one sounds once or several times. */
  private static float[][] window(float[][] sound, SplittableRandom random) {
    if (sound.length >= TaggerInput.FRAMES * 3 / 4) {
      int slack = Math.max(0, sound.length - TaggerInput.FRAMES);
      return TaggerInput.window(sound, random.nextInt(slack + 1));
    }
    float[][] window = Mixing.silence(TaggerInput.FRAMES, TaggerInput.BANDS);
    boolean once = random.nextDouble() < 0.4;
    double pause = random.nextDouble(0, 100);
    int at = random.nextInt(Math.max(1, (TaggerInput.FRAMES - sound.length) / 2));
    while (at < TaggerInput.FRAMES - 8) {
      Mixing.add(window, sound, at, (float) random.nextDouble(-5, 0));
      at +=
          once
              ? TaggerInput.FRAMES
              : 2 + sound.length + (int) (pause * random.nextDouble(0.5, 1.5));
    }
    return window;
  }
}
