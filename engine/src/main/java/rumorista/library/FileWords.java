package rumorista.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recordings described by the names of their files and folders: {@code camelCase}, underscores,
 * numbers, UCS names and the names that Freesound gives ({@code 1234__author__title}) are taken
 * apart. The kind is made of the nearest folder and the file; a word of file names that is found in
 * many folders is the collection's, not the sound's.
 */
final class FileWords {
  private static final int MANY_FOLDERS = 4;
  private static final int LONGEST_LABEL = 6; // words
  private static final Pattern WORD =
      Pattern.compile("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?[\\p{Ll}\\p{Lo}\\p{M}]+|\\p{N}+");
  private static final Pattern FREESOUND = Pattern.compile("(\\d+)__(.+?)__(.+)");
  private static final Pattern UNIT = Pattern.compile("\\d+(hz|khz|bit|bpm|ms|db|k)?");

  /** What says how a sound is stored, not what it is. */
  private static final Set<String> GENERIC =
      Set.of(
          "sound",
          "sounds",
          "sfx",
          "fx",
          "audio",
          "effect",
          "effects",
          "sample",
          "samples",
          "wav",
          "wavs",
          "mp",
          "mp3",
          "ogg",
          "opus",
          "flac",
          "files",
          "file",
          "stereo",
          "mono",
          "khz",
          "bit",
          "hz",
          "library",
          "libraries",
          "pack",
          "one",
          "shot",
          "shots",
          "oneshots",
          "assets",
          "media",
          "master",
          "mastered",
          "final",
          "edit",
          "take",
          "track",
          "recording",
          "recordings",
          "untitled",
          "new",
          "copy",
          "of",
          "the",
          "and",
          "a",
          "an",
          "vol",
          "volume");

  private final Path folder;
  private final Set<String> scattered;

  FileWords(Path folder, List<Path> files) {
    this.folder = folder;
    this.scattered = scattered(files);
  }

  private static Set<String> scattered(List<Path> files) {
    Map<String, Set<Path>> folders = new HashMap<>();
    for (Path file : files) {
      Path parent = file.getParent();
      if (parent != null && UcsName.parse(stem(file)) == null) {
        for (String word : new HashSet<>(words(title(stem(file))))) {
          folders.computeIfAbsent(word, key -> new HashSet<>()).add(parent);
        }
      }
    }
    folders.values().removeIf(parents -> parents.size() < MANY_FOLDERS);
    return folders.keySet();
  }

  /** What the names alone say of a file. */
  Recording describe(Path file) {
    String stem = stem(file);
    UcsName ucs = UcsName.parse(stem);
    Matcher freesound = FREESOUND.matcher(stem);
    String author = freesound.matches() ? freesound.group(2) : "unknown";
    List<List<String>> folders = folders(file);
    List<String> own = words(ucs == null ? title(stem) : ucs.sound());
    Set<String> label = new LinkedHashSet<>();
    List<List<String>> caption = new ArrayList<>();
    caption.add(own);
    if (ucs == null) {
      label.addAll(folders.isEmpty() ? List.of() : folders.getFirst());
      own.stream().filter(word -> !scattered.contains(word)).forEach(label::add);
      label.addAll(label.isEmpty() ? own : List.of());
    } else {
      label.addAll(words(ucs.category() + " " + ucs.subcategory()));
      caption.add(words(ucs.subcategory() + " " + ucs.category()));
      author = ucs.creator().isEmpty() ? author : ucs.creator();
    }
    caption.addAll(folders);
    String kind = String.join("_", label.stream().limit(LONGEST_LABEL).toList());
    return new Recording(
        file,
        0,
        kind.isEmpty() ? "unnamed" : kind,
        caption.stream().allMatch(List::isEmpty) ? "unnamed" : join(caption),
        stem,
        String.valueOf(folder.getFileName()),
        "unknown",
        "unknown",
        author);
  }

  /** The words of the folders between the library and a file, the nearest first. */
  private List<List<String>> folders(Path file) {
    List<List<String>> folders = new ArrayList<>();
    for (Path parent = file.getParent();
        parent != null && !parent.equals(folder);
        parent = parent.getParent()) {
      add(folders, parent);
    }
    if (folders.isEmpty() && words(title(stem(file))).isEmpty()) {
      add(folders, folder);
    }
    return folders;
  }

  private static void add(List<List<String>> folders, Path folder) {
    List<String> words = words(String.valueOf(folder.getFileName()));
    if (!words.isEmpty()) {
      folders.add(words);
    }
  }

  /** Phrases in a row, without the words that were said before. */
  static String join(List<List<String>> phrases) {
    Set<String> said = new HashSet<>();
    List<String> parts = new ArrayList<>();
    for (List<String> phrase : phrases) {
      String fresh = String.join(" ", phrase.stream().filter(said::add).toList());
      if (!fresh.isEmpty()) {
        parts.add(fresh);
      }
    }
    return String.join(", ", parts);
  }

  /** A text's words in lower case, without numbers, single letters and what names formats. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String token : text.split("[^\\p{L}\\p{M}\\p{N}]+", -1)) {
      String lower = token.toLowerCase(Locale.ROOT);
      if (isId(lower)) {
        continue;
      }
      Matcher word = WORD.matcher(token);
      while (word.find()) {
        String found = word.group().toLowerCase(Locale.ROOT);
        boolean ideograph = !found.isEmpty() && Character.isIdeographic(found.codePointAt(0));
        if ((found.length() > 1 || ideograph)
            && !Character.isDigit(found.charAt(0))
            && !GENERIC.contains(found)) {
          words.add(found);
        }
      }
    }
    return words;
  }

  /** Hexadecimal ids and rates such as {@code 6553c9} and {@code 48k}. */
  private static boolean isId(String token) {
    boolean hexadecimal =
        token.length() >= 5
            && token.chars().filter(Character::isDigit).count() >= 2
            && token.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return hexadecimal || UNIT.matcher(token).matches();
  }

  private static String title(String stem) {
    Matcher freesound = FREESOUND.matcher(stem);
    return freesound.matches() ? freesound.group(3) : stem;
  }

  private static String stem(Path file) {
    @Nullable Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
