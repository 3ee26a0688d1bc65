package rumorista.train;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import rumorista.Progress;
import rumorista.library.Recording;
import rumorista.media.AudioReader;

/**
 * The samples of all recordings, 16 bit mono, decoded once and kept in a file that is mapped into
 * memory: an hour of sound at 32 kHz takes 230 MB. Beside it, an index says which recording ends
 * where.
 */
final class SoundCache implements AutoCloseable {
  private static final float FULL_SCALE = 32_767;
  private static final ValueLayout.OfShort SAMPLE =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment samples;
  private final long[] ends; // in samples

  private SoundCache(Path file, long[] ends) throws IOException {
    this.ends = ends;
    try (FileChannel channel = FileChannel.open(file)) {
      this.samples = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
    if (samples.byteSize() != 2 * ends[ends.length - 1]) {
      throw invalidInput(
          "%s: the sound cache is cut short; delete it, it will be made again", file);
    }
  }

  /** Maps the cache at {@code file} if it was made from the same recordings; makes it otherwise. */
  static SoundCache open(Path file, List<Recording> recordings, int sampleRate, Progress progress) {
    Path index = file.resolveSibling(file.getFileName() + ".index");
    try {
      List<String> names = new ArrayList<>(List.of("%d Hz".formatted(sampleRate)));
      recordings.forEach(recording -> names.add(recording.file().toString()));
      if (Files.exists(file) && Files.exists(index)) {
        List<String> lines = Files.readAllLines(index);
        if (lines.stream()
            .map(line -> line.substring(line.indexOf('\t') + 1))
            .toList()
            .equals(names)) {
          return new SoundCache(file, ends(lines));
        }
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(index);
      List<String> lines = write(file, recordings, sampleRate, names, progress);
      Files.write(index, lines);
      return new SoundCache(file, ends(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long[] ends(List<String> lines) {
    return lines.stream()
        .mapToLong(line -> Long.parseLong(line, 0, line.indexOf('\t'), 10))
        .toArray();
  }

  /** Writes the samples; returns the lines of the index: where a recording ends, and its name. */
  private static List<String> write(
      Path file, List<Recording> recordings, int sampleRate, List<String> names, Progress progress)
      throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    List<String> lines = new ArrayList<>(List.of("0\t" + names.getFirst()));
    long end = 0;
    try (FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (int i = 0; i < recordings.size(); i++) {
        float[] sound = AudioReader.readAll(recordings.get(i).file(), sampleRate, 1).samples()[0];
        ByteBuffer bytes = ByteBuffer.allocate(2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : sound) {
          bytes.putShort((short) Math.round(FULL_SCALE * Math.clamp(sample, -1, 1)));
        }
        bytes.flip();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        end += sound.length;
        lines.add(end + "\t" + names.get(i + 1));
        progress.report("decoding", (i + 1.0) / recordings.size());
      }
    }
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return lines;
  }

  /** Samples of recording {@code i}. */
  int length(int i) {
    return Math.toIntExact(ends[i + 1] - ends[i]);
  }

  /** {@code count} samples of recording {@code i} from {@code from} on; silence after its end. */
  float[] samples(int i, int from, int count) {
    float[] result = new float[count];
    for (int s = 0; s < Math.min(count, length(i) - from); s++) {
      result[s] = samples.get(SAMPLE, 2 * (ends[i] + from + s)) / FULL_SCALE;
    }
    return result;
  }

  @Override
  public void close() {
    arena.close();
  }
}
