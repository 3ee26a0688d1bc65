package rumorista.retrieval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import rumorista.library.Recording;
import rumorista.retrieval.Clause.Token;

/** What must not be heard: kinds of sound, and words that no recording may be described by. */
public final class Veto {
  private static final double SURELY_MENTIONED = 0.75;
  private static final Set<Sense.Type> TYPES =
      EnumSet.of(Sense.Type.KIND, Sense.Type.VETO, Sense.Type.MUSIC);

  private final Set<String> kinds;
  private final Set<String> stems;
  private final Map<String, Boolean> mentions = new ConcurrentHashMap<>();

  private Veto(Set<String> kinds, Set<String> stems) {
    this.kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
    this.stems = Set.copyOf(stems);
  }

  /** Allows everything. */
  public static Veto none() {
    return new Veto(Set.of(), Set.of());
  }

  /** What a negative prompt names, and what the prompt itself excludes. */
  public static Veto of(String negativeText, PromptReader.Reading reading) {
    return of(negativeText).and(reading.veto());
  }

  /** What a negative prompt names, with or without words such as "no". */
  public static Veto of(String negativeText) {
    Lexicons lexicons = Lexicons.shared();
    List<String> words = Words.tokens(negativeText);
    Lexicon lexicon = lexicons.guess(negativeText, words);
    List<Clause> clauses =
        ClauseReader.read(lexicon, Repair.repair(lexicon, lexicons.of(Language.EN), words));
    return of(lexicon, clauses);
  }

  /** What clauses name, whether negated or not. */
  static Veto of(Lexicon lexicon, List<Clause> clauses) {
    Set<String> kinds = new HashSet<>();
    Set<String> stems = new HashSet<>();
    for (Clause clause : clauses) {
      List<Token> left = new ArrayList<>(clause.tokens());
      collect(lexicon, clause.tokens(), kinds, left);
      if (lexicon.language() != Language.EN && !left.isEmpty()) {
        collect(Lexicons.shared().of(Language.EN), List.copyOf(left), kinds, left);
      }
      left.removeIf(Token::filler);
      left.forEach(token -> stems.add(Language.EN.stem(token.word())));
    }
    return new Veto(kinds, stems);
  }

  private static void collect(
      Lexicon lexicon, List<Token> tokens, Set<String> kinds, List<Token> left) {
    List<Hit> all = Matcher.all(lexicon, tokens, TYPES);
    for (Hit hit : Matcher.match(lexicon, tokens, TYPES)) {
      left.removeAll(hit.tokens());
      all.stream()
          .filter(other -> other.tokens().equals(hit.tokens()))
          .flatMap(other -> other.senses().stream())
          .forEach(sense -> kinds.addAll(Lexicons.shared().kinds(sense)));
    }
  }

  /** Both vetoes together. */
  public Veto and(Veto other) {
    Set<String> allKinds = new HashSet<>(kinds);
    allKinds.addAll(other.kinds);
    Set<String> allStems = new HashSet<>(stems);
    allStems.addAll(other.stems);
    return new Veto(allKinds, allStems);
  }

  /** The kinds that must not be heard, in alphabetical order. */
  public Set<String> kinds() {
    return kinds;
  }

  /** Whether it allows everything. */
  public boolean isEmpty() {
    return kinds.isEmpty() && stems.isEmpty();
  }

  /** Whether a kind may be heard. */
  public boolean allows(String kind) {
    return !kinds.contains(kind);
  }

  /** Whether a recording neither is, holds nor mentions what must not be heard. */
  public boolean allows(Recording recording) {
    if (isEmpty()) {
      return true;
    }
    if (kinds.contains(recording.label()) || recording.also().stream().anyMatch(kinds::contains)) {
      return false;
    }
    String text = recording.caption() + ", " + recording.name() + ", " + recording.words();
    return !mentions.computeIfAbsent(text, this::mentioned);
  }

  private boolean mentioned(String text) {
    Lexicon english = Lexicons.shared().of(Language.EN);
    for (Clause clause : ClauseReader.read(english, Words.tokens(text))) {
      if (clause.tokens().stream().anyMatch(t -> stems.contains(Language.EN.stem(t.word())))) {
        return true;
      }
      for (Hit hit : Matcher.match(english, clause.tokens(), EnumSet.of(Sense.Type.KIND))) {
        for (Sense sense : hit.senses()) {
          if (sense.weight() >= SURELY_MENTIONED && kinds.contains(sense.name())) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
