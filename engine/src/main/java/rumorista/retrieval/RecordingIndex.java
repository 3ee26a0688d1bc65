package rumorista.retrieval;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import rumorista.library.Recording;

/** Recordings by kind and by the stems of their words. */
final class RecordingIndex {
  /** A recording and how surely it is of a kind. */
  record Entry(Recording recording, double sure, Set<String> qualities) {}

  private static final double FROM_WORDS = 0.9; // how sure a kind is that was read from words
  private static final Pattern BEFORE_CAPITAL =
      Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])");

  private final Map<String, List<Entry>> byKind = new HashMap<>();
  private final Map<String, List<Entry>> byStem = new HashMap<>();
  private final Map<String, Set<String>> qualities = new HashMap<>(); // by text
  private final Map<String, Map<String, Double>> kinds = new HashMap<>(); // by text
  private final Lexicons lexicons = Lexicons.shared();
  private final Lexicon english = lexicons.of(Language.EN);

  RecordingIndex(List<Recording> recordings) {
    recordings.forEach(this::add);
  }

  private void add(Recording recording) {
    String label = recording.label();
    String caption = recording.caption();
    boolean known = KindTable.shared().kind(label) != null;
    String text =
        known
            ? caption
            : spaced(String.join(", ", label, caption, recording.name(), path(recording)));
    Set<String> words = qualities.computeIfAbsent(text, this::qualitiesOf);
    if (known) {
      byKind.computeIfAbsent(label, kind -> new ArrayList<>()).add(new Entry(recording, 1, words));
      return;
    }
    kinds
        .computeIfAbsent(text, this::kindsOf)
        .forEach((kind, sure) ->
            byKind
                .computeIfAbsent(kind, name -> new ArrayList<>())
                .add(new Entry(recording, sure, words)));
    Entry entry = new Entry(recording, 1, words);
    words.forEach(stem -> byStem.computeIfAbsent(stem, s -> new ArrayList<>()).add(entry));
  }

  /** File name and the folder that it lies in, without the ending. */
  private static String path(Recording recording) {
    int names = recording.file().getNameCount();
    String file = recording.file().subpath(Math.max(0, names - 2), names).toString();
    int dot = file.lastIndexOf('.');
    return (dot < 0 ? file : file.substring(0, dot)).replace('/', ',').replace('\\', ',');
  }

  /** Names such as {@code DOORWood_Creak-01} as words. */
  static String spaced(String name) {
    String words = BEFORE_CAPITAL.matcher(name.replace('_', ' ').replace('-', ' ')).replaceAll(" ");
    return CategoryNames.expand(words);
  }

  private Set<String> qualitiesOf(String text) {
    return lexicons.qualities(english, Words.split(text));
  }

  private Map<String, Double> kindsOf(String text) {
    Map<String, Double> found = new LinkedHashMap<>();
    List<String> words = Words.tokens(text);
    Lexicon lexicon = lexicons.guess(text, words);
    for (Lexicon reader : new LinkedHashSet<>(List.of(lexicon, english))) {
      for (Clause clause : ClauseReader.read(reader, Repair.repair(reader, english, words))) {
        for (Hit hit : Matcher.match(reader, clause.tokens(), EnumSet.of(Sense.Type.KIND))) {
          double sure = FROM_WORDS - (hit.weak() ? 0.3 : 0) - 0.1 / hit.tokens().size();
          hit.senses()
              .forEach(sense -> found.merge(sense.name(), sure * sense.weight(), Math::max));
        }
      }
      if (!found.isEmpty()) {
        break;
      }
    }
    return found;
  }

  /** The recordings of a kind. */
  List<Entry> ofKind(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  /** Recordings of no known kind that share a word with others. */
  Set<Entry> withAny(Set<String> stems) {
    Set<Entry> found = new HashSet<>();
    stems.forEach(stem -> found.addAll(byStem.getOrDefault(stem, List.of())));
    return found;
  }

  /** All kinds of which there are recordings. */
  Set<String> kinds() {
    return byKind.keySet();
  }
}
