package rumorista.library;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sound files below a folder, sorted by path. Links are followed; a loop, a folder that may not
 * be read and a file that is no sound become warnings. Hidden files are left out.
 *
 * @param warnings one line each
 */
record FolderWalk(List<Path> files, List<String> warnings) {
  static final int MOST_FILES = 10_000;

  private static final int DEEPEST = 64;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Set<String> EXTENSIONS =
      Set.of(
          "wav", "wave", "bwf", "rf64", "w64", "flac", "ogg", "oga", "opus", "mp3", "mp2", "m4a",
          "aac", "aif", "aiff", "aifc", "caf", "au", "snd", "wma", "wv", "ape", "ac3", "mka",
          "weba");

  /** What lies beside sounds in any library: neither sounds nor worth a warning. */
  private static final Set<String> COMPANIONS =
      Set.of("txt", "md", "tsv", "csv", "pdf", "json", "xml", "html", "jpg", "jpeg", "png", "");

  static FolderWalk of(Path folder) {
    List<Path> files = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    FileVisitor<Path> visitor = new Visitor(folder, files, others, warnings);
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, visitor);
    } catch (IOException e) {
      warnings.add("%s: cannot be read further (%s)".formatted(folder, e.getMessage()));
    }
    files.sort(Comparator.naturalOrder());
    if (files.size() > MOST_FILES) {
      warnings.add(
          "%s: %,d sounds; the first %,d are used: give its subfolders as libraries"
              .formatted(folder, files.size(), MOST_FILES));
      files.subList(MOST_FILES, files.size()).clear();
    }
    if (!others.isEmpty()) {
      others.sort(Comparator.naturalOrder());
      warnings.add(
          "%d files are not sound and are left out, such as %s"
              .formatted(others.size(), folder.relativize(others.getFirst())));
    }
    return new FolderWalk(files, warnings);
  }

  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Path> files;
    private final List<Path> others;
    private final List<String> warnings;

    Visitor(Path folder, List<Path> files, List<Path> others, List<String> warnings) {
      this.folder = folder;
      this.files = files;
      this.others = others;
      this.warnings = warnings;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean hidden = !directory.equals(folder) && isHidden(directory);
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      String extension = extension(file);
      if (!EXTENSIONS.contains(extension) || !attributes.isRegularFile()) {
        if (!COMPANIONS.contains(extension)) {
          others.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
      if (CONTROL.matcher(file.toString()).find()) {
        warnings.add(
            "%s: has control characters in its name; left out"
                .formatted(CONTROL.matcher(file.toString()).replaceAll("?")));
      } else {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      if (!isHidden(path)) {
        warnings.add(
            "%s: %s"
                .formatted(
                    folder.relativize(path),
                    e instanceof FileSystemLoopException
                        ? "a link to a folder around it; not followed"
                        : "cannot be read (%s)".formatted(e.getClass().getSimpleName())));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
      if (e != null) {
        warnings.add("%s: cannot be read to its end".formatted(folder.relativize(directory)));
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      return String.valueOf(path.getFileName()).startsWith(".");
    }
  }
}
