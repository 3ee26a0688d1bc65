package rumorista.retrieval;

import java.util.List;

/**
 * Words that belong together, between two punctuation marks or conjunctions.
 *
 * @param tokens in their order, without those that carry no meaning
 * @param negated whether they name what must not be heard
 */
record Clause(List<Token> tokens, boolean negated) {
  /**
   * A word that carries meaning.
   *
   * @param word folded
   * @param position in the prompt, counted over all words
   * @param segment words on both sides of an "and" have different ones
   * @param afterPlace whether a preposition of place stands between it and the word before
   * @param filler whether the word alone asks for nothing, such as an adjective
   */
  record Token(String word, int position, int segment, boolean afterPlace, boolean filler) {
    /** The same place with another word. */
    Token as(String other) {
      return new Token(other, position, segment, afterPlace, filler);
    }
  }
}
