package rumorista.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import rumorista.RumoristaException;
import rumorista.Timeline;
import rumorista.signal.Events;
import rumorista.signal.MelBands;
import rumorista.signal.MelSpectrogram;

/**
 * What films are to show: the attacks and the loudness of recordings. Long recordings are cropped,
 * short ones sound once, now and then, or in a rhythm; steps only in a rhythm; steady sounds swell
 * and fade, so that there is something to see.
 */
public final class Scores {
  private static final MelBands BANDS = MelSpectrogram.standard().bands();
  private static final int FRAMES_PER_INSTANT = 2;
  private static final double RATE = 62.5;
  private static final int PAUSE = 4; // frames of silence before a recording, for a first attack
  private static final float CLEAR = 0.6f; // an attack that is seen for certain
  private static final double MOST_ATTACKS = 7; // a second
  private static final double SHORTEST = 1; // seconds of what is shown by its loudness
  private static final int LEAD = 8; // part of a film before a long sound begins, at most
  private static final int ON_AND_ON = 1000; // times: more than fit into a film
  private static final double MISSING = 0.07; // share of the beats of a rhythm

  private final List<Timeline> sharp = new ArrayList<>();
  private final List<Timeline> lasting = new ArrayList<>();

  /**
   * @param sounds timelines of recordings, as {@link #timeline} makes them
   */
  public Scores(List<Timeline> sounds) {
    for (Timeline sound : sounds) {
      long attacks = count(sound, Events.AUDIBLE);
      if (count(sound, CLEAR) > 0 && attacks / Math.max(1, sound.seconds()) < MOST_ATTACKS) {
        sharp.add(sound);
      }
      if (sound.seconds() >= SHORTEST) {
        lasting.add(sound);
      }
    }
    if (sharp.isEmpty() || lasting.isEmpty()) {
      throw RumoristaException.invalidInput(
          "%d recordings with clear attacks and %d of a second or more; wanted some of both",
          sharp.size(), lasting.size());
    }
  }

  /** The timeline of a recording's {@linkplain MelSpectrogram#standard() standard} mel levels. */
  public static Timeline timeline(float[][] levels) {
    float[][] padded = new float[levels.length + PAUSE][];
    float[] silence = new float[BANDS.count()];
    Arrays.fill(silence, MelSpectrogram.FLOOR);
    Arrays.fill(padded, 0, PAUSE, silence);
    System.arraycopy(levels, 0, padded, PAUSE, levels.length);
    Timeline late = Events.timeline(BANDS, padded, FRAMES_PER_INSTANT, RATE * FRAMES_PER_INSTANT);
    return late.slice(PAUSE / FRAMES_PER_INSTANT, late.length());
  }

  private static long count(Timeline timeline, float strength) {
    long count = 0;
    for (float onset : timeline.onset()) {
      count += onset > strength ? 1 : 0;
    }
    return count;
  }

  /** A score of {@code seconds} that a kind of scene can show. */
  public Score make(SceneKind kind, double seconds, SplittableRandom random) {
    int length = (int) Math.round(seconds * RATE);
    List<Timeline> sounds = kind.sharp() ? sharp : lasting;
    Timeline sound = sounds.get(random.nextInt(sounds.size()));
    float[] loudness = new float[length];
    float[] onset = new float[length];
    Arrays.fill(loudness, Timeline.SILENCE);
    if (kind.paced()) {
      double period = random.nextDouble(0.3, 0.8);
      repeat(firstAttack(sound, kind.apart()), period, 0.12, ON_AND_ON, random, loudness, onset);
    } else if (sound.length() >= length * 3 / 4) {
      int from = random.nextInt(Math.max(1, sound.length() - length + 1));
      add(sound, from, random.nextInt(length / LEAD), 0, loudness, onset);
    } else {
      double way = random.nextDouble();
      double period = 0.18 * Math.exp(random.nextDouble(0, 2.4));
      double unsteady = way < 0.5 ? random.nextDouble(0, 0.15) : random.nextDouble(0.2, 0.9);
      int times = way > 0.9 ? random.nextInt(1, 3) : ON_AND_ON;
      repeat(sound, period, unsteady, times, random, loudness, onset);
    }
    if (!kind.sharp()) {
      swell(loudness, random);
    }
    return Score.of(new Timeline(RATE, loudness, onset), kind.apart());
  }

  private static Timeline firstAttack(Timeline sound, double seconds) {
    int at = 0;
    while (sound.onset()[at] <= CLEAR) {
      at++;
    }
    return sound.slice(at, Math.min(sound.length(), at + (int) (seconds * RATE)));
  }

  private static void repeat(
      Timeline sound,
      double seconds,
      double unsteady,
      int times,
      SplittableRandom random,
      float[] loudness,
      float[] onset) {
    double period = seconds * RATE;
    double at = random.nextDouble() * Math.min(loudness.length * 0.5, 2 * period);
    for (int i = 0; i < times && at < loudness.length; i++) {
      if (random.nextDouble() >= MISSING) {
        add(sound, 0, (int) at, (float) random.nextDouble(-9, 0), loudness, onset);
      }
      at += period * (1 + unsteady * random.nextDouble(-1, 1));
    }
  }

  /** A new attack cuts off what sounded before where that is quieter. */
  private static void add(
      Timeline sound, int from, int to, float gain, float[] loudness, float[] onset) {
    for (int i = 0; i < Math.min(sound.length() - from, loudness.length - to); i++) {
      float level = sound.loudness()[from + i] + gain;
      boolean heard = level > loudness[to + i] - 6;
      loudness[to + i] = Math.max(loudness[to + i], level);
      onset[to + i] = Math.max(onset[to + i], heard ? sound.onset()[from + i] : 0);
    }
  }

  /** Loudness that wanders by tens of decibels, with pauses. */
  private static void swell(float[] loudness, SplittableRandom random) {
    double strength = random.nextDouble() < 0.3 ? 0 : random.nextDouble(5, 45);
    double before = random.nextDouble();
    double after = random.nextDouble();
    int step = (int) (RATE * random.nextDouble(0.15, 1.5));
    for (int i = 0; i < loudness.length; i++) {
      if (i % step == 0) {
        before = after;
        after = random.nextDouble() < 0.2 ? 1.5 : random.nextDouble();
      }
      double share = (double) (i % step) / step;
      loudness[i] -= (float) (strength * (before + share * (after - before)));
    }
  }
}
