package rumorista.train;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import rumorista.Brightness;
import rumorista.Progress;
import rumorista.Timeline;
import rumorista.measure.Listening;
import rumorista.media.AudioReader;
import rumorista.media.MediaInfo;
import rumorista.media.VideoReader;
import rumorista.model.eye.EyeSpec;
import rumorista.render.Degradation;
import rumorista.render.Score;
import rumorista.render.Scores;
import rumorista.render.Wear;

/**
 * A user's own films, whose sound is what is to be seen in them. Their pictures are decoded once,
 * small and grey, into a file that is mapped into memory: an hour takes 650 MB there.
 */
final class OwnFilms implements AutoCloseable {
  private static final float WHITE = 255;
  private static final double SHORTEST_SECONDS = 1;
  private static final double MIRRORED = 0.5;

  private final EyeSpec spec;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment pictures;
  private final List<Film> films;

  /** Where a film's pictures begin, in pictures, how many they are, and its sound. */
  private record Film(long start, int count, Timeline sound) {}

  private OwnFilms(EyeSpec spec, Path file, List<Film> films) throws IOException {
    this.spec = spec;
    this.films = films;
    try (FileChannel channel = FileChannel.open(file)) {
      this.pictures = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  /**
   * Decodes the films of a folder that have sound.
   *
   * @param file that keeps their pictures; overwritten
   */
  static OwnFilms open(Path folder, Path file, EyeSpec spec, Progress progress) {
    List<Path> paths = list(folder);
    List<Film> films = new ArrayList<>();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        long start = 0;
        for (Path path : paths) {
          Film film = decode(path, channel, start, spec);
          start += film.count;
          if (film.count >= SHORTEST_SECONDS * spec.frameRate()) {
            films.add(film);
          }
          progress.report("decoding films", (films.size() + 0.0) / paths.size());
        }
      }
      if (films.isEmpty()) {
        throw invalidInput(
            "%s: no film with sound of a second or more; wanted films to learn from", folder);
      }
      return new OwnFilms(spec, file, films);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .filter(file -> {
            MediaInfo info = MediaInfo.probe(file);
            return info.hasPicture() && info.hasSound();
          })
          .toList();
    } catch (IOException e) {
      throw invalidInput("%s: no folder that can be read; wanted one with films", folder);
    }
  }

  private static Film decode(Path path, FileChannel channel, long start, EyeSpec spec)
      throws IOException {
    int count = 0;
    try (VideoReader frames =
        VideoReader.open(path, spec.frameRate(), spec.columns(), spec.rows())) {
      for (byte[] rgb = frames.read(); rgb != null; rgb = frames.read()) {
        ByteBuffer grey = ByteBuffer.allocate(rgb.length / 3);
        for (int i = 0; i < rgb.length; i += 3) {
          grey.put((byte) Math.round(Brightness.of(rgb, i)));
        }
        grey.flip();
        while (grey.hasRemaining()) {
          channel.write(grey);
        }
        count++;
      }
    }
    float[][] levels = Listening.levels(AudioReader.readAll(path, Listening.SAMPLE_RATE, 1));
    return new Film(start, count, Scores.timeline(levels));
  }

  int count() {
    return films.size();
  }

  /** Example number {@code index} under {@code seed}: some seconds of a film, worn at random. */
  EyeExample make(long seed, long index) {
    SplittableRandom random =
        new SplittableRandom(new SplittableRandom(seed).nextLong() + index * 0xD1B54A32D192ED03L);
    Film film = films.get(random.nextInt(films.size()));
    int size = spec.columns() * spec.rows();
    int from = random.nextInt(Math.max(1, film.count - spec.windowFrames() + 1));
    boolean mirrored = random.nextDouble() < MIRRORED;
    List<Wear> wear = Degradation.some(random);
    float[] all = new float[spec.windowFrames() * size];
    float[] picture = new float[size];
    for (int t = 0; t < spec.windowFrames(); t++) {
      long at = (film.start + Math.min(film.count - 1, from + t)) * size;
      for (int i = 0; i < size; i++) {
        int column = i % spec.columns();
        int source = mirrored ? i - column + spec.columns() - 1 - column : i;
        picture[i] = (pictures.get(ValueLayout.JAVA_BYTE, at + source) & 0xff) / WHITE;
      }
      for (Wear kind : wear) {
        kind.apply(new float[][] {picture}, spec.columns(), spec.rows(), t / spec.frameRate());
      }
      for (int i = 0; i < size; i++) {
        all[t * size + i] = Math.clamp(picture[i], 0, 1);
      }
    }
    return EyeExample.of(all, score(film, from), true, instants(), spec.rate());
  }

  private int instants() {
    return spec.windowFrames() * EyeSpec.INSTANTS_PER_FRAME;
  }

  private Score score(Film film, int from) {
    double rate = film.sound.rate();
    int first = Math.min(film.sound.length(), (int) Math.round(from / spec.frameRate() * rate));
    int last =
        Math.min(
            film.sound.length(),
            first + (int) Math.round(spec.windowFrames() / spec.frameRate() * rate));
    Score part = Score.of(film.sound.slice(first, last), Score.APART);
    return part.level().length == 0 ? Score.silence(spec.windowFrames() / spec.frameRate()) : part;
  }

  @Override
  public void close() {
    arena.close();
  }
}
