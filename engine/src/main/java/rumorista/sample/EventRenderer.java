package rumorista.sample;

import java.util.Arrays;
import java.util.SplittableRandom;
import rumorista.EventCue;
import rumorista.cue.Cast;
import rumorista.cue.Seed;
import rumorista.library.Anatomy.SoundEvent;

/**
 * Renders event cues: an event of a recording with its attack and its decay as they are, its onset
 * on the onset of the cue. Small changes of pitch, tone and level keep repeats from being copies.
 */
final class EventRenderer {
  private static final int FADE_IN = 240; // samples: 5 ms, ending at the onset at the latest
  private static final int FADE_OUT = 9_600; // 200 ms at most
  private static final double TILT = 2.5; // dB
  private static final double LEVEL = 1.5; // dB
  private static final double LAYERED = 0.3; // of the events of things that are struck
  private static final double LOUDEST_GAIN = 40; // dB

  private final SoundBank bank;
  private final long seed;

  EventRenderer(SoundBank bank, long seed) {
    this.bank = bank;
    this.seed = seed;
  }

  /** A stretch of a recording. */
  private record Cut(float[][] samples, int onset, double level) {}

  Voice render(EventCue cue, Cast cast) {
    SplittableRandom random = Seed.random(seed, cue.id());
    Cut cut = varied(cut(cue, cast, cue.number()), cast.semitones(), random);
    float[][] sound = cut.samples;
    if (cast.layered() && !cue.phrase() && random.nextDouble() < LAYERED) {
      Cut under = varied(cut(cue, cast, cue.number() + 1), cast.semitones(), random);
      double gain = cut.level - under.level - random.nextDouble(9, 15);
      layer(sound, cut.onset, under, (float) Math.pow(10, gain / 20));
    }
    double wanted = cue.staging().level() + random.nextDouble(-LEVEL, LEVEL);
    scale(sound, Math.min(LOUDEST_GAIN, wanted - cut.level));
    new Stage(cue.staging(), 0.5, random).apply(sound);
    long onset = Math.round(cue.start() * SamplePlacer.SAMPLE_RATE);
    return new BufferVoice(onset - cut.onset, sound);
  }

  private Cut cut(EventCue cue, Cast cast, int number) {
    if (cue.phrase()) {
      Cast.Part part = cast.part(seed, number);
      var events = part.anatomy().events();
      int from = events.isEmpty() ? 0 : events.getFirst().begin();
      int onset = events.isEmpty() ? 0 : events.getFirst().onset();
      double level = events.stream().mapToDouble(SoundEvent::level).max().orElse(-20);
      float[][] whole = bank.samples(part.recording());
      return cut(whole, from, onset, whole[0].length, level);
    }
    Cast.Event event = cast.event(seed, number);
    SoundEvent sound = event.sound();
    float[][] whole = bank.samples(event.part().recording());
    return cut(whole, sound.begin(), sound.onset(), sound.end(), sound.level());
  }

  private static Cut cut(float[][] whole, int begin, int onset, int end, double level) {
    int length = whole[0].length;
    int to = Math.clamp(end, 1, length);
    int at = Math.clamp(onset, 0, to - 1);
    int from = Math.clamp(begin, 0, at);
    float[][] samples = new float[2][];
    for (int channel = 0; channel < 2; channel++) {
      samples[channel] = Arrays.copyOfRange(whole[channel], from, to);
      fade(samples[channel], Math.min(FADE_IN, at - from));
    }
    return new Cut(samples, at - from, level);
  }

  /** Fades in over {@code in} samples, and out over a part of the decay. */
  private static void fade(float[] samples, int in) {
    for (int i = 0; i < in; i++) {
      samples[i] *= (i + 0.5f) / in;
    }
    int out = Math.min(FADE_OUT, samples.length / 3);
    for (int i = 0; i < out; i++) {
      samples[samples.length - 1 - i] *= (i + 0.5f) / out;
    }
  }

  private static Cut varied(Cut cut, double semitones, SplittableRandom random) {
    double shift = random.nextDouble(-1, 1) * semitones;
    double tilt = random.nextDouble(-TILT, TILT);
    double speed = Math.pow(2, shift / 12);
    boolean mono = Arrays.equals(cut.samples[0], cut.samples[1]);
    float[][] samples = new float[2][];
    for (int channel = 0; channel < 2; channel++) {
      if (channel == 1 && mono) {
        samples[1] = samples[0].clone();
        continue;
      }
      samples[channel] =
          shift == 0 ? cut.samples[channel].clone() : Varispeed.of(cut.samples[channel], speed);
      Tone.tilt(samples[channel], tilt);
    }
    return new Cut(samples, (int) Math.round(cut.onset / speed), cut.level);
  }

  private static void layer(float[][] sound, int onset, Cut under, float gain) {
    int shift = onset - under.onset;
    for (int channel = 0; channel < 2; channel++) {
      int from = Math.max(0, shift);
      int to = Math.min(sound[channel].length, under.samples[channel].length + shift);
      int out = Math.max(1, Math.min(FADE_OUT, (to - from) / 4));
      for (int i = from; i < to; i++) {
        float fade = Math.min(1, (float) (to - i) / out);
        sound[channel][i] += fade * gain * under.samples[channel][i - shift];
      }
    }
  }

  static void scale(float[][] sound, double decibels) {
    float gain = (float) Math.pow(10, decibels / 20);
    for (float[] channel : sound) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] *= gain;
      }
    }
  }
}
