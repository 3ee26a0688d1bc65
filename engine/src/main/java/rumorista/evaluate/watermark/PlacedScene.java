package rumorista.evaluate.watermark;

import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import rumorista.Waveform;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.media.AudioReader;

/**
 * A soundtrack as placing recordings makes it: single events, panned, or a wide texture.
 *
 * @param kinds manifest labels that the recordings come from
 * @param secondsPerEvent time between events; infinite for one event only, 0 for a texture
 * @param most events
 */
record PlacedScene(String name, List<String> kinds, double secondsPerEvent, int most) {
  private static final int RATE = 48_000;
  private static final double FIRST_EVENT = 0.2; // of the length
  private static final double LONGEST_EVENT = 2.5; // seconds
  private static final float EVENT_PEAK = 0.5f;
  private static final double TEXTURE_RMS = 0.05;
  private static final double DECAYED = 1e-3; // level by the peak at which an event has ended
  private static final int STEP = RATE / 100;

  /** Single events, some in a row, and a texture. */
  static final List<PlacedScene> ALL =
      List.of(
          new PlacedScene("one dog bark", List.of("dog"), Double.POSITIVE_INFINITY, 1),
          new PlacedScene("one door slam", List.of("door_close"), Double.POSITIVE_INFINITY, 1),
          new PlacedScene("up to three gunshots", List.of("gunshot"), 2.8, 3),
          new PlacedScene(
              "footsteps",
              List.of("footsteps_wood", "footsteps_stone", "footsteps_gravel"),
              0.55,
              Integer.MAX_VALUE),
          new PlacedScene("rain", List.of("rain"), 0, 0));

  /**
   * The scene in stereo at 48 kHz.
   *
   * @param folder of recordings with a manifest
   * @param roomLevel RMS level of pink noise under it, in dBFS; negative infinity leaves it out
   */
  Waveform make(Path folder, double seconds, double roomLevel, long seed) {
    Random random = new Random(seed);
    List<Recording> recordings =
        Manifest.read(folder).stream().filter(one -> kinds.contains(one.label())).toList();
    if (recordings.isEmpty()) {
      throw invalidInput("%s: has no recordings of %s", folder, kinds);
    }
    float[][] scene = new float[2][(int) Math.round(seconds * RATE)];
    if (secondsPerEvent == 0) {
      addTexture(read(longOne(recordings, seconds, random)), scene, random);
    } else {
      double at = FIRST_EVENT * Math.min(5, seconds);
      for (int count = 0; count < most && at < seconds - 0.1; count++, at += secondsPerEvent) {
        float[] event = event(read(recordings.get(random.nextInt(recordings.size()))));
        addPanned(event, (int) (at * RATE), 0.2 + 0.6 * random.nextDouble(), scene);
      }
    }
    addRoom(roomLevel, scene, random);
    return new Waveform(scene, RATE);
  }

  private static Recording longOne(List<Recording> recordings, double seconds, Random random) {
    List<Recording> longer = recordings.stream().filter(one -> one.seconds() >= seconds).toList();
    return longer.isEmpty()
        ? recordings.get(random.nextInt(recordings.size()))
        : longer.get(random.nextInt(longer.size()));
  }

  private static float[] read(Recording recording) {
    return AudioReader.readAll(recording.file(), RATE, 1).samples()[0];
  }

  /** The loudest event of a recording: from its attack until it has decayed. */
  private static float[] event(float[] sound) {
    int loudest = 0;
    for (int i = 0; i < sound.length; i++) {
      loudest = Math.abs(sound[i]) > Math.abs(sound[loudest]) ? i : loudest;
    }
    float peak = sound.length == 0 ? 0 : Math.abs(sound[loudest]);
    int from = loudest;
    while (from - STEP > 0 && peak(sound, from - STEP, from) > 0.03 * peak) {
      from -= STEP;
    }
    int longest = (int) Math.min(sound.length, from + LONGEST_EVENT * RATE);
    int to = Math.min(longest, loudest + STEP);
    while (to + STEP < longest && peak(sound, to, to + 5 * STEP) > DECAYED * peak) {
      to += STEP;
    }
    float[] event = Arrays.copyOfRange(sound, from, Math.max(from, to));
    int fade = Math.min(event.length, 3 * STEP);
    for (int i = 0; i < event.length; i++) {
      float end = i < event.length - fade ? 1 : (float) (event.length - i) / fade;
      event[i] *= end * EVENT_PEAK / Math.max(1e-6f, peak);
    }
    return event;
  }

  private static float peak(float[] sound, int from, int to) {
    float peak = 0;
    for (int i = from; i < Math.min(sound.length, to); i++) {
      peak = Math.max(peak, Math.abs(sound[i]));
    }
    return peak;
  }

  private static void addPanned(float[] event, int at, double position, float[][] scene) {
    float left = (float) Math.cos(position * Math.PI / 2);
    float right = (float) Math.sin(position * Math.PI / 2);
    for (int i = 0; i < event.length && at + i < scene[0].length; i++) {
      scene[0][at + i] += left * event[i];
      scene[1][at + i] += right * event[i];
    }
  }

  /** Left and right from different moments. */
  private static void addTexture(float[] sound, float[][] scene, Random random) {
    int start = random.nextInt(Math.max(1, sound.length));
    for (float[] channel : scene) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] = sound[(start + i) % sound.length];
      }
      scale(channel, TEXTURE_RMS);
      start += sound.length / 2;
    }
  }

  private static void scale(float[] channel, double rms) {
    double power = 0;
    for (float value : channel) {
      power += (double) value * value;
    }
    float factor = (float) (rms / Math.sqrt(power / Math.max(1, channel.length) + 1e-20));
    for (int i = 0; i < channel.length; i++) {
      channel[i] *= factor;
    }
  }

  /** Pink noise, another one in each channel (Kellet's filter). */
  private static void addRoom(double level, float[][] scene, Random random) {
    for (float[] channel : scene) {
      float[] room = new float[channel.length];
      double slow = 0;
      double middle = 0;
      double fast = 0;
      for (int i = 0; i < room.length; i++) {
        double white = random.nextGaussian();
        slow = 0.99765 * slow + white * 0.0990460;
        middle = 0.96300 * middle + white * 0.2965164;
        fast = 0.57000 * fast + white * 1.0526913;
        room[i] = (float) (slow + middle + fast + white * 0.1848);
      }
      scale(room, Math.pow(10, level / 20));
      for (int i = 0; i < channel.length; i++) {
        channel[i] += room[i];
      }
    }
  }
}
