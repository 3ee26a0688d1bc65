package rumorista.sample;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import rumorista.library.Anatomy;
import rumorista.library.Recording;
import rumorista.media.AudioReader;

/**
 * Decoded recordings at 48 kHz in stereo; those used last are kept, up to a fixed size, so that
 * memory does not grow with the film.
 */
final class SoundBank {
  private static final int LONGEST_SECONDS = 20; // of a recording; the rest is not used
  private static final long MOST_SAMPLES = 8_000_000; // of both channels: 32 MB

  private final Map<Path, float[][]> sounds = new LinkedHashMap<>(16, 0.75f, true);
  private long samples;

  /** The samples of a recording {@code [2][time]}: not to be changed. */
  float[][] samples(Recording recording) {
    float[][] known = sounds.get(recording.file());
    if (known != null) {
      return known;
    }
    float[][] read = AudioReader.readAll(recording.file(), Anatomy.SAMPLE_RATE, 2).samples();
    int length = Math.min(read[0].length, LONGEST_SECONDS * Anatomy.SAMPLE_RATE);
    boolean mono = Arrays.equals(read[0], read[1]);
    float[] left = Arrays.copyOf(read[0], length);
    float[][] sound = {left, mono ? left : Arrays.copyOf(read[1], length)};
    sounds.put(recording.file(), sound);
    samples += 2L * length;
    var oldest = sounds.entrySet().iterator();
    while (samples > MOST_SAMPLES && sounds.size() > 1) {
      samples -= 2L * oldest.next().getValue()[0].length;
      oldest.remove();
    }
    return sound;
  }

  /** Whether both channels are one. */
  @SuppressWarnings("ReferenceEquality") // a mono sound is one array, kept once
  static boolean isMono(float[][] sound) {
    return sound[0] == sound[1];
  }
}
