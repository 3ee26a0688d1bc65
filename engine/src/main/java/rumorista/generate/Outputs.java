package rumorista.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rumorista.RumoristaException;
import rumorista.media.OutputFile;
import rumorista.media.SoundWriter;

/**
 * Where the takes go. The extension decides what is written: a film with sound, or only the sound.
 *
 * @param takes one path a take, all writable when this was made
 * @param isFilm whether films are written
 */
public record Outputs(List<Path> takes, boolean isFilm) {
  private static final List<String> FILM_EXTENSIONS = List.of("mp4", "m4v", "mov", "mkv", "webm");

  /**
   * Names the takes and checks that they can be written, before any work is done.
   *
   * @param film the input, never overwritten; {@code null} if there is none
   * @param output what the user asked for; {@code null} for {@code clip.sound.mp4} beside {@code
   *     clip.mp4}, and for {@code rumorista.wav} if there is no film
   * @param takes if more than one, {@code out.mp4} becomes {@code out.take1.mp4}, ...
   * @param force whether existing files may be overwritten
   * @throws RumoristaException INVALID_INPUT
   */
  public static Outputs plan(@Nullable Path film, @Nullable Path output, int takes, boolean force) {
    Path base = output != null ? output : standard(film, takes);
    String extension = extension(base);
    boolean isFilm = FILM_EXTENSIONS.contains(extension);
    if (!isFilm && !SoundWriter.extensions().contains(extension)) {
      throw RumoristaException.invalidInput(
          "%s: the extension decides what is written; wanted a film (.%s) or a sound (.%s)",
          base, String.join(" .", FILM_EXTENSIONS), String.join(" .", SoundWriter.extensions()));
    }
    if (isFilm && film == null) {
      throw RumoristaException.invalidInput(
          "%s: a film as output needs a film as input; without one, write a sound (.%s)",
          base, String.join(" .", SoundWriter.extensions()));
    }
    List<Path> paths = new ArrayList<>();
    for (int take = 1; take <= takes; take++) {
      Path path = takes == 1 ? base : beside(base, "take" + take + "." + suffix(base));
      check(path, film, force);
      paths.add(path);
    }
    return new Outputs(List.copyOf(paths), isFilm);
  }

  /** Throws unless the file can be written: nothing else tells for sure than to try. */
  public static void check(Path path, @Nullable Path film, boolean force) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(path)) {
      throw RumoristaException.invalidInput("%s: is a directory; wanted a file", path);
    }
    if (!Files.isDirectory(folder)) {
      throw RumoristaException.invalidInput("%s: there is no directory %s", path, folder);
    }
    if (film != null && isSame(path, film)) {
      throw RumoristaException.invalidInput("%s: is the input, which is never overwritten", path);
    }
    OutputFile.create(path, force).close();
  }

  private static boolean isSame(Path path, Path film) {
    try {
      return Files.exists(path) && Files.isSameFile(path, film);
    } catch (IOException exception) {
      throw RumoristaException.invalidInput("%s: cannot be read: %s", path, exception);
    }
  }

  private static Path standard(@Nullable Path film, int takes) {
    if (film == null) {
      return Path.of("rumorista.wav");
    }
    // Matroska takes every kind of picture, so films in containers that we do not write go there.
    String suffix = FILM_EXTENSIONS.contains(extension(film)) ? suffix(film) : "mkv";
    return beside(film, (takes == 1 ? "sound." : "") + suffix);
  }

  /** {@code clip.mp4} with the ending {@code take1.mp4} is {@code clip.take1.mp4}. */
  private static Path beside(Path path, String ending) {
    String name = name(path);
    String suffix = suffix(path);
    String stem = suffix.isEmpty() ? name : name.substring(0, name.length() - suffix.length() - 1);
    return path.resolveSibling(stem + "." + ending);
  }

  private static String extension(Path path) {
    return suffix(path).toLowerCase(Locale.ROOT);
  }

  private static String suffix(Path path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot + 1) : "";
  }

  private static String name(Path path) {
    return path.getFileName() == null ? "" : path.getFileName().toString();
  }
}
