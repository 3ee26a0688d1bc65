package rumorista.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.Prompt;
import rumorista.Timeline;
import rumorista.Waveform;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.measure.EverydaySound;
import rumorista.measure.Listening;
import rumorista.measure.LoudnessCorrelation;
import rumorista.measure.OnsetAgreement;
import rumorista.measure.PhaseOnsets;

/**
 * Whether a sound does what its timeline says: timelines of recordings of held-out sources, asked
 * for by their captions, and random trains of ticks, asked for as sharp sounds.
 */
public final class TimelineFollowed {
  private static final double SECONDS = 5;
  private static final double SHORTEST = 2;
  private static final double RATE = 31.25;
  private static final float LOUDEST = -16; // dB
  private static final float DECAY = 130; // dB a second
  private static final float BACKGROUND = -70; // dB
  private static final List<String> SHARP =
      List.of(
          "footsteps on gravel",
          "a hammer hitting an anvil",
          "a dog barking",
          "a wooden door closing",
          "chopping wood with an axe",
          "glass breaking");

  private TimelineFollowed() {}

  /** A timeline to follow, and the sound that it was read off, if any. */
  private record Wish(String prompt, Timeline timeline, @Nullable Waveform original) {}

  /** A timeline and the sound that was made for it. */
  private record Answer(Wish wish, Timeline made, double[] onsets, double[] independent) {
    OnsetAgreement agreement(Wish other) {
      return OnsetAgreement.of(Listening.onsets(other.timeline), onsets);
    }

    double independentF1(Wish other) {
      return OnsetAgreement.of(Listening.onsets(other.timeline), independent).f1();
    }

    double r(Wish other) {
      return LoudnessCorrelation.of(other.timeline, made);
    }
  }

  /**
   * Makes sounds after {@code most} recordings and half as many trains of ticks.
   *
   * @param data folder with a manifest
   */
  public static List<Figure> run(
      Studio studio, Path data, Set<String> heldOut, int most, long seed) {
    List<Wish> recorded = recorded(data, heldOut, most);
    List<Wish> ticking = new ArrayList<>();
    for (int i = 0; i < Math.max(2, most / 2); i++) {
      ticking.add(new Wish(SHARP.get(i % SHARP.size()), ticks(new Random(seed + i)), null));
    }
    List<Figure> figures = new ArrayList<>();
    figures.addAll(measure(studio, "recordings", recorded, seed));
    figures.addAll(measure(studio, "ticks", ticking, seed));
    return figures;
  }

  private static List<Wish> recorded(Path data, Set<String> heldOut, int most) {
    List<Recording> recordings =
        Manifest.read(data).stream()
            .filter(recording -> heldOut.contains(recording.source()))
            .filter(recording -> EverydaySound.indexOf(recording.label()) >= 0)
            .filter(recording -> recording.seconds() >= SHORTEST)
            .toList();
    List<Wish> wishes = new ArrayList<>();
    for (Recording recording : Spread.of(recordings, most)) {
      Waveform original = Clip.of(recording.file(), SECONDS);
      wishes.add(new Wish(recording.caption(), Listening.timeline(original), original));
    }
    return wishes;
  }

  /** Attacks a quarter to one and a half seconds apart, each dying away. */
  private static Timeline ticks(Random random) {
    int length = (int) (SECONDS * RATE);
    float[] loudness = new float[length];
    float[] onset = new float[length];
    Arrays.fill(loudness, BACKGROUND);
    for (double t = 0.2; t < SECONDS - 0.3; t += 0.25 + 1.25 * random.nextDouble()) {
      int at = (int) (t * RATE);
      float level = LOUDEST - 8 * random.nextFloat();
      onset[at] = 1;
      for (int i = at; i < length; i++) {
        loudness[i] = Math.max(loudness[i], level - DECAY * (float) ((i - at) / RATE));
      }
    }
    return new Timeline(RATE, loudness, onset);
  }

  private static List<Figure> measure(Studio studio, String name, List<Wish> wishes, long seed) {
    List<Answer> answers = new ArrayList<>();
    for (Wish wish : wishes) {
      Waveform take =
          studio.take(new Prompt(wish.prompt, ""), wish.timeline, wish.timeline.seconds(), seed);
      Timeline made = Listening.timeline(take);
      answers.add(new Answer(wish, made, Listening.onsets(made), PhaseOnsets.of(take)));
      studio.done("timelines of " + name, answers.size(), wishes.size());
    }
    Mean[] means = new Mean[9];
    Arrays.setAll(means, i -> new Mean());
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      Wish other = wishes.get((i + Math.max(1, wishes.size() / 2)) % wishes.size());
      means[0].add(answer.r(answer.wish));
      means[1].add(answer.r(other));
      double[] wanted = Listening.onsets(answer.wish.timeline);
      if (wanted.length == 0) {
        continue; // a sound without attacks: only its loudness can be followed
      }
      OnsetAgreement agreement = answer.agreement(answer.wish);
      means[2].add(agreement.f1());
      means[3].add(answer.agreement(other).f1());
      means[7].add(agreement.precision());
      means[8].add(agreement.recall());
      means[4].add(answer.independentF1(answer.wish));
      means[5].add(answer.independentF1(other));
      Waveform original = answer.wish.original;
      if (original != null) {
        means[6].add(OnsetAgreement.of(wanted, PhaseOnsets.of(original)).f1());
      }
    }
    return figures(name, means);
  }

  private static List<Figure> figures(String name, Mean[] means) {
    Map<String, Double> independent = new LinkedHashMap<>();
    independent.put("shuffled", means[5].value());
    if (means[6].count() > 0) {
      independent.put("the recordings themselves", means[6].value());
    }
    return List.of(
        Figure.of(
            "timelines of " + name + ", loudness r",
            means[0].value(),
            means[0].count(),
            Map.of("shuffled", means[1].value())),
        Figure.of(
            "timelines of " + name + ", onset F1",
            means[2].value(),
            means[2].count(),
            Map.of(
                "shuffled",
                means[3].value(),
                "its precision",
                means[7].value(),
                "its recall",
                means[8].value())),
        Figure.of(
            "the same by an independent detector",
            means[4].value(),
            means[4].count(),
            independent));
  }
}
