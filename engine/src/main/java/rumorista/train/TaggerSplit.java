package rumorista.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import rumorista.library.Recording;

/**
 * Which recordings the tagger learns from. Recordings that are kept apart, and whatever else was
 * cut from the same original, are not learned from; but a kind of which next to nothing else is
 * left borrows every second original of those kept apart.
 *
 * @param learned indices of the recordings to learn from
 * @param keptApart indices of the others
 * @param borrowed those of the learned ones that were to be kept apart
 */
record TaggerSplit(List<Integer> learned, List<Integer> keptApart, Set<Integer> borrowed) {
  private static final int FEW = 6; // originals
  private static final Pattern NOT_ORIGINAL = Pattern.compile("(_[0-9a-f]{6})?\\.[a-z0-9]+$");
  private static final Pattern TAKE = Pattern.compile("(_[A-Z]|[_ ]*[0-9]{1,3})$");

  /**
   * @param heldOut sources that are kept apart, without exception
   * @param apart indices of the recordings that are kept apart, and whether they may be borrowed
   */
  static TaggerSplit of(
      List<Recording> recordings, Set<String> heldOut, Map<Integer, Boolean> apart) {
    Map<String, Map<String, List<Integer>>> kinds = new TreeMap<>(); // kind, original, recordings
    List<Integer> keptApart = new ArrayList<>();
    for (int i = 0; i < recordings.size(); i++) {
      Recording recording = recordings.get(i);
      if (heldOut.contains(recording.source())) {
        keptApart.add(i);
      } else {
        kinds
            .computeIfAbsent(recording.label(), kind -> new TreeMap<>())
            .computeIfAbsent(original(recording), original -> new ArrayList<>())
            .add(i);
      }
    }
    List<Integer> learned = new ArrayList<>();
    Set<Integer> borrowed = new HashSet<>();
    for (Map<String, List<Integer>> originals : kinds.values()) {
      List<List<Integer>> free = new ArrayList<>();
      List<List<Integer>> refused = new ArrayList<>();
      originals
          .values()
          .forEach(original ->
              (original.stream().anyMatch(apart::containsKey) ? refused : free).add(original));
      for (int i = 0; i < refused.size(); i++) {
        boolean allowed = refused.get(i).stream().allMatch(r -> apart.getOrDefault(r, true));
        boolean borrow = allowed && free.size() < FEW && i % 2 == 0;
        (borrow ? learned : keptApart).addAll(refused.get(i));
        borrowed.addAll(borrow ? refused.get(i) : List.of());
      }
      free.forEach(learned::addAll);
    }
    return new TaggerSplit(
        learned.stream().sorted().toList(), keptApart.stream().sorted().toList(), borrowed);
  }

  /** Source and file name without its hash and the number or letter of the take. */
  static String original(Recording recording) {
    Path file = recording.file().getFileName();
    String name = NOT_ORIGINAL.matcher(String.valueOf(file)).replaceFirst("");
    return recording.source() + "/" + TAKE.matcher(name).replaceFirst("");
  }
}
