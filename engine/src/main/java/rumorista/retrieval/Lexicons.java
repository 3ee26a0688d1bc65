package rumorista.retrieval;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of all languages, and the scenes and groups that they may name. */
final class Lexicons {
  /** Read once, when first asked for. */
  private static final class Shared {
    static final Lexicons LEXICONS = new Lexicons();
  }

  private static final Map<Language, Pattern> LETTERS =
      Map.of(
          Language.ES, Pattern.compile("[ñ¿¡]"),
          Language.DE, Pattern.compile("[äöüß]"),
          Language.FR, Pattern.compile("[çêèœâîûë]"),
          Language.IT, Pattern.compile("[ìòù]"));

  private final Map<Language, Lexicon> lexicons = new EnumMap<>(Language.class);
  private final Map<String, List<String>> groups = new HashMap<>();
  private final Map<String, List<String>> scenes = new HashMap<>();

  private Lexicons() {
    Lexicon.Tables tables =
        new Lexicon.Tables(Resource.rows("grammar.tsv"), Resource.rows("concepts.tsv"));
    List<Map<String, String>> kindRows = Resource.rows("kinds.tsv");
    List<Map<String, String>> sceneRows = Resource.rows("scenes.tsv");
    List<Map<String, String>> groupRows = Resource.rows("groups.tsv");
    List<Map<String, String>> idiomRows = Resource.rows("idioms.tsv");
    sceneRows.forEach(row -> scenes.put(Resource.field(row, "kinds"), kindsOf(row)));
    groupRows.forEach(row -> groups.put(Resource.field(row, "group"), kindsOf(row)));
    for (Language language : Language.values()) {
      Lexicon lexicon = new Lexicon(language, tables);
      String column = language.column();
      kindRows.forEach(row -> add(lexicon, row, column, Sense.Type.KIND, "kind"));
      sceneRows.forEach(row -> add(lexicon, row, column, Sense.Type.SCENE, "kinds"));
      idiomRows.forEach(row -> add(lexicon, row, column, Sense.Type.IDIOM, column));
      for (Map<String, String> row : groupRows) {
        add(lexicon, row, column, Sense.Type.VETO, "group");
        switch (Resource.field(row, "use")) {
          case "music" -> add(lexicon, row, column, Sense.Type.MUSIC, "group");
          case "vague" -> add(lexicon, row, column, Sense.Type.GROUP, "group");
          default -> {}
        }
      }
      lexicons.put(language, lexicon);
    }
  }

  private static List<String> kindsOf(Map<String, String> row) {
    return List.of(Resource.field(row, "kinds").split(",", -1));
  }

  private static void add(
      Lexicon lexicon, Map<String, String> row, String column, Sense.Type type, String name) {
    for (String phrase : Resource.alternatives(row, column)) {
      lexicon.add(phrase, type, Resource.field(row, name));
    }
  }

  static Lexicons shared() {
    return Shared.LEXICONS;
  }

  Lexicon of(Language language) {
    return Objects.requireNonNull(lexicons.get(language));
  }

  /** The kinds that a broader word covers, the most typical first. */
  List<String> group(String name) {
    return Objects.requireNonNull(groups.get(name), name);
  }

  /** The kinds that are heard in a scene, the ones that go on first. */
  List<String> scene(String name) {
    return Objects.requireNonNull(scenes.get(name), name);
  }

  /** The lexicon of the language that a text is most likely written in. */
  Lexicon guess(String text, List<String> words) {
    Lexicon best = of(Language.EN);
    double most = -1;
    String lower = text.toLowerCase(Locale.ROOT);
    for (Lexicon lexicon : lexicons.values()) {
      double known = 0;
      for (String word : words) {
        known +=
            lexicon.words().contains(word) || lexicon.is("stop", word)
                ? 1
                : lexicon.knows(word) ? 0.8 : Repair.partlyKnown(lexicon, word);
      }
      Pattern letters = LETTERS.get(lexicon.language());
      known += letters != null && letters.matcher(lower).find() ? 0.5 : 0;
      if (known > most) {
        most = known;
        best = lexicon;
      }
    }
    return best;
  }

  /** The kinds that a sense stands for. */
  List<String> kinds(Sense sense) {
    return switch (sense.type()) {
      case IDIOM -> List.of();
      case KIND -> List.of(sense.name());
      case SCENE -> scene(sense.name());
      case MUSIC, GROUP, VETO -> group(sense.name());
    };
  }

  /** The English stems and the concepts of words in one language. */
  Set<String> qualities(Lexicon lexicon, List<String> words) {
    Set<String> qualities = new HashSet<>();
    for (String word : words) {
      qualities.addAll(lexicon.conceptsOf(word));
      if (lexicon.language() == Language.EN && !lexicon.is("stop", word)) {
        qualities.add(Language.EN.stem(word));
      }
    }
    return qualities;
  }

  /** The names of all groups. */
  List<String> groupNames() {
    return new ArrayList<>(groups.keySet());
  }
}
