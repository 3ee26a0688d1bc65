package rumorista.evaluate.watermark;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import rumorista.RumoristaException;
import rumorista.Waveform;
import rumorista.library.Manifest;
import rumorista.media.AudioReader;

/**
 * A recording to mark.
 *
 * @param kind what sort of sound it is
 */
record Clip(Path file, String kind) {
  static final int SAMPLE_RATE = 44_100;
  static final int DETECTOR_RATE = 16_000;
  private static final double LOUD = 1e-4; // power by that of the loudest 64 ms: -40 dB

  /**
   * As many clips as wanted, as evenly from all kinds as they come.
   *
   * @param folders with a manifest, or of sounds and films of one kind
   * @param seconds least length
   */
  static List<Clip> choose(List<Path> folders, double seconds, int most, long seed) {
    Map<String, List<Clip>> kinds = new TreeMap<>();
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(Manifest.FILE_NAME))) {
        Manifest.read(folder).stream()
            .filter(recording -> recording.seconds() >= seconds)
            .forEach(recording ->
                kinds
                    .computeIfAbsent(recording.label(), kind -> new ArrayList<>())
                    .add(new Clip(recording.file(), recording.label())));
      } else {
        String kind = folder.toAbsolutePath().normalize().getFileName().toString();
        kinds.computeIfAbsent(kind, name -> new ArrayList<>()).addAll(all(folder, kind, seconds));
      }
    }
    Random random = new Random(seed);
    List<List<Clip>> shuffled = new ArrayList<>(kinds.values());
    shuffled.forEach(clips -> Collections.shuffle(clips, random));
    Collections.shuffle(shuffled, random);
    List<Clip> chosen = new ArrayList<>();
    for (int round = 0; chosen.size() < most; round++) {
      int before = chosen.size();
      for (List<Clip> clips : shuffled) {
        if (round < clips.size() && chosen.size() < most) {
          chosen.add(clips.get(round));
        }
      }
      if (chosen.size() == before) {
        break;
      }
    }
    return chosen;
  }

  private static List<Clip> all(Path folder, String kind, double seconds) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .map(file -> new Clip(file, kind))
          .filter(clip -> clip.isAsLongAs(seconds))
          .toList();
    } catch (IOException e) {
      throw invalidInput("%s: cannot be read as a folder of sounds (%s)", folder, e.getMessage());
    }
  }

  private boolean isAsLongAs(double seconds) {
    try {
      return AudioReader.readAll(file, 8000, 1).seconds() >= seconds - 0.05;
    } catch (RumoristaException e) {
      return false; // no sound, or no media
    }
  }

  /** Its first seconds, in stereo. */
  Waveform read(double seconds) {
    return Distortion.crop(AudioReader.readAll(file, SAMPLE_RATE, 2), 0, seconds);
  }

  /** The same in mono and at the rate at which marks are looked for. */
  Waveform readForDetection(double seconds) {
    return Distortion.crop(AudioReader.readAll(file, DETECTOR_RATE, 1), 0, seconds);
  }

  /** Whether more than half of a sound is silence, or 40 dB under its loudest moment. */
  static boolean isSparse(Waveform sound) {
    int step = (int) (0.064 * sound.sampleRate());
    double[] powers = new double[Math.max(1, sound.length() / step)];
    double loudest = 0;
    for (int slot = 0; slot < powers.length; slot++) {
      for (float[] channel : sound.samples()) {
        for (int i = slot * step; i < Math.min(sound.length(), (slot + 1) * step); i++) {
          powers[slot] += channel[i] * channel[i];
        }
      }
      loudest = Math.max(loudest, powers[slot]);
    }
    int loud = 0;
    for (double power : powers) {
      loud += power > LOUD * loudest && power > 1e-9 * step ? 1 : 0;
    }
    return 2 * loud < powers.length;
  }
}
