package rumorista.train;

import static rumorista.RumoristaException.invalidInput;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import rumorista.Timeline;
import rumorista.library.Recording;
import rumorista.model.ModelSpec;
import rumorista.model.small.Collage;
import rumorista.model.small.Exemplar;
import rumorista.model.small.Patches;
import rumorista.signal.Events;
import rumorista.signal.MelBands;
import rumorista.signal.Mixing;
import rumorista.text.SentenceEncoder;

/**
 * Composes windows to learn from: a long recording is cropped, short ones are scattered, sometimes
 * over an ambience; level, colour, pitch and room vary. Beside each stands a draft, the collage
 * that other recordings (or other moments of the same one) make of the window's timeline. Every
 * example is a function of the seed and its number alone.
 */
final class ExampleMaker {
  private static final double AMBIENCE =
      0.2; // share of examples with a second sound behind the first
  private static final double OTHER_MATERIAL =
      0.35; // share of drafts from other recordings of the same kind
  private static final double HIDDEN_TEXT = 0.15;
  private static final double HIDDEN_TIMELINE = 0.12;
  private static final double HIDDEN_DRAFT = 0.25;
  private static final int LONGEST_EXEMPLAR_SECONDS = 8;

  private final ModelSpec.Small spec;
  private final MelBands bands;
  private final FeatureCache cache;
  private final List<Recording> recordings;
  private final SentenceEncoder sentences;
  private final Map<String, List<Integer>> byLabel = new TreeMap<>(); // recordings of each label
  private final List<List<Integer>> kinds; // the same by number
  private final double[] chance; // cumulative, of each label
  private final Map<String, List<Integer>> siblings = new HashMap<>(); // same label and source

  ExampleMaker(
      ModelSpec.Small spec,
      MelBands bands,
      FeatureCache cache,
      List<Recording> recordings,
      List<Integer> used,
      SentenceEncoder sentences) {
    this.spec = spec;
    this.bands = bands;
    this.cache = cache;
    this.recordings = recordings;
    this.sentences = sentences;
    for (int i : used) {
      if (cache.frames(i) >= 2 * spec.framesPerToken()) {
        byLabel.computeIfAbsent(recordings.get(i).label(), label -> new ArrayList<>()).add(i);
        siblings.computeIfAbsent(family(i), family -> new ArrayList<>()).add(i);
      }
    }
    this.kinds = List.copyOf(byLabel.values());
    if (kinds.isEmpty()) {
      throw invalidInput(
          "no recording is left to learn from, of %d; hold fewer sources out, or give longer sounds",
          recordings.size());
    }
    this.chance = new double[kinds.size()];
    double sum = 0;
    for (int k = 0; k < chance.length; k++) {
      // The square root tames the imbalance: a rare kind is heard often, an ample one is not worn
      // out.
      sum += Math.sqrt(Math.min(60, kinds.get(k).size()));
      chance[k] = sum;
    }
  }

  private String family(int i) {
    return recordings.get(i).label()
        + "|"
        + recordings.get(i).source()
        + "|"
        + recordings.get(i).caption();
  }

  /** Example number {@code index} under {@code seed}. */
  Example make(long seed, long index) {
    SplittableRandom random =
        new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index * 0xD1B54A32D192ED03L);
    int main = draw(random);
    float peak = -18 + (float) random.nextDouble(-8, 4);
    Layer layer = layer(main, peak, random);
    float[] text = sentences.encode(Captions.vary(recordings.get(main), random));
    float[][] target = layer.target;
    float[][] draft = layer.draft;
    if (random.nextDouble() < AMBIENCE) {
      int other = draw(random);
      Layer behind = layer(other, peak - (float) random.nextDouble(10, 25), random);
      target = Mixing.add(target, behind.target);
      draft = Mixing.add(draft, behind.draft);
      text = between(text, sentences.encode(Captions.vary(recordings.get(other), random)));
    }
    int tokens = spec.windowTokens();
    Timeline timeline = timeline(target);
    Example example =
        new Example(
            new float[tokens * spec.patch()],
            new float[tokens * 2],
            new float[tokens * spec.patch()],
            text,
            random.nextDouble() < HIDDEN_TIMELINE ? 0 : 1,
            random.nextDouble() < HIDDEN_DRAFT ? 0 : 1,
            random.nextDouble() < HIDDEN_TEXT ? 0 : 1);
    Patches.normalise(target, example.target(), 0);
    Patches.normalise(timeline, example.timeline(), 0);
    Patches.normalise(draft, example.draft(), 0);
    return example;
  }

  private int draw(SplittableRandom random) {
    double mark = random.nextDouble() * chance[chance.length - 1];
    int kind = 0;
    while (chance[kind] < mark) {
      kind++;
    }
    return pick(kinds.get(kind), random);
  }

  private static int pick(List<Integer> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Timeline timeline(float[][] levels) {
    return Events.timeline(
        bands, levels, spec.framesPerToken(), spec.tokenRate() * spec.framesPerToken());
  }

  /** A sound and the draft of it. */
  private record Layer(float[][] target, float[][] draft) {}

  private Layer layer(int main, float peak, SplittableRandom random) {
    int frames = spec.windowTokens() * spec.framesPerToken();
    List<Integer> family = siblings.getOrDefault(family(main), List.of(main));
    float[][] target;
    List<Exemplar> material = new ArrayList<>();
    boolean other = random.nextDouble() < OTHER_MATERIAL;
    int length = cache.frames(main);
    int longest = (int) (LONGEST_EXEMPLAR_SECONDS * spec.tokenRate() * spec.framesPerToken());
    if (length >= frames * 3 / 4) {
      int from = length <= frames ? 0 : random.nextInt(length - frames);
      int shift = length >= frames ? 0 : random.nextInt(frames - length + 1);
      int count = Math.min(frames, length);
      target = Mixing.silence(frames, spec.bands());
      Mixing.add(target, cache.levels(main, from, count), shift, 0);
      if (!other) {
        material.add(otherMoment(main, from, from + count, longest, random));
      }
    } else {
      target = scatter(main, family, frames, random);
      for (int i = 0; !other && i < 3; i++) {
        material.add(
            exemplar(
                i == 0 && random.nextBoolean() ? main : pick(family, random), longest, random));
      }
    }
    List<Integer> kind = byLabel.getOrDefault(recordings.get(main).label(), List.of(main));
    for (int i = 0; other && i < 2; i++) {
      material.add(exemplar(pick(kind, random), longest, random));
    }
    Colour colour = Colour.random(spec.bands(), random);
    Mixing.level(target, peak - timeline(target).peak());
    Timeline plain = timeline(target);
    Exemplar exemplar = Exemplar.join(material);
    int[] path = Collage.align(blur(plain, random), plain.peak(), exemplar, -1, random);
    float[][] draft = Collage.draft(plain, exemplar, path);
    Room room = Room.random(random);
    double rate = spec.tokenRate() * spec.framesPerToken();
    boolean alike = random.nextDouble() < 0.6;
    return new Layer(
        room.apply(colour.apply(target), rate),
        alike
            ? room.apply(colour.apply(draft), rate)
            : Colour.random(spec.bands(), random).apply(draft));
  }

  /** Short sounds at random instants, some alone, most several times. */
  private float[][] scatter(int main, List<Integer> family, int frames, SplittableRandom random) {
    float[][] target = Mixing.silence(frames, spec.bands());
    boolean once = random.nextDouble() < 0.2;
    double pause = random.nextDouble(-0.2, 1.5) * spec.tokenRate() * spec.framesPerToken();
    int at = once ? random.nextInt(frames / 2) : random.nextInt(frames / 4);
    int event = main;
    while (at < frames - 4) {
      float[][] levels = cache.levels(event, 0, cache.frames(event));
      Mixing.add(target, levels, at, (float) random.nextDouble(-4, 2));
      at += once ? frames : (int) Math.max(10, levels.length + pause * random.nextDouble(0.6, 1.4));
      event = random.nextDouble() < 0.5 ? main : pick(family, random);
    }
    return target;
  }

  private Exemplar exemplar(int i, int longest, SplittableRandom random) {
    int count = Math.min(longest, cache.frames(i));
    int from = random.nextInt(cache.frames(i) - count + 1);
    return exemplar(i, from, count);
  }

  private Exemplar exemplar(int i, int from, int count) {
    return Exemplar.of(
        bands,
        cache.levels(i, from, count),
        spec.framesPerToken(),
        spec.tokenRate() * spec.framesPerToken());
  }

  /**
   * A stretch of recording {@code i} outside {@code [from, to)}, if one of a second or more is
   * left.
   */
  private Exemplar otherMoment(int i, int from, int to, int longest, SplittableRandom random) {
    int before = from;
    int after = cache.frames(i) - to;
    if (Math.max(before, after) < spec.tokenRate() * spec.framesPerToken()) {
      return exemplar(i, longest, random);
    }
    boolean first = before > after;
    int count = Math.min(longest, Math.max(before, after));
    int slack = Math.max(before, after) - count;
    return exemplar(i, (first ? 0 : to) + random.nextInt(slack + 1), count);
  }

  /** A timeline as a film would give it: a little wrong. */
  private static Timeline blur(Timeline timeline, SplittableRandom random) {
    double error = random.nextDouble() * 4;
    float[] loudness = timeline.loudness().clone();
    for (int i = 0; i < loudness.length; i++) {
      loudness[i] += (float) (error * random.nextGaussian());
    }
    return new Timeline(timeline.rate(), loudness, timeline.onset());
  }

  private static float[] between(float[] a, float[] b) {
    float[] mean = new float[a.length];
    double power = 0;
    for (int i = 0; i < a.length; i++) {
      mean[i] = a[i] + b[i];
      power += mean[i] * mean[i];
    }
    for (int i = 0; i < a.length; i++) {
      mean[i] /= (float) Math.sqrt(power + 1e-9);
    }
    return mean;
  }
}
