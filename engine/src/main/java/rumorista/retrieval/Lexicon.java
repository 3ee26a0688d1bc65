package rumorista.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the words of one language mean. A phrase is a bag of terms; a term is a stem ({@code bark}),
 * a word as it stands ({@code =passi}) or a concept with several words ({@code {step}}).
 */
final class Lexicon {
  /** A phrase and what it may mean. */
  record Phrase(List<String> terms, List<Sense> senses) {}

  private static final int MOST_RECENT = 20_000;

  private final Language language;
  private final Map<String, Set<String>> grammar = new HashMap<>(); // by role, folded words
  private final Map<String, Set<String>> concepts = new HashMap<>(); // by stem or =word
  private final Map<String, Phrase> phrases = new HashMap<>(); // by sorted terms
  private final Map<String, List<Phrase>> byTerm = new HashMap<>();
  private final Set<String> words = new HashSet<>(); // of phrases, folded, as they stand
  private final Map<String, Set<String>> recent = new ConcurrentHashMap<>(); // terms by word

  Lexicon(Language language, Tables tables) {
    this.language = language;
    for (Map<String, String> row : tables.grammar()) {
      Set<String> role =
          grammar.computeIfAbsent(Resource.field(row, "role"), name -> new HashSet<>());
      Resource.alternatives(row, language.column()).forEach(word -> role.add(Language.fold(word)));
    }
    for (Map<String, String> row : tables.concepts()) {
      String concept = "{" + Resource.field(row, "concept") + "}";
      for (String word : Resource.alternatives(row, language.column())) {
        concepts.computeIfAbsent(term(Language.fold(word)), t -> new HashSet<>()).add(concept);
        words.add(Language.fold(word).replace("=", ""));
      }
    }
  }

  /** The rows that every lexicon reads. */
  record Tables(List<Map<String, String>> grammar, List<Map<String, String>> concepts) {}

  /** Adds a phrase as written in a table: {@code ?words:weight}, both marks optional. */
  void add(String written, Sense.Type type, String name) {
    boolean weak = written.startsWith("?");
    int colon = written.lastIndexOf(':');
    double weight = colon < 0 ? 1 : Double.parseDouble(written.substring(colon + 1));
    List<String> terms =
        terms(written.substring(weak ? 1 : 0, colon < 0 ? written.length() : colon));
    if (terms.isEmpty()) {
      return;
    }
    Collections.sort(terms);
    Sense sense = new Sense(type, name, weight, weak);
    Phrase phrase =
        phrases.computeIfAbsent(
            String.join(" ", terms), key -> new Phrase(List.copyOf(terms), new ArrayList<>()));
    if (phrase.senses().isEmpty()) {
      for (String term : new HashSet<>(terms)) {
        byTerm.computeIfAbsent(term, t -> new ArrayList<>()).add(phrase);
      }
    }
    phrase.senses().removeIf(s -> s.type() == type && s.name().equals(name) && s.weight() < weight);
    if (phrase.senses().stream().noneMatch(s -> s.type() == type && s.name().equals(name))) {
      phrase.senses().add(sense);
    }
  }

  private List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      if (word.startsWith("{")) {
        terms.add(word);
        continue;
      }
      boolean exact = word.startsWith("=");
      for (String part : Words.split(word)) {
        if (!is("stop", part) && !is("and", part) && !is("or", part)) {
          terms.add(exact ? "=" + part : language.stem(part));
          words.add(part);
        }
      }
    }
    return terms;
  }

  private String term(String folded) {
    return folded.startsWith("=") ? folded : language.stem(folded);
  }

  Language language() {
    return language;
  }

  /** Whether a folded word plays a part in sentences, such as {@code stop} or {@code negation}. */
  boolean is(String role, String word) {
    Set<String> words = grammar.get(role);
    return words != null && words.contains(word);
  }

  /** The terms that a folded word may stand for. */
  Set<String> termsOf(String word) {
    if (recent.size() > MOST_RECENT) {
      recent.clear();
    }
    return recent.computeIfAbsent(word, this::findTerms);
  }

  private Set<String> findTerms(String word) {
    Set<String> terms = new HashSet<>(Arrays.asList(language.stem(word), "=" + word));
    terms.addAll(concepts.getOrDefault(language.stem(word), Set.of()));
    terms.addAll(concepts.getOrDefault("=" + word, Set.of()));
    return Collections.unmodifiableSet(terms);
  }

  /** The concepts that a folded word belongs to. */
  Set<String> conceptsOf(String word) {
    Set<String> found = new HashSet<>(termsOf(word));
    found.removeIf(term -> !term.startsWith("{"));
    return found;
  }

  /** Whether a folded word occurs in a phrase, a concept or the grammar. */
  boolean knows(String word) {
    return meaningful(word)
        || is("filler", word)
        || is("stop", word)
        || is("negation", word)
        || is("and", word)
        || is("while", word)
        || is("or", word)
        || is("but", word);
  }

  /** Whether a folded word occurs in a phrase or a concept. */
  boolean meaningful(String word) {
    return termsOf(word).stream()
        .anyMatch(term -> byTerm.containsKey(term) || concepts.containsKey(term));
  }

  /** All phrases with a term. */
  List<Phrase> with(String term) {
    return byTerm.getOrDefault(term, List.of());
  }

  /** The words of all phrases, folded. */
  Set<String> words() {
    return words;
  }
}
