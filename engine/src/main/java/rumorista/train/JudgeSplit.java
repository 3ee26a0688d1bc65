package rumorista.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import rumorista.library.Recording;
import rumorista.measure.EverydaySound;

/**
 * Which recordings the judge learns from. It must not have heard the sound library that the model
 * draws on, so it learns from CC-BY-SA recordings, which the library leaves out. A kind that has
 * too few of them borrows half of the recordings of its largest other source, whole originals at a
 * time; the other half stays unheard.
 *
 * @param heard numbers of the recordings to learn from
 * @param unheard numbers of the other everyday recordings
 * @param borrowed by kind: the source that half of the recordings were borrowed from
 */
record JudgeSplit(List<Integer> heard, List<Integer> unheard, Map<String, String> borrowed) {
  private static final int ENOUGH = 16;
  private static final int MOST_BORROWED = 40;
  private static final String FREE = "CC-BY-SA";
  private static final Pattern NOT_ORIGIN = Pattern.compile("(_[0-9a-f]{6})?\\.[a-z0-9]+$");
  private static final Pattern TAKE = Pattern.compile("(_[A-Z]|[_ ]*[0-9]{1,3})$");

  /**
   * @param heldOut sources that are left to test on
   */
  static JudgeSplit of(List<Recording> recordings, Set<String> heldOut) {
    List<List<Integer>> free = byKind();
    List<List<Integer>> other = byKind();
    List<Integer> unheard = new ArrayList<>();
    for (int i = 0; i < recordings.size(); i++) {
      int kind = EverydaySound.indexOf(recordings.get(i).label());
      if (kind >= 0 && heldOut.contains(recordings.get(i).source())) {
        unheard.add(i);
      } else if (kind >= 0) {
        (recordings.get(i).licenceClass().equals(FREE) ? free : other).get(kind).add(i);
      }
    }
    Set<Integer> heard = new HashSet<>();
    Map<String, String> borrowed = new TreeMap<>();
    for (int kind = 0; kind < free.size(); kind++) {
      heard.addAll(free.get(kind));
      if (free.get(kind).size() < ENOUGH && !other.get(kind).isEmpty()) {
        String source = largestSource(other.get(kind), recordings);
        borrowed.put(EverydaySound.all().get(kind).name(), source);
        heard.addAll(half(other.get(kind), source, recordings));
      }
    }
    other.forEach(kind -> kind.stream().filter(i -> !heard.contains(i)).forEach(unheard::add));
    return new JudgeSplit(heard.stream().sorted().toList(), List.copyOf(unheard), borrowed);
  }

  private static List<List<Integer>> byKind() {
    List<List<Integer>> lists = new ArrayList<>();
    EverydaySound.all().forEach(kind -> lists.add(new ArrayList<>()));
    return lists;
  }

  private static String largestSource(List<Integer> numbers, List<Recording> recordings) {
    Map<String, Integer> counts = new HashMap<>();
    numbers.forEach(i -> counts.merge(recordings.get(i).source(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getKey();
  }

  /** Every second original of a source, with all that was cut from it. */
  private static List<Integer> half(
      List<Integer> numbers, String source, List<Recording> recordings) {
    Map<String, List<Integer>> originals = new TreeMap<>(Comparator.naturalOrder());
    for (int i : numbers) {
      if (recordings.get(i).source().equals(source)) {
        originals.computeIfAbsent(origin(recordings.get(i)), o -> new ArrayList<>()).add(i);
      }
    }
    List<Integer> half = new ArrayList<>();
    int number = 0;
    for (List<Integer> original : originals.values()) {
      if (number++ % 2 == 0 && half.size() < MOST_BORROWED) {
        half.addAll(original);
      }
    }
    return half;
  }

  /** The file's name without its hash and the number or letter of the take. */
  static String origin(Recording recording) {
    Path file = recording.file().getFileName();
    String name = NOT_ORIGIN.matcher(String.valueOf(file)).replaceFirst("");
    return TAKE.matcher(name).replaceFirst("");
  }
}
