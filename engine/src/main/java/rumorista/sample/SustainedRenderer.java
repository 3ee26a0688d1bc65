package rumorista.sample;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import rumorista.SustainedCue;
import rumorista.cue.Cast;
import rumorista.cue.Seed;
import rumorista.library.Anatomy;
import rumorista.library.Anatomy.SoundEvent;

/**
 * Renders sustained sounds: the onset of a recording, its body cut or repeated to the span of the
 * cue, and its release. What rises and falls by itself, as a pass-by does, is aligned by its
 * loudest moment instead.
 */
final class SustainedRenderer {
  private static final int RATE = SamplePlacer.SAMPLE_RATE;
  private static final int FADE = 240; // 5 ms
  private static final int JOIN = 3_840; // 80 ms from one turn of the body to the next
  private static final double RELEASE_SECONDS = 0.25;
  private static final double NEAR_ENOUGH = 1.3; // of its own length: nothing is repeated
  private static final double TILT = 1.5; // dB
  private static final double CURVE_SECONDS = 0.1; // how slowly the level follows

  private final SoundBank bank;
  private final long seed;

  SustainedRenderer(SoundBank bank, long seed) {
    this.bank = bank;
    this.seed = seed;
  }

  Voice render(SustainedCue cue, Cast cast) {
    SplittableRandom random = Seed.random(seed, cue.id());
    Cast.Part part = cast.part(seed, random.nextInt(1 << 16));
    double speed = Math.pow(2, random.nextDouble(-1, 1) * cast.semitones() / 24);
    double tilt = random.nextDouble(-TILT, TILT);
    float[][] own = material(part, speed, tilt);
    boolean swell = part.anatomy().swell();
    int span = (int) Math.round((cue.end() - cue.start()) * RATE);
    float[][] sound = swell ? own : fitted(own, Math.max(2 * FADE, span));
    long begin = Math.round(cue.start() * RATE);
    if (swell) {
      begin += Math.round(cue.curve().loudest() * RATE) - loudest(sound);
    } else {
      follow(sound, cue);
    }
    EventRenderer.scale(sound, Math.min(40, cue.staging().level() - part.anatomy().level()));
    new Stage(cue.staging(), 0.6, random).apply(sound);
    return new BufferVoice(begin, sound);
  }

  /** The longest event of a recording, or all of one that swells. */
  private float[][] material(Cast.Part part, double speed, double tilt) {
    float[][] whole = bank.samples(part.recording());
    Anatomy anatomy = part.anatomy();
    int from = 0;
    int to = whole[0].length;
    if (!anatomy.swell() && !anatomy.events().isEmpty()) {
      SoundEvent longest =
          anatomy.events().stream()
              .max(Comparator.comparingDouble(SoundEvent::seconds))
              .orElseThrow();
      from = Math.clamp(longest.begin(), 0, to - 1);
      to = Math.clamp(longest.end(), from + 1, to);
    }
    float[][] cut = new float[2][];
    for (int channel = 0; channel < 2; channel++) {
      float[] piece = Arrays.copyOfRange(whole[channel], from, to);
      cut[channel] = speed == 1 ? piece : Varispeed.of(piece, speed);
      Tone.tilt(cut[channel], tilt);
      int in = Math.min(FADE, cut[channel].length / 4);
      int out = Math.min(10 * FADE, cut[channel].length / 4);
      for (int i = 0; i < in; i++) {
        cut[channel][i] *= (i + 0.5f) / in;
      }
      for (int i = 0; i < out; i++) {
        cut[channel][cut[channel].length - 1 - i] *= (i + 0.5f) / out;
      }
    }
    return cut;
  }

  /** Cut or repeated to {@code span} samples. */
  private static float[][] fitted(float[][] own, int span) {
    int length = own[0].length;
    int release = Math.min((int) (RELEASE_SECONDS * RATE), Math.min(length, span) / 3);
    if (span >= length && span <= NEAR_ENOUGH * length) {
      return own;
    }
    if (span < length) {
      float[][] cut = new float[2][span];
      for (int channel = 0; channel < 2; channel++) {
        System.arraycopy(own[channel], 0, cut[channel], 0, span);
        for (int i = 0; i < release; i++) { // the body fades into the recording's own release
          double phase = (i + 0.5) / release * Math.PI / 2;
          int at = span - release + i;
          cut[channel][at] =
              (float)
                  (own[channel][at] * Math.cos(phase)
                      + own[channel][length - release + i] * Math.sin(phase));
        }
      }
      return cut;
    }
    return repeated(own, span);
  }

  /** The middle half of the sound again and again, each turn fading into the next. */
  private static float[][] repeated(float[][] own, int span) {
    int length = own[0].length;
    int head = length / 4;
    int tail = length / 4;
    int body = length - head - tail;
    int join = Math.min(JOIN, body / 3);
    float[][] result = new float[2][span];
    int step = body - join;
    int turns =
        Math.max(1, (int) Math.ceil((double) (span - head - tail - join) / Math.max(1, step)));
    for (int channel = 0; channel < 2; channel++) {
      for (int turn = 0; turn < turns; turn++) {
        int from = turn == 0 ? 0 : head;
        int to = turn == turns - 1 ? length : head + body;
        int at = turn == 0 ? 0 : head + turn * step;
        add(
            result[channel],
            own[channel],
            from,
            to,
            at,
            turn > 0 ? join : 0,
            turn < turns - 1 ? join : 0);
      }
      int out = Math.min(10 * FADE, span / 4);
      for (int i = 0; i < out; i++) {
        result[channel][span - 1 - i] *= (i + 0.5f) / out;
      }
    }
    return result;
  }

  private static void add(
      float[] result, float[] own, int from, int to, int at, int fadeIn, int fadeOut) {
    for (int i = from; i < to && at + i - from < result.length; i++) {
      double in = fadeIn == 0 ? 1 : Math.min(1, (i - from + 0.5) / fadeIn);
      double out = fadeOut == 0 ? 1 : Math.min(1, (to - i - 0.5) / fadeOut);
      result[at + i - from] +=
          (float) (own[i] * Math.sin(in * Math.PI / 2) * Math.sin(out * Math.PI / 2));
    }
  }

  private static void follow(float[][] sound, SustainedCue cue) {
    double smoothing = 1 - Math.exp(-1 / (CURVE_SECONDS * RATE));
    double level = cue.curve().at(0);
    for (int i = 0; i < sound[0].length; i++) {
      level += smoothing * (cue.curve().at((double) i / RATE) - level);
      float gain = (float) Math.pow(10, level / 20);
      sound[0][i] *= gain;
      sound[1][i] *= gain;
    }
  }

  private static int loudest(float[][] sound) {
    int window = RATE / 10;
    double best = -1;
    int at = 0;
    for (int from = 0; from + window <= sound[0].length; from += window / 2) {
      double power = 0;
      for (int i = from; i < from + window; i++) {
        power += sound[0][i] * sound[0][i] + sound[1][i] * sound[1][i];
      }
      if (power > best) {
        best = power;
        at = from + window / 2;
      }
    }
    return at;
  }
}
