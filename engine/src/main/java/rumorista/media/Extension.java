package rumorista.media;

import java.nio.file.Path;
import java.util.Locale;

/** The end of a file name, by which the format to write is chosen. */
final class Extension {
  private Extension() {}

  /** In lower case without the dot; empty if there is none. */
  static String of(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
