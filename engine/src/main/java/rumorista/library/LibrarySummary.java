package rumorista.library;

import java.io.IOException;
import java.nio.file.Files;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sound folder holds, in numbers.
 *
 * @param seconds of all recordings whose length the manifest tells
 * @param bytes of all files that are there
 * @param missingFiles that the manifest lists but are not there
 * @param kinds how many recordings there are of each kind
 * @param licences how many recordings there are under each class of licence
 */
public record LibrarySummary(
    int recordings,
    double seconds,
    long bytes,
    int missingFiles,
    SortedMap<String, Integer> kinds,
    SortedMap<String, Integer> licences) {
  /** Counts without opening any sound. */
  public static LibrarySummary of(SoundFolder folder) {
    double seconds = 0;
    long bytes = 0;
    int missing = 0;
    SortedMap<String, Integer> kinds = new TreeMap<>();
    SortedMap<String, Integer> licences = new TreeMap<>();
    for (Recording recording : folder.recordings()) {
      seconds += recording.seconds();
      kinds.merge(recording.label(), 1, Integer::sum);
      licences.merge(recording.licenceClass(), 1, Integer::sum);
      try {
        bytes += Files.size(recording.file());
      } catch (IOException e) {
        missing++;
      }
    }
    return new LibrarySummary(folder.recordings().size(), seconds, bytes, missing, kinds, licences);
  }
}
