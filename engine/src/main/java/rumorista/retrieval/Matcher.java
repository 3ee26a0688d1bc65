package rumorista.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rumorista.retrieval.Clause.Token;

/** Finds the phrases of a lexicon in a clause, the longest first. */
final class Matcher {
  private static final int WIDEST_GAP = 3;

  private Matcher() {}

  /** Phrases of some types that do not overlap, in the order of the words. */
  static List<Hit> match(Lexicon lexicon, List<Token> tokens, Set<Sense.Type> types) {
    List<Hit> hits = all(lexicon, tokens, types);
    List<Hit> chosen = new ArrayList<>();
    for (Hit hit : hits) {
      if (chosen.stream().noneMatch(hit::overlaps)) {
        chosen.add(hit);
      }
    }
    chosen.sort(Comparator.comparingInt(Hit::position));
    return chosen;
  }

  /** All phrases of some types, also those that overlap, the best first. */
  static List<Hit> all(Lexicon lexicon, List<Token> tokens, Set<Sense.Type> types) {
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      for (String term : lexicon.termsOf(tokens.get(i).word())) {
        for (Lexicon.Phrase phrase : lexicon.with(term)) {
          find(lexicon, phrase, term, i, tokens, hits);
        }
      }
    }
    hits.removeIf(hit -> !types.contains(hit.type()));
    hits.sort(Hit.BEST);
    return hits;
  }

  private static int exactness(String term) {
    return term.startsWith("=") ? 1 : term.startsWith("{") ? -1 : 0;
  }

  /** Finds a phrase whose leftmost word is token {@code first}. */
  private static void find(
      Lexicon lexicon,
      Lexicon.Phrase phrase,
      String term,
      int first,
      List<Token> tokens,
      List<Hit> hits) {
    List<String> open = new ArrayList<>(phrase.terms());
    List<Token> found = new ArrayList<>();
    open.remove(term);
    found.add(tokens.get(first));
    int last = first;
    int widest = first + phrase.terms().size() + WIDEST_GAP;
    for (int i = first + 1; i < tokens.size() && i < widest && !open.isEmpty(); i++) {
      Token token = tokens.get(i);
      String match =
          lexicon.termsOf(token.word()).stream().filter(open::contains).findFirst().orElse(null);
      if (match != null) {
        open.remove(match);
        found.add(token);
        last = i;
      }
    }
    int gap = last - first + 1 - found.size();
    boolean divided = found.getFirst().segment() != found.getLast().segment();
    if (open.isEmpty() && (!divided || gap == 0)) {
      int exact = phrase.terms().stream().mapToInt(Matcher::exactness).sum();
      byType(phrase).values().forEach(senses -> hits.add(new Hit(found, senses, gap, exact)));
    }
  }

  private static Map<Sense.Type, List<Sense>> byType(Lexicon.Phrase phrase) {
    Map<Sense.Type, List<Sense>> types = new EnumMap<>(Sense.Type.class);
    for (Sense sense : phrase.senses()) {
      types.computeIfAbsent(sense.type(), type -> new ArrayList<>()).add(sense);
    }
    return types;
  }
}
