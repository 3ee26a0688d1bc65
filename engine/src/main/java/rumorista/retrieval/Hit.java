package rumorista.retrieval;

import java.util.Comparator;
import java.util.List;
import rumorista.retrieval.Clause.Token;

/**
 * A phrase of the lexicon that was found in a clause.
 *
 * @param tokens the words it was found in, in their order
 * @param senses what it may mean, all of one type
 * @param gap how many other words stand between
 * @param exact how many terms are words as they stand
 */
record Hit(List<Token> tokens, List<Sense> senses, int gap, int exact) {
  /** The longest first, then the tightest, then as {@link Sense.Type} orders. */
  static final Comparator<Hit> BEST =
      Comparator.comparingInt((Hit hit) -> -hit.tokens().size())
          .thenComparingInt(Hit::gap)
          .thenComparingInt(hit -> -hit.exact())
          .thenComparing(Hit::type);

  Sense.Type type() {
    return senses.getFirst().type();
  }

  boolean weak() {
    return senses.stream().allMatch(Sense::weak);
  }

  boolean overlaps(Hit other) {
    return tokens.stream().anyMatch(other.tokens::contains);
  }

  int position() {
    return tokens.getFirst().position();
  }

  int end() {
    return tokens.getLast().position();
  }

  int segment() {
    return tokens.getFirst().segment();
  }

  /** How surely a kind is meant; 0 if it is not. */
  double weight(String kind) {
    return senses.stream()
        .filter(sense -> sense.name().equals(kind))
        .mapToDouble(Sense::weight)
        .max()
        .orElse(0);
  }
}
