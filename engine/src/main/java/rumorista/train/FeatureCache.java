package rumorista.train;

import static rumorista.RumoristaException.invalidInput;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.Waveform;
import rumorista.library.Recording;
import rumorista.media.AudioReader;
import rumorista.signal.MelSpectrogram;

/**
 * The mel spectrograms of all recordings, one byte a value (half a dB), made once and kept in a
 * file: training reads no sound. Held in memory: an hour of sound takes 72 MB.
 */
final class FeatureCache {
  private static final float LOWEST = -100;
  private static final float STEP = 0.5f;

  private final int bands;
  private final List<byte[]> features;

  private FeatureCache(int bands, List<byte[]> features) {
    this.bands = bands;
    this.features = features;
  }

  /**
   * Reads the cache at {@code file} if it was made from the same recordings; makes it otherwise.
   */
  static FeatureCache open(
      Path file, List<Recording> recordings, MelSpectrogram mel, Progress progress) {
    try {
      if (Files.exists(file)) {
        FeatureCache cache = read(file, recordings, mel);
        if (cache != null) {
          return cache;
        }
      }
      FeatureCache cache = make(recordings, mel, progress);
      cache.write(file, recordings, mel);
      return cache;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FeatureCache make(
      List<Recording> recordings, MelSpectrogram mel, Progress progress) {
    byte[][] features = new byte[recordings.size()][];
    int[] done = {0};
    IntStream.range(0, features.length)
        .parallel()
        .forEach(i -> {
          Waveform sound = AudioReader.readAll(recordings.get(i).file(), mel.sampleRate(), 1);
          features[i] = quantise(mel.of(sound.samples()[0]));
          synchronized (done) {
            progress.report("listening", (double) ++done[0] / features.length);
          }
        });
    return new FeatureCache(mel.bands().count(), List.of(features));
  }

  private static byte[] quantise(float[][] levels) {
    byte[] bytes = new byte[levels.length * (levels.length == 0 ? 0 : levels[0].length)];
    int at = 0;
    for (float[] frame : levels) {
      for (float level : frame) {
        bytes[at++] = (byte) Math.clamp(Math.round((level - LOWEST) / STEP), 0, 255);
      }
    }
    return bytes;
  }

  /** Frames of recording {@code i}. */
  int frames(int i) {
    return features.get(i).length / bands;
  }

  /** Levels in dB of recording {@code i}, {@code [count][bands]} from frame {@code from} on. */
  float[][] levels(int i, int from, int count) {
    byte[] bytes = features.get(i);
    float[][] levels = new float[count][bands];
    for (int t = 0; t < count; t++) {
      for (int b = 0; b < bands; b++) {
        levels[t][b] = LOWEST + STEP * (bytes[(from + t) * bands + b] & 0xff);
      }
    }
    return levels;
  }

  /** What the features depend on beside the recordings. */
  private static int[] analysis(MelSpectrogram mel) {
    return new int[] {mel.sampleRate(), mel.size(), mel.hop(), mel.bands().count()};
  }

  private void write(Path file, List<Recording> recordings, MelSpectrogram mel) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)))) {
      for (int number : analysis(mel)) {
        out.writeInt(number);
      }
      out.writeInt(features.size());
      for (int i = 0; i < features.size(); i++) {
        Path sound = recordings.get(i).file();
        out.writeUTF(sound.toString());
        out.writeLong(Files.size(sound));
        out.writeInt(features.get(i).length);
        out.write(features.get(i));
      }
    }
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static @Nullable FeatureCache read(
      Path file, List<Recording> recordings, MelSpectrogram mel) throws IOException {
    int bands = mel.bands().count();
    List<byte[]> features = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      for (int number : analysis(mel)) {
        if (in.readInt() != number) {
          return null;
        }
      }
      if (in.readInt() != recordings.size()) {
        return null;
      }
      for (Recording recording : recordings) {
        Path sound = recording.file();
        boolean same = in.readUTF().equals(sound.toString());
        long size = in.readLong();
        // A recording that is gone is not missed: its features are here.
        if (!same || (Files.exists(sound) && Files.size(sound) != size)) {
          return null;
        }
        int length = in.readInt();
        if (length < 0 || length > Files.size(file) || length % bands != 0) {
          throw new UTFDataFormatException("a length of " + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        features.add(bytes);
      }
    } catch (EOFException | UTFDataFormatException e) {
      throw invalidInput(
          "%s: the feature cache is cut short or broken; delete it, it will be made again", file);
    }
    return new FeatureCache(bands, features);
  }
}
