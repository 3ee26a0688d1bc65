package rumorista.library;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.RumoristaException;
import rumorista.Waveform;
import rumorista.provenance.Sha256;

/**
 * A sound folder whose files have been listened to once: lengths, channels, what the files say of
 * themselves, and what an analysis found. Kept beside the library or in the user's cache; only new
 * and changed files are listened to again.
 *
 * @param folder the library
 * @param entries the files that can be used, in the order of the folder
 * @param warnings what was left out and why, one line each
 */
public record LibraryIndex(SoundFolder folder, List<Entry> entries, List<String> warnings) {

  /** Finds out what a recording holds; called from several threads. */
  public interface Analysis {
    /** Analyses nothing. */
    Analysis NONE =
        new Analysis() {
          @Override
          public String version() {
            return "none";
          }

          @Override
          public String analyse(Recording recording, Waveform sound) {
            return "";
          }
        };

    /** What the analysis is called; results of another version are made again. */
    String version();

    /**
     * Analyses one recording.
     *
     * @param sound 48 kHz, two channels, at most the first {@value Listening#LONGEST_SECONDS} s
     * @return any text, given back as it is by {@link Entry#analysis}
     */
    String analyse(Recording recording, Waveform sound);
  }

  /**
   * One usable file.
   *
   * @param recording with its length known
   * @param channels as stored
   * @param sampleRate in hertz, as stored
   * @param analysis as the {@link Analysis} gave it
   */
  public record Entry(Recording recording, int channels, int sampleRate, String analysis) {}

  private static final int MOST_NAMED = 20; // damaged files that are named one by one

  /**
   * Opens a library, and listens to what is new in it.
   *
   * @param home Rumorista's, in which the cache lies
   * @param progress may cancel; what has been listened to until then is kept
   * @throws RumoristaException as of {@link SoundFolder#open}; {@code CANCELLED}; {@code
   *     INVALID_INPUT} if no file can be used
   */
  public static LibraryIndex open(Path library, Path home, Analysis analysis, Progress progress) {
    SoundFolder folder = SoundFolder.open(library);
    IndexFile file = new IndexFile(library, home, analysis.version());
    Map<String, IndexRow> known = file.read();
    Map<String, IndexRow> rows = new LinkedHashMap<>();
    String root = library.toString();
    List<Listening.Task> tasks = new ArrayList<>();
    for (Recording recording : folder.recordings()) {
      String name = name(root, recording.file());
      BasicFileAttributes attributes = attributes(recording.file());
      long bytes = attributes == null ? 0 : attributes.size();
      long modified = attributes == null ? 0 : attributes.lastModifiedTime().toMillis();
      IndexRow row = known.get(name);
      boolean current = row != null && row.fits(bytes, modified);
      if (row != null && current) {
        rows.put(name, row);
      } else {
        tasks.add(new Listening.Task(name, recording, bytes, modified));
      }
    }
    @Nullable String failure = null;
    if (!tasks.isEmpty() || known.size() != rows.size()) {
      try {
        new Listening(analysis, !folder.hasManifest()).run(tasks, rows, progress);
      } finally {
        failure = file.write(rows.values());
      }
    }
    return of(folder, rows, failure);
  }

  /** Of what lists the recordings, in hexadecimal: of the names, kinds and lengths of all files. */
  public String sha256() {
    MessageDigest digest = Sha256.digest();
    for (Entry entry : entries) {
      Recording recording = entry.recording();
      String line =
          "%s\t%s\t%.3f\n"
              .formatted(
                  name(folder.folder().toString(), recording.file()),
                  recording.label(),
                  recording.seconds());
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Makes the index of a library that is copied as it is, such as one that is shipped: the lengths
   * of files count, their times do not.
   */
  public static LibraryIndex seal(Path library, Path home, Analysis analysis, Progress progress) {
    LibraryIndex index = open(library, home, analysis, progress);
    IndexFile file = new IndexFile(library, home, analysis.version());
    file.write(file.read().values().stream().map(IndexRow::sealed).toList());
    return index;
  }

  private static LibraryIndex of(
      SoundFolder folder, Map<String, IndexRow> rows, @Nullable String failure) {
    String root = folder.folder().toString();
    List<Entry> entries = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Recording recording : folder.recordings()) {
      IndexRow row = rows.get(name(root, recording.file()));
      if (row != null && row.failure().isEmpty()) {
        entries.add(
            new Entry(completed(recording, row), row.channels(), row.sampleRate(), row.analysis()));
      } else if (row != null) {
        failures.add(row.failure());
      }
    }
    List<String> warnings = new ArrayList<>(folder.warnings());
    if (failure != null) {
      warnings.add(failure);
    }
    warnings.addAll(failures.subList(0, Math.min(MOST_NAMED, failures.size())));
    if (failures.size() > MOST_NAMED) {
      warnings.add("%d further files cannot be used".formatted(failures.size() - MOST_NAMED));
    }
    if (entries.isEmpty()) {
      throw RumoristaException.invalidInput(
          "%s: none of its %d sounds can be used; %s",
          folder.folder(), folder.recordings().size(), failures.getFirst());
    }
    return new LibraryIndex(folder, List.copyOf(entries), List.copyOf(warnings));
  }

  /** A manifest's word counts; without one, the file's. */
  private static Recording completed(Recording recording, IndexRow row) {
    Recording known = recording.seconds() > 0 ? recording : recording.lasting(row.seconds());
    List<String> texts = row.texts();
    return texts.stream().allMatch(String::isEmpty)
        ? known
        : known.described(texts.get(0), texts.get(1), texts.get(2), texts.get(3));
  }

  /** A file's path within the library. */
  private static String name(String library, Path file) {
    String path = file.toString();
    boolean isInside =
        path.length() > library.length()
            && path.startsWith(library)
            && path.charAt(library.length()) == File.separatorChar;
    return (isInside ? path.substring(library.length() + 1) : path).replace('\\', '/');
  }

  private static @Nullable BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      return null; // said when it is listened to
    }
  }
}
