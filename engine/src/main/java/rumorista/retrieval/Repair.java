package rumorista.retrieval;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rumorista.retrieval.Clause.Token;

/** Words that no lexicon knows: compounds are split, mistakes of one letter corrected. */
final class Repair {
  private static final int SHORTEST_PART = 3;
  private static final int SHORTEST_CORRECTED = 5;
  private static final List<String> LINKS = List.of("", "s", "n", "en", "es", "er", "e");

  private Repair() {}

  /** The words of a prompt, those replaced that become known by it. */
  static List<String> repair(Lexicon lexicon, Lexicon english, List<String> words) {
    List<String> repaired = new ArrayList<>();
    for (String word : words) {
      if (word.length() <= SHORTEST_PART || lexicon.knows(word) || english.knows(word)) {
        repaired.add(word);
        continue;
      }
      String umlauts = word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
      List<String> parts = parts(lexicon, word);
      if (lexicon.language() == Language.DE && lexicon.knows(umlauts)) {
        repaired.add(umlauts);
      } else if (!parts.isEmpty()) {
        repaired.addAll(parts);
      } else {
        repaired.add(beginning(lexicon, word));
      }
    }
    return repaired;
  }

  /** How much an unknown word looks like one of the lexicon's language, 0 to 1. */
  static double partlyKnown(Lexicon lexicon, String word) {
    if (!parts(lexicon, word).isEmpty()) {
      return 0.7;
    }
    return beginning(lexicon, word).equals(word) ? 0 : 0.3;
  }

  /** Two known words that a compound is made of; empty if there are none. */
  private static List<String> parts(Lexicon lexicon, String word) {
    List<String> best = List.of();
    if (lexicon.language() != Language.DE && lexicon.language() != Language.EN) {
      return best;
    }
    int longest = 0;
    for (int i = SHORTEST_PART; i <= word.length() - SHORTEST_PART; i++) {
      String right = word.substring(i);
      String left = left(lexicon, word.substring(0, i));
      int shorter = left == null ? 0 : Math.min(left.length(), right.length());
      if (left != null && shorter > longest && lexicon.knows(right)) {
        best = List.of(left, right);
        longest = shorter;
      }
    }
    return best;
  }

  /** The known word that a German compound begins with, or the compound itself. */
  private static String beginning(Lexicon lexicon, String word) {
    if (lexicon.language() == Language.DE) {
      for (int end = word.length() - SHORTEST_PART; end > SHORTEST_PART; end--) {
        String left = left(lexicon, word.substring(0, end));
        if (left != null && lexicon.meaningful(left)) {
          return left;
        }
      }
    }
    return word;
  }

  private static @Nullable String left(Lexicon lexicon, String part) {
    if (lexicon.language() == Language.EN) {
      return lexicon.words().contains(part) ? part : null;
    }
    for (String link : LINKS) {
      String word = part.substring(0, Math.max(0, part.length() - link.length()));
      if (part.endsWith(link) && word.length() >= SHORTEST_PART && lexicon.knows(word)) {
        return word;
      }
    }
    return null;
  }

  /** The words of a clause, those that are unknown corrected where there is one way to do it. */
  static List<Token> corrected(Lexicon lexicon, List<Token> tokens) {
    List<Token> all = new ArrayList<>();
    for (Token token : tokens) {
      String correct = lexicon.knows(token.word()) ? null : corrected(lexicon, token.word());
      all.add(correct == null ? token : token.as(correct));
    }
    return all;
  }

  /** The one known word with the same first letter at a distance of one edit. */
  private static @Nullable String corrected(Lexicon lexicon, String word) {
    String found = null;
    if (word.length() < SHORTEST_CORRECTED) {
      return null;
    }
    for (String known : lexicon.words()) {
      if (known.length() >= SHORTEST_CORRECTED - 1
          && known.charAt(0) == word.charAt(0)
          && oneEdit(known, word)) {
        if (found != null
            && !lexicon.language().stem(found).equals(lexicon.language().stem(known))) {
          return null;
        }
        found = known;
      }
    }
    return found;
  }

  /** Whether one letter more, less, other, or two exchanged make one word of the other. */
  private static boolean oneEdit(String a, String b) {
    int start = 0;
    while (start < Math.min(a.length(), b.length()) && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    String restA = a.substring(start);
    String restB = b.substring(start);
    if (restA.isEmpty() || restB.isEmpty()) {
      return Math.abs(restA.length() - restB.length()) == 1;
    }
    return restA.substring(1).equals(restB)
        || restB.substring(1).equals(restA)
        || restA.substring(1).equals(restB.substring(1))
        || (restA.length() > 1
            && restB.length() > 1
            && restA.charAt(0) == restB.charAt(1)
            && restA.charAt(1) == restB.charAt(0)
            && restA.substring(2).equals(restB.substring(2)));
  }
}
