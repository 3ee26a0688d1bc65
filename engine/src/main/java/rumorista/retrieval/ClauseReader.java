package rumorista.retrieval;

import java.util.ArrayList;
import java.util.List;
import rumorista.retrieval.Clause.Token;

/** Cuts a prompt in one language into clauses and finds out which of them are negated. */
final class ClauseReader {
  private final Lexicon lexicon;
  private final List<String> words;
  private final List<Clause> clauses = new ArrayList<>();
  private List<Token> tokens = new ArrayList<>();
  private boolean negated;
  private boolean afterPlace;
  private int segment;

  private ClauseReader(Lexicon lexicon, List<String> words) {
    this.lexicon = lexicon;
    this.words = words;
  }

  /** The clauses of a prompt that was split by {@link Words#tokens}. */
  static List<Clause> read(Lexicon lexicon, List<String> words) {
    ClauseReader reader = new ClauseReader(lexicon, words);
    for (int i = 0; i < words.size(); i++) {
      reader.take(i);
    }
    reader.end(false);
    return reader.clauses;
  }

  private void take(int i) {
    String word = words.get(i);
    if (!Character.isLetterOrDigit(word.charAt(0))) {
      punctuation(i, word);
    } else if (negates(i, word)) {
      end(true);
    } else if (divides(word)) {
      end(false);
    } else if (lexicon.is("and", word) || lexicon.is("or", word)) {
      segment++;
      afterPlace = false;
    } else if (lexicon.is("stop", word) || word.length() == 1) {
      afterPlace |= lexicon.is("place", word);
    } else {
      boolean place = afterPlace || lexicon.is("place", word);
      tokens.add(new Token(word, i, segment, place, lexicon.is("filler", word)));
      afterPlace = false;
    }
  }

  private boolean divides(String word) {
    boolean opposes = lexicon.is("but", word) && (negated || !lexicon.is("and", word));
    return opposes || lexicon.is("while", word);
  }

  private void punctuation(int i, String mark) {
    if (mark.equals("+") || mark.equals("&")) {
      segment++;
    } else if (negated && mark.equals(",") && listGoesOn(i + 1)) {
      segment++;
    } else {
      end(false);
    }
  }

  /** Whether words after a comma end a list with "or", as in "without music, voices or cars". */
  private boolean listGoesOn(int from) {
    for (int i = from; i < words.size(); i++) {
      String word = words.get(i);
      if (lexicon.is("or", word)) {
        return true;
      }
      if (lexicon.is("and", word) && !lexicon.is("but", word)) {
        continue;
      }
      if (".;".contains(word) || lexicon.is("but", word) || lexicon.is("negation", word)) {
        return false;
      }
    }
    return false;
  }

  private boolean negates(int i, String word) {
    if (lexicon.language() == Language.FR && word.equals("pas")) {
      boolean begins =
          i == 0
              || !Character.isLetterOrDigit(words.get(i - 1).charAt(0))
              || lexicon.is("and", words.get(i - 1))
              || lexicon.is("but", words.get(i - 1));
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      return begins && (next.equals("de") || next.equals("d"));
    }
    return lexicon.is("negation", word);
  }

  private void end(boolean nextNegated) {
    if (!tokens.isEmpty()) {
      clauses.add(new Clause(List.copyOf(tokens), negated));
    }
    tokens = new ArrayList<>();
    negated = nextNegated;
    afterPlace = false;
    segment++;
  }
}
