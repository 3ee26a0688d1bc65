package rumorista.evaluate.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import rumorista.RumoristaException;
import rumorista.Waveform;
import rumorista.library.Manifest;
import rumorista.library.Recording;
import rumorista.media.AudioReader;

/** Where the sounds come from that faults are put into and looked for in. */
final class Sounds {
  static final int SAMPLE_RATE = 48_000;
  private static final Set<String> EXTENSIONS =
      Set.of("wav", "flac", "opus", "ogg", "mp3", "m4a", "mp4", "mkv", "mov", "webm");

  private Sounds() {}

  /**
   * The recordings of a folder with a manifest, of one half of its sources.
   *
   * @param tuning the half by which thresholds were chosen, rather than the other
   */
  static List<Path> recordings(Path folder, boolean tuning) {
    List<Path> files =
        Manifest.read(folder).stream()
            .filter(recording -> isForTuning(recording) == tuning)
            .map(Recording::file)
            .toList();
    if (files.isEmpty()) {
      throw RumoristaException.invalidInput(
          "%s: no source in its manifest belongs to the %s half; give more sources, or take the"
              + " other half",
          folder, tuning ? "tuning" : "held-out");
    }
    return files;
  }

  private static boolean isForTuning(Recording recording) {
    CRC32 hash = new CRC32();
    hash.update(recording.source().getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % 2 == 0;
  }

  /** All sound and film files in a folder and below. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sounds = files.filter(Sounds::isSound).sorted().toList();
      if (sounds.isEmpty()) {
        throw RumoristaException.invalidInput(
            "%s: holds no sounds; wanted files that end in one of %s", folder, EXTENSIONS);
      }
      return sounds;
    } catch (IOException e) {
      throw RumoristaException.invalidInput("%s: is no readable folder of sounds", folder);
    }
  }

  private static boolean isSound(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** A sound at 48 kHz: one channel if both are equal. */
  static Waveform read(Path file) {
    Waveform sound = AudioReader.readAll(file, SAMPLE_RATE, 2);
    float[] left = sound.samples()[0];
    return Arrays.equals(left, sound.samples()[1]) ? Waveform.mono(left, SAMPLE_RATE) : sound;
  }

  /** At most the first seconds of a sound. */
  static Waveform beginning(Waveform sound, double seconds) {
    int length = Math.min(sound.length(), (int) (seconds * sound.sampleRate()));
    float[][] samples = new float[sound.channels()][];
    for (int c = 0; c < samples.length; c++) {
      samples[c] = Arrays.copyOf(sound.samples()[c], length);
    }
    return new Waveform(samples, sound.sampleRate());
  }
}
