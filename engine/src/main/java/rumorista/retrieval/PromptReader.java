package rumorista.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import rumorista.retrieval.Clause.Token;
import rumorista.text.SentenceEncoder;

/**
 * Finds out what a prompt in English, Italian, Spanish, French or German asks for, and what it asks
 * not to hear. The sentence encoder answers only for words that the tables do not know.
 */
public final class PromptReader {
  /** Below this cosine similarity a kind is not what was meant. */
  static final double LEAST_SIMILARITY = 0.55;

  private static final int NAMED = 3; // kinds, where none fits
  private static final Set<Sense.Type> TYPES = EnumSet.complementOf(EnumSet.of(Sense.Type.VETO));

  private final Lexicons lexicons = Lexicons.shared();
  private final Meanings meanings;

  /** Loads its own encoder, when it is first needed. */
  public PromptReader() {
    this(SentenceEncoder::new);
  }

  /** Takes an encoder from elsewhere, when it is first needed. */
  public PromptReader(Supplier<SentenceEncoder> encoder) {
    meanings = new Meanings(encoder);
  }

  /** What a prompt asks for, in the order of its words, and what it excludes. */
  public record Reading(List<Wish> wishes, Veto veto) {
    public Reading {
      wishes = List.copyOf(wishes);
    }

    /** The wishes that a veto leaves: those with a kind that it allows, and those with none. */
    public List<Wish> wishes(Veto all) {
      return wishes.stream()
          .filter(wish ->
              wish.candidates().isEmpty()
                  || wish.candidates().stream().anyMatch(c -> all.allows(c.kind())))
          .toList();
    }
  }

  /** Reads a prompt. */
  public Reading read(String prompt) {
    List<String> words = Words.tokens(prompt);
    Lexicon lexicon = lexicons.guess(prompt, words);
    List<Clause> clauses =
        ClauseReader.read(lexicon, Repair.repair(lexicon, lexicons.of(Language.EN), words));
    List<Clause> negated = clauses.stream().filter(Clause::negated).toList();
    WishBuilder builder = new WishBuilder(lexicon);
    List<Wish> unknown = new ArrayList<>();
    for (Clause clause : clauses) {
      if (!clause.negated()) {
        List<Hit> hits = hits(lexicon, clause);
        if (hits.isEmpty() && clause.tokens().stream().anyMatch(t -> names(lexicon, t))) {
          unknown.add(byMeaning(lexicon, clause));
        }
        builder.add(clause, hits);
      }
    }
    List<Wish> wishes = new ArrayList<>(builder.wishes());
    wishes.addAll(unknown);
    return new Reading(wishes, Veto.of(lexicon, negated));
  }

  /** Whether a word may name a thing, and does not only say how it is or what it does. */
  private static boolean names(Lexicon lexicon, Token token) {
    return !token.filler() && !lexicon.is("verb", token.word());
  }

  /** Phrases of the prompt's language, then English ones, then those with a letter corrected. */
  private List<Hit> hits(Lexicon lexicon, Clause clause) {
    List<Hit> hits = new ArrayList<>(Matcher.match(lexicon, clause.tokens(), TYPES));
    if (lexicon.language() != Language.EN) {
      List<Token> left =
          clause.tokens().stream().filter(token -> !lexicon.knows(token.word())).toList();
      hits.addAll(Matcher.match(lexicons.of(Language.EN), left, TYPES));
      hits.sort(Comparator.comparingInt(Hit::position));
    }
    return hits.isEmpty()
        ? Matcher.match(lexicon, Repair.corrected(lexicon, clause.tokens()), TYPES)
        : hits;
  }

  private Wish byMeaning(Lexicon lexicon, Clause clause) {
    List<String> words = clause.tokens().stream().map(Token::word).toList();
    String text = String.join(" ", words);
    List<Wish.Candidate> nearest = meanings.nearest(text);
    List<Wish.Candidate> near =
        nearest.stream().limit(NAMED).filter(c -> c.score() >= LEAST_SIMILARITY).toList();
    return new Wish(
        text,
        near,
        KindTable.shared().role(near.stream().map(Wish.Candidate::kind).toList()),
        lexicons.qualities(lexicon, words),
        false,
        false,
        nearest.stream().limit(NAMED).map(Wish.Candidate::kind).toList());
  }
}
