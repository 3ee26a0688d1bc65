package rumorista.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rumorista.Waveform;

/**
 * How a recording is built: events, a sustained sound or a texture, and where its events lie.
 * Positions are samples at 48 kHz.
 *
 * @param role what it is best used as
 * @param seconds its length
 * @param level RMS level in dB relative to full scale of what sounds, without silence
 * @param events ordered by onset; at least one unless the recording is silent
 * @param swell whether it rises and falls slowly by itself, as a pass-by does
 */
public record Anatomy(
    Role role, double seconds, double level, List<SoundEvent> events, boolean swell) {
  /** In hertz: of all positions, and of the sound that is analysed. */
  public static final int SAMPLE_RATE = 48_000;

  static final int HOP = 240; // 5 ms
  private static final double TEXTURE_CREST = 14; // dB from the median to the peak, at most
  private static final double TEXTURE_SECONDS = 1.5; // at least
  private static final double BETWEEN = 22; // dB under the peak: the sound has ended there
  private static final double SUSTAINED_SECONDS = 0.8; // of an event within BODY of its peak
  private static final double BODY = 12; // dB
  private static final double SOUNDING = 40; // dB under the peak that still count as sound

  /** What a recording, or a kind of sound, is best used as. */
  public enum Role {
    EVENT,
    SUSTAINED,
    TEXTURE
  }

  /**
   * An event of a recording.
   *
   * @param begin sample at which its attack begins to rise out of what was there before
   * @param onset sample at which its attack is reached
   * @param end sample at which its decay has ended or the next event begins
   * @param level RMS level of its loudest 10 ms in dB
   */
  public record SoundEvent(int begin, int onset, int end, double level) {
    /** From onset to end. */
    public double seconds() {
      return (double) (end - onset) / SAMPLE_RATE;
    }
  }

  /** Analyses a sound at 48 kHz. */
  public static Anatomy of(Waveform sound) {
    float[] levels = levels(sound);
    float peak = max(levels, 0, levels.length);
    double seconds = sound.seconds();
    double level = level(levels, peak);
    if (peak <= FLOOR) {
      return new Anatomy(Role.TEXTURE, seconds, FLOOR, List.of(), false);
    }
    List<SoundEvent> events = EventCutter.cut(sound, levels, peak - BETWEEN);
    boolean swell = isSwell(levels, peak);
    boolean texture = seconds > TEXTURE_SECONDS && peak - median(levels) < TEXTURE_CREST && !swell;
    double longest = events.stream().mapToDouble(event -> body(levels, event)).max().orElse(0);
    Role role = texture ? Role.TEXTURE : longest > SUSTAINED_SECONDS ? Role.SUSTAINED : Role.EVENT;
    return new Anatomy(role, seconds, level, events, swell);
  }

  static final float FLOOR = -100;

  /** RMS levels in dB of 10 ms every 5 ms, of the louder channel {@code [hop]}. */
  static float[] levels(Waveform sound) {
    int count = Math.max(1, Math.ceilDiv(sound.length(), HOP));
    float[] levels = new float[count];
    Arrays.fill(levels, FLOOR);
    for (float[] channel : sound.samples()) {
      double[] power = new double[count + 1];
      for (int i = 0; i < channel.length; i++) {
        power[i / HOP] += channel[i] * (double) channel[i];
      }
      for (int i = 0; i < count; i++) {
        double mean = (power[i] + power[i + 1]) / (2 * HOP);
        levels[i] = Math.max(levels[i], (float) (10 * Math.log10(mean + 1e-10)));
      }
    }
    return levels;
  }

  private static double body(float[] levels, SoundEvent event) {
    int from = event.onset() / HOP;
    int to = Math.min(levels.length, event.end() / HOP + 1);
    int loud = 0;
    for (int i = from; i < to; i++) {
      loud += levels[i] > event.level() - BODY ? 1 : 0;
    }
    return (double) loud * HOP / SAMPLE_RATE;
  }

  /** A slow rise to one peak and a slow fall, by 10 dB and more on either side. */
  private static boolean isSwell(float[] levels, float peak) {
    int slow = 60; // hops: 0.3 s
    if (levels.length < 8 * slow) {
      return false;
    }
    float[] smooth = new float[levels.length / slow];
    for (int i = 0; i < smooth.length; i++) {
      double sum = 0;
      for (int j = i * slow; j < (i + 1) * slow; j++) {
        sum += Math.pow(10, levels[j] / 10);
      }
      smooth[i] = (float) (10 * Math.log10(sum / slow + 1e-10));
    }
    int best = 0;
    for (int i = 1; i < smooth.length; i++) {
      best = smooth[i] > smooth[best] ? i : best;
    }
    int edge = Math.max(1, smooth.length / 5);
    boolean inside = best >= edge && best < smooth.length - edge;
    return inside
        && peak - smooth[best] < 10 // no transients
        && smooth[best] - smooth[0] > 10
        && smooth[best] - smooth[smooth.length - 1] > 10;
  }

  private static double level(float[] levels, float peak) {
    double sum = 0;
    int count = 0;
    for (float level : levels) {
      if (level > peak - SOUNDING) {
        sum += Math.pow(10, level / 10);
        count++;
      }
    }
    return count == 0 ? FLOOR : 10 * Math.log10(sum / count + 1e-10);
  }

  static float max(float[] values, int from, int to) {
    float max = FLOOR;
    for (int i = from; i < to; i++) {
      max = Math.max(max, values[i]);
    }
    return max;
  }

  private static float median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** One line for an index, which {@link #parse} reads. */
  public String format() {
    String each =
        events.stream()
            .map(e ->
                String.format(
                    Locale.ROOT, "%d,%d,%d,%.1f", e.begin(), e.onset(), e.end(), e.level()))
            .collect(Collectors.joining(";"));
    return String.format(
        Locale.ROOT, "%s %.3f %.1f %s %s", role, seconds, level, swell ? "swell" : "-", each);
  }

  /** What {@link #format} wrote; {@code null} if it is anything else. */
  public static @Nullable Anatomy parse(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != 5) {
      return null;
    }
    try {
      List<SoundEvent> events = new ArrayList<>();
      for (String event : fields[4].isEmpty() ? new String[0] : fields[4].split(";", -1)) {
        String[] parts = event.split(",", -1);
        events.add(
            new SoundEvent(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Double.parseDouble(parts[3])));
      }
      return new Anatomy(
          Role.valueOf(fields[0]),
          Double.parseDouble(fields[1]),
          Double.parseDouble(fields[2]),
          List.copyOf(events),
          fields[3].equals("swell"));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }
}
