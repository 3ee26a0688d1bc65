package rumorista.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rumorista.library.Anatomy.Role;
import rumorista.retrieval.Clause.Token;
import rumorista.retrieval.Wish.Candidate;

/** Turns the phrases that were found in a prompt into wishes. */
final class WishBuilder {
  private static final double OF_A_GROUP = 0.8;
  private static final double LESS_EACH = 0.03;
  private static final int NEAR = 3; // words, between a thing and what it does
  private static final Set<String> VOICES = Set.of("crying_baby", "speech");

  /** A wish that is not complete yet. */
  private record Draft(Hit hit, List<Token> words) {}

  private final Lexicons lexicons = Lexicons.shared();
  private final Lexicon lexicon;
  private final List<Draft> drafts = new ArrayList<>();

  WishBuilder(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Adds what was found in a clause. */
  void add(Clause clause, List<Hit> found) {
    List<Hit> hits = new ArrayList<>(found);
    hits.removeIf(hit -> hit.type() == Sense.Type.IDIOM);
    hits.removeIf(hit -> hit.weak() && others(hits, hit).anyMatch(other -> !other.weak()));
    List<Hit> dropped =
        hits.stream()
            .filter(hit ->
                others(hits, hit)
                    .anyMatch(o -> isVerb(hit) ? does(o, hit) : isVoice(hit) && voices(hit, o)))
            .toList();
    hits.removeAll(dropped);
    for (Hit hit : hits) {
      List<Token> words = new ArrayList<>(clause.tokens());
      words.removeIf(token -> elsewhere(token, hit, hits));
      drafts.add(new Draft(hit, words));
    }
  }

  /** Whether a word belongs to another phrase, or to another part of the sentence. */
  private static boolean elsewhere(Token token, Hit hit, List<Hit> hits) {
    boolean own = hit.tokens().contains(token);
    return !own
        && (token.segment() != hit.segment()
            || hits.stream().anyMatch(other -> other.tokens().contains(token)));
  }

  private static Stream<Hit> others(List<Hit> hits, Hit hit) {
    return hits.stream().filter(other -> !other.equals(hit) && other.segment() == hit.segment());
  }

  private boolean isVerb(Hit hit) {
    return hit.type() == Sense.Type.KIND
        && hit.tokens().size() == 1
        && lexicon.is("verb", hit.tokens().getFirst().word());
  }

  /** Whether a verb says what a thing does, as in "phone buzzing", rather than stand for itself. */
  private boolean does(Hit thing, Hit verb) {
    return !isVerb(thing)
        && !isVoice(thing)
        && !thing.weak()
        && (thing.type() == Sense.Type.KIND || thing.type() == Sense.Type.SCENE)
        && beside(thing, verb);
  }

  private static boolean isVoice(Hit hit) {
    return hit.senses().stream().allMatch(sense -> VOICES.contains(sense.name()));
  }

  /** Whether a verb tells more than the person that does it, as in "a baby laughing". */
  private boolean voices(Hit person, Hit verb) {
    return person.tokens().size() == 1 && isVerb(verb) && beside(person, verb);
  }

  /** Whether two phrases stand close together, with no preposition of place between. */
  private static boolean beside(Hit a, Hit b) {
    Hit first = a.position() < b.position() ? a : b;
    Hit second = a.position() < b.position() ? b : a;
    return !second.tokens().getFirst().afterPlace() && second.position() - first.end() <= NEAR;
  }

  /** The wishes of all clauses, in the order of their words. */
  List<Wish> wishes() {
    List<Draft> merged = merged();
    if (merged.size() > 1) {
      merged.removeIf(d -> d.hit().type() == Sense.Type.SCENE && onlyFillers(d.hit()));
    }
    boolean specific = merged.stream().anyMatch(d -> d.hit().type() != Sense.Type.SCENE);
    List<Wish> wishes = new ArrayList<>();
    boolean music = false;
    for (Draft draft : merged) {
      switch (draft.hit().type()) {
        case SCENE -> {
          if (!specific) {
            wishes.addAll(scene(draft));
          }
        }
        case MUSIC -> {
          if (!music) {
            wishes.add(music(draft, merged));
          }
          music = true;
        }
        default -> wishes.add(wish(draft, candidates(draft.hit()), false, false));
      }
    }
    if (music) {
      Set<String> instruments = new HashSet<>(lexicons.group("music"));
      wishes.removeIf(wish -> !wish.music() && instruments.contains(wish.kind()));
    }
    if (specific) {
      merged.stream()
          .filter(draft -> draft.hit().type() == Sense.Type.SCENE)
          .forEach(draft -> surroundings(draft, wishes));
    }
    return distinct(wishes);
  }

  /** Whether a scene is told by nothing but words such as "night". */
  private static boolean onlyFillers(Hit scene) {
    return scene.tokens().stream().allMatch(Token::filler);
  }

  /** Phrases with a kind in common are one wish. */
  private List<Draft> merged() {
    List<Draft> merged = new ArrayList<>();
    for (Draft draft : drafts) {
      int same = -1;
      for (int i = 0; i < merged.size() && same < 0; i++) {
        same = common(merged.get(i).hit(), draft.hit()).isEmpty() ? -1 : i;
      }
      if (same < 0) {
        merged.add(draft);
        continue;
      }
      Hit first = merged.get(same).hit();
      List<Token> tokens = union(first.tokens(), draft.hit().tokens());
      Hit both = new Hit(tokens, common(first, draft.hit()), first.gap(), first.exact());
      merged.set(same, new Draft(both, union(merged.get(same).words(), draft.words())));
    }
    return merged;
  }

  private static List<Token> union(List<Token> a, List<Token> b) {
    Set<Token> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }

  /** Kinds that both may mean. */
  private static List<Sense> common(Hit a, Hit b) {
    if (a.type() != Sense.Type.KIND || b.type() != Sense.Type.KIND) {
      return List.of();
    }
    return a.senses().stream().filter(sense -> b.weight(sense.name()) > 0).toList();
  }

  private List<Candidate> candidates(Hit hit) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Sense sense : hit.senses()) {
      List<String> kinds = lexicons.kinds(sense);
      for (int i = 0; i < kinds.size(); i++) {
        double score =
            sense.type() == Sense.Type.KIND ? sense.weight() : OF_A_GROUP - LESS_EACH * i;
        scores.merge(kinds.get(i), score, Math::max);
      }
    }
    return scores.entrySet().stream()
        .map(entry -> new Candidate(entry.getKey(), entry.getValue()))
        .filter(candidate -> candidate.score() > 0)
        .sorted(Comparator.comparingDouble(Candidate::score).reversed())
        .toList();
  }

  private Wish wish(Draft draft, List<Candidate> candidates, boolean ambience, boolean music) {
    List<String> words =
        draft.words().stream()
            .sorted(Comparator.comparingInt(Token::position))
            .map(Token::word)
            .toList();
    return new Wish(
        String.join(" ", words),
        candidates,
        KindTable.shared().role(candidates.stream().map(Candidate::kind).toList()),
        lexicons.qualities(lexicon, words),
        ambience,
        music,
        List.of());
  }

  /** Two to four kinds that are heard in a place. */
  private List<Wish> scene(Draft draft) {
    return lexicons.kinds(draft.hit().senses().getFirst()).stream()
        .map(kind -> wish(draft, List.of(new Candidate(kind, 1)), true, false))
        .toList();
  }

  /** A place in which something else is asked for: what goes on there, unless that is asked for. */
  private void surroundings(Draft draft, List<Wish> wishes) {
    List<String> kinds = lexicons.kinds(draft.hit().senses().getFirst());
    Set<String> asked =
        wishes.stream()
            .flatMap(wish -> wish.candidates().stream())
            .map(Candidate::kind)
            .collect(Collectors.toSet());
    String first = kinds.getFirst();
    Kind kind = KindTable.shared().kind(first);
    boolean itself =
        Matcher.match(lexicon, draft.hit().tokens(), Set.of(Sense.Type.KIND)).stream()
            .anyMatch(hit -> hit.weight(first) > 0);
    boolean goesOn = kind != null && kind.role() == Role.TEXTURE;
    if (!asked.contains(first) && (goesOn || itself)) {
      boolean place = draft.hit().tokens().getFirst().afterPlace();
      wishes.add(wish(draft, List.of(new Candidate(first, 1)), place || !itself, false));
    }
  }

  private Wish music(Draft draft, List<Draft> all) {
    Set<String> instruments = new HashSet<>(lexicons.group("music"));
    List<Candidate> named = new ArrayList<>();
    List<Token> words = draft.words();
    for (Draft other : all) {
      if (other.hit().type() == Sense.Type.KIND) {
        List<Candidate> played =
            candidates(other.hit()).stream()
                .filter(candidate -> instruments.contains(candidate.kind()))
                .toList();
        named.addAll(played);
        words = played.isEmpty() ? words : union(words, other.words());
      }
    }
    return wish(new Draft(draft.hit(), words), named, false, true);
  }

  private static List<Wish> distinct(List<Wish> wishes) {
    Map<String, Wish> byKind = new LinkedHashMap<>();
    wishes.forEach(wish ->
        byKind.putIfAbsent(wish.music() ? "music" : wish.kind() + "|" + wish.music(), wish));
    return List.copyOf(byKind.values());
  }
}
