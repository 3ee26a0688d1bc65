package rumorista.library.packages;

import java.util.List;

/**
 * Plays a note of a SoundFont: pitch, loop, pan and volume envelope; no filter, no modulation, no
 * effects.
 */
final class SoundFontNote {
  static final int SAMPLE_RATE = 48_000;
  private static final double LONGEST_RELEASE_SECONDS = 3;
  private static final int NO_TIME = -12_000; // timecents of a stage that is left out
  private static final double SILENT_DECIBELS = 100;

  private SoundFontNote() {}

  /** The note, held for so long and then let go. */
  static float[][] render(SoundFont font, List<SoundFontZone> zones, int key, double seconds) {
    double release =
        zones.stream()
            .mapToDouble(zone -> seconds(zone.get(SoundFontZone.RELEASE, NO_TIME)))
            .max()
            .orElse(0);
    double length = seconds + Math.min(LONGEST_RELEASE_SECONDS, release);
    float[][] sound = new float[2][(int) (length * SAMPLE_RATE)]; // [channel][time]
    for (SoundFontZone zone : zones) {
      add(font, zone, key, seconds, sound);
    }
    return sound;
  }

  private static void add(
      SoundFont font, SoundFontZone zone, int key, double held, float[][] sound) {
    SoundFont.Sample sample = font.samples().get(zone.get(SoundFontZone.SAMPLE, 0));
    float[] frames = font.frames(sample);
    boolean loops = (zone.get(SoundFontZone.SAMPLE_MODES, 0) & 1) != 0;
    double step = step(zone, sample, key);
    double loopEnd = sample.loopEnd() - sample.start();
    double loop = sample.loopEnd() - sample.loopStart();
    double pan = Math.clamp(zone.get(SoundFontZone.PAN, 0) / 1000.0 + 0.5, 0, 1);
    double left = Math.cos(pan * Math.PI / 2);
    double right = Math.sin(pan * Math.PI / 2);
    double position = 0;
    for (int time = 0; time < sound[0].length; time++, position += step) {
      if (loops && loop > 0 && position >= loopEnd) {
        position -= loop * Math.ceil((position - loopEnd + 1e-9) / loop);
      }
      int index = (int) position;
      if (index + 2 >= frames.length) {
        return;
      }
      double value =
          interpolate(frames, index, position - index)
              * gain(zone, (double) time / SAMPLE_RATE, held);
      sound[0][time] += (float) (left * value);
      sound[1][time] += (float) (right * value);
    }
  }

  /** Frames of the sample for each of the sound. */
  private static double step(SoundFontZone zone, SoundFont.Sample sample, int key) {
    int root = zone.get(SoundFontZone.ROOT_KEY, sample.key());
    double cents =
        (key - root) * (double) zone.get(SoundFontZone.SCALE_TUNING, 100)
            + 100.0 * zone.get(SoundFontZone.COARSE_TUNE, 0)
            + zone.get(SoundFontZone.FINE_TUNE, 0);
    return Math.pow(2, cents / 1200) * sample.rate() / SAMPLE_RATE;
  }

  /** Catmull-Rom interpolation. */
  private static double interpolate(float[] frames, int index, double part) {
    double before = frames[Math.max(0, index - 1)];
    double here = frames[index];
    double next = frames[index + 1];
    double after = frames[index + 2];
    double slope = 0.5 * (next - before);
    double slopeAfter = 0.5 * (after - here);
    double change = next - here;
    double cubic = slope + slopeAfter - 2 * change;
    double square = change - slope - cubic;
    return here + part * (slope + part * (square + part * cubic));
  }

  private static double gain(SoundFontZone zone, double time, double held) {
    double decibels = 0.04 * zone.get(SoundFontZone.ATTENUATION, 0); // as players read centibels
    double attack = seconds(zone.get(SoundFontZone.ATTACK, NO_TIME));
    double rise = attack < 0.002 ? 1 : Math.min(1, time / attack);
    double falling = time - attack - seconds(zone.get(SoundFontZone.HOLD, NO_TIME));
    double decay = Math.max(0.001, seconds(zone.get(SoundFontZone.DECAY, NO_TIME)));
    double sustain = Math.clamp(0.1 * zone.get(SoundFontZone.SUSTAIN, 0), 0, SILENT_DECIBELS);
    decibels += Math.clamp(SILENT_DECIBELS * falling / decay, 0, sustain);
    double release = Math.max(0.01, seconds(zone.get(SoundFontZone.RELEASE, NO_TIME)));
    decibels += SILENT_DECIBELS * Math.max(0, time - held) / release;
    return rise * Math.pow(10, -decibels / 20);
  }

  private static double seconds(int timecents) {
    return timecents <= NO_TIME ? 0 : Math.pow(2, timecents / 1200.0);
  }
}
