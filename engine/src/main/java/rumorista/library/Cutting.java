package rumorista.library;

import java.util.Arrays;
import java.util.List;
import rumorista.Waveform;

/**
 * Cuts a recording for a library: stereo only if it truly is, without constant offset and without
 * silence at its ends, no longer than a texture needs, to one peak level. The onset of a sound
 * stays as it was, sample for sample but for the level.
 */
final class Cutting {
  static final double LONGEST_SECONDS = 12;
  static final float PEAK = 0.7079f; // -3 dB of full scale
  private static final float SILENCE = 0.001f; // of the peak: -60 dB
  private static final double MARGIN_SECONDS = 0.005;
  private static final double FADE_SECONDS = 0.05; // where a sound goes on beyond the cut
  private static final double STEREO_DIFFERENCE = 1e-4; // of the energy of the sum: -40 dB
  private static final double OPPOSITE = -0.2; // correlation below which channels cancel
  private static final double UNEVEN = 0.1; // of the time from one sound to the next
  private static final double LEVEL_SECONDS = 0.05;
  private static final double STEP_SECONDS = 0.25;

  private Cutting() {}

  /**
   * The piece of a recording that a library keeps.
   *
   * @param startSeconds where to begin; -1 for the beginning or, in a long recording, the most
   *     typical stretch
   * @param seconds how long; -1 for all, or as much as a texture needs
   */
  static Waveform cut(Waveform original, double startSeconds, double seconds) {
    Waveform sound = withTrueChannels(original);
    int rate = sound.sampleRate();
    int length = (int) Math.round((seconds < 0 ? LONGEST_SECONDS : seconds) * rate);
    length = Math.min(length, sound.length());
    int start = (int) Math.round(Math.max(0, startSeconds) * rate);
    if (startSeconds < 0 && length < sound.length()) {
      start = typical(sound, length);
    }
    start = Math.min(start, sound.length());
    int end = Math.min(start + length, sound.length());
    boolean cutBefore = start > 0;
    boolean cutAfter = end < sound.length();
    Waveform piece = slice(sound, start, end);
    removeOffset(piece);
    piece = trim(piece);
    fade(piece, cutBefore ? FADE_SECONDS : 0, cutAfter ? FADE_SECONDS : MARGIN_SECONDS);
    return piece;
  }

  /**
   * Several sounds, each beginning so long after the one before it; one sound as it is. Separate
   * sounds come a little early or late, for nobody walks like a clock; sounds that join do not.
   */
  static Waveform inSequence(List<Waveform> sounds, double everySeconds) {
    if (sounds.size() == 1) {
      return sounds.getFirst();
    }
    List<Waveform> parts = sounds.stream().map(sound -> cut(sound, 0, -1)).toList();
    boolean join = parts.stream().anyMatch(part -> part.seconds() > 0.9 * everySeconds);
    int rate = parts.getFirst().sampleRate();
    int[] starts = new int[parts.size()];
    int length = 0;
    for (int i = 0; i < starts.length; i++) {
      double uneven = join || i == 0 ? 0 : UNEVEN * Math.sin(2.4 * i);
      starts[i] = (int) Math.round((i + uneven) * everySeconds * rate);
      length = Math.max(length, starts[i] + parts.get(i).length());
    }
    float[][] together = new float[2][length]; // [channel][time]
    for (int i = 0; i < starts.length; i++) {
      float[][] part = parts.get(i).samples();
      for (int channel = 0; channel < 2; channel++) {
        float[] samples = part[Math.min(channel, part.length - 1)];
        for (int time = 0; time < samples.length; time++) {
          together[channel][starts[i] + time] += samples[time];
        }
      }
    }
    return new Waveform(together, rate);
  }

  /** One channel, if both are nearly the same, cancel each other, or one is nearly empty. */
  static Waveform withTrueChannels(Waveform sound) {
    if (sound.channels() == 1) {
      return sound;
    }
    float[] left = sound.samples()[0];
    float[] right = sound.samples()[1];
    double leftEnergy = 1e-12;
    double rightEnergy = 1e-12;
    double product = 0;
    for (int i = 0; i < left.length; i++) {
      leftEnergy += left[i] * left[i];
      rightEnergy += right[i] * right[i];
      product += left[i] * right[i];
    }
    double sum = leftEnergy + rightEnergy + 2 * product;
    double difference = leftEnergy + rightEnergy - 2 * product;
    boolean oneIsEmpty =
        Math.min(leftEnergy, rightEnergy) < STEREO_DIFFERENCE * Math.max(leftEnergy, rightEnergy);
    boolean cancel = product < OPPOSITE * Math.sqrt(leftEnergy * rightEnergy);
    if (difference >= STEREO_DIFFERENCE * sum && !oneIsEmpty && !cancel) {
      return sound;
    }
    if (oneIsEmpty || cancel) {
      return Waveform.mono(leftEnergy >= rightEnergy ? left : right, sound.sampleRate());
    }
    float[] mono = new float[left.length];
    for (int i = 0; i < mono.length; i++) {
      mono[i] = 0.5f * (left[i] + right[i]);
    }
    return Waveform.mono(mono, sound.sampleRate());
  }

  /** Where the stretch begins whose level departs least from that of the whole. */
  private static int typical(Waveform sound, int length) {
    int frame = (int) (LEVEL_SECONDS * sound.sampleRate());
    double[] levels = levels(sound, frame);
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    int frames = length / frame;
    int step = (int) Math.round(STEP_SECONDS / LEVEL_SECONDS);
    int best = 0;
    double bestDeparture = Double.POSITIVE_INFINITY;
    for (int from = 0; from + frames <= levels.length; from += step) {
      double departure = 0;
      for (int i = from; i < from + frames; i++) {
        departure += Math.abs(levels[i] - median);
      }
      if (departure < bestDeparture) {
        bestDeparture = departure;
        best = from;
      }
    }
    return best * frame;
  }

  /** In decibels, of each frame. */
  private static double[] levels(Waveform sound, int frame) {
    double[] levels = new double[Math.max(1, sound.length() / frame)];
    for (int i = 0; i < levels.length; i++) {
      double energy = 1e-10;
      for (float[] channel : sound.samples()) {
        for (int time = i * frame; time < Math.min(channel.length, (i + 1) * frame); time++) {
          energy += channel[time] * channel[time];
        }
      }
      levels[i] = 10 * Math.log10(energy / frame);
    }
    return levels;
  }

  private static Waveform trim(Waveform sound) {
    float threshold = SILENCE * peak(sound);
    int margin = (int) (MARGIN_SECONDS * sound.sampleRate());
    int from = 0;
    int to = sound.length();
    while (from < to && isBelow(sound, from, threshold)) {
      from++;
    }
    while (to > from && isBelow(sound, to - 1, threshold)) {
      to--;
    }
    return slice(sound, Math.max(0, from - margin), Math.min(sound.length(), to + margin));
  }

  private static boolean isBelow(Waveform sound, int time, float threshold) {
    for (float[] channel : sound.samples()) {
      if (Math.abs(channel[time]) > threshold) {
        return false;
      }
    }
    return true;
  }

  /** Brings the peak to {@link #PEAK} and fades the ends in place. */
  private static void fade(Waveform sound, double fadeInSeconds, double fadeOutSeconds) {
    float gain = PEAK / Math.max(1e-6f, peak(sound));
    int in = (int) (fadeInSeconds * sound.sampleRate());
    int out = Math.min(sound.length(), (int) (fadeOutSeconds * sound.sampleRate()));
    for (float[] channel : sound.samples()) {
      for (int i = 0; i < channel.length; i++) {
        float fadeIn = i < in ? (float) i / in : 1;
        float fadeOut = Math.min(1, (float) (channel.length - i) / Math.max(1, out));
        channel[i] *= gain * fadeIn * fadeOut;
      }
    }
  }

  /** Takes away what stays where a channel is quiet; a loud onset may well be lopsided. */
  private static void removeOffset(Waveform sound) {
    int frame = (int) (LEVEL_SECONDS * sound.sampleRate());
    for (float[] channel : sound.samples()) {
      float offset = quietMean(channel, Math.clamp(channel.length, 1, frame));
      for (int i = 0; i < channel.length; i++) {
        channel[i] -= offset;
      }
    }
  }

  /** The mean of the frame that varies least. */
  private static float quietMean(float[] channel, int frame) {
    double best = Double.POSITIVE_INFINITY;
    double quiet = 0;
    for (int from = 0; from + frame <= channel.length; from += frame) {
      double sum = 0;
      double squares = 0;
      for (int i = from; i < from + frame; i++) {
        sum += channel[i];
        squares += channel[i] * channel[i];
      }
      double variance = squares / frame - sum * sum / frame / frame;
      if (variance < best) {
        best = variance;
        quiet = sum / frame;
      }
    }
    return (float) quiet;
  }

  static float peak(Waveform sound) {
    float peak = 0;
    for (float[] channel : sound.samples()) {
      for (float sample : channel) {
        peak = Math.max(peak, Math.abs(sample));
      }
    }
    return peak;
  }

  private static Waveform slice(Waveform sound, int from, int to) {
    float[][] samples = new float[sound.channels()][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Arrays.copyOfRange(sound.samples()[i], from, Math.max(from, to));
    }
    return new Waveform(samples, sound.sampleRate());
  }
}
