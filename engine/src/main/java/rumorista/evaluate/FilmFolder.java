package rumorista.evaluate;

import static rumorista.RumoristaException.invalidInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import rumorista.media.MediaInfo;

/** Films to measure on. */
final class FilmFolder {
  private FilmFolder() {}

  /** The films of a folder that have sound, by name; two at least, so that they can be compared. */
  static List<Path> of(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> films =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().endsWith(".tsv"))
              .sorted()
              .filter(FilmFolder::isFilm)
              .toList();
      if (films.size() < 2) {
        throw invalidInput(
            "%s: %d films with sound; wanted two or more, to compare them", folder, films.size());
      }
      return films;
    } catch (IOException e) {
      throw invalidInput("%s: no folder that can be read; wanted one with films", folder);
    }
  }

  private static boolean isFilm(Path file) {
    MediaInfo info = MediaInfo.probe(file);
    return info.hasPicture() && info.hasSound();
  }
}
